"""A profile is named, says whom it is for, and fits a notebook or is refused before anything runs."""

import pytest

from samrum_kit.errors import ProfileForbids, UnknownName, UsageError
from samrum_kit.locale import LANGUAGES, speaking
from samrum_kit.report.deliver import checked
from samrum_kit.report.exporter import to_page
from samrum_kit.report.notebooks import find_notebook, read_notebook
from samrum_kit.report.parameters import profile_for
from samrum_kit.report.profiles import PROFILES, VARIABLE, Thing, profile_named
from tests.report.notebooks import code, notebook

PROFILE = 'profile: str = "intern"'
SERVES = {
    "01_moede": {"intern", "ledelse", "undervisning"},
    "02_gennemgang": {"intern", "pku", "undervisning"},
    "03_sagsforloeb": {"intern", "foraeldre", "undervisning"},
    "04_noegletal": {"intern", "ledelse", "undervisning"},
    "05_forum_status": {"intern", "ledelse", "undervisning"},
}


def made_for(*profiles, cell=PROFILE):
    """Return a notebook that is made for some profiles."""
    made = notebook(parameters=cell)
    made.metadata["samrum"]["profiles"] = list(profiles)
    return made


def test_there_are_five_and_only_the_internal_one_shows_everything():
    assert list(PROFILES) == ["intern", "foraeldre", "pku", "ledelse", "undervisning"]
    assert [name for name, profile in PROFILES.items() if profile.shows == set(Thing)] == ["intern"]


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_says_whom_it_is_for_and_what_to_choose_instead_in_every_language(name):
    profile = PROFILES[name]
    told = set()
    for lang in LANGUAGES:
        with speaking(lang):
            told.add(profile.audience)
            refusal = profile.refusal(Thing.MEETING.words)
        assert (refusal.code, refusal.exit_code) == ("profile.forbids", 2)
        assert name in refusal.message
        assert "intern" in refusal.remedy
    assert len(told) == len(LANGUAGES)


def test_what_a_profile_shows_is_let_through_and_anything_else_is_refused():
    for profile in PROFILES.values():
        for thing in Thing:
            if thing in profile.shows:
                profile.permit(thing)
            else:
                with pytest.raises(ProfileForbids):
                    profile.permit(thing)


def test_an_unknown_profile_is_refused_with_the_one_that_was_meant():
    with pytest.raises(UnknownName, match="Mente du foraeldre"):
        profile_named("foraeldr")


@pytest.mark.parametrize("name", SERVES)
def test_each_notebook_for_work_says_whom_it_is_made_for(name):
    source = read_notebook(find_notebook(name))
    for profile in PROFILES:
        if profile in SERVES[name]:
            assert profile_for(source, {"profile": profile}).name == profile
        else:
            with pytest.raises(UsageError, match="intern") as refused:
                profile_for(source, {"profile": profile})
            assert (refused.value.code, refused.value.exit_code) == ("usage.profile", 2)


def test_a_notebook_that_says_nothing_is_internal():
    plain = notebook()
    assert profile_for(plain, {}).name == "intern"
    with pytest.raises(UsageError):
        profile_for(notebook(parameters='profile: str = "ledelse"'), {})


def test_the_profile_reaches_the_kernel_outside_the_notebook():
    source = made_for("intern", "pku")
    assert checked(source, {"profile": "pku"}, {})[1][VARIABLE] == "pku"
    assert checked(source, {}, {})[1][VARIABLE] == "intern"
    with pytest.raises(UsageError):
        checked(source, {"profile": "ledelse"}, {})


def audience_in(made, **about):
    """Return the line under the title of a notebook's page, if there is one."""
    made.metadata["samrum"].update(about)
    page = to_page(made)
    return page.partition('<p class="samrum-audience">')[2].partition("</p>")[0]


def test_a_page_says_under_its_title_whom_it_is_for():
    assert audience_in(made_for("intern"), profile="foraeldre") == "Til forældrene"
    assert audience_in(made_for("intern"), profile="undervisning", lang="nb").endswith("oppdiktet")
    assert audience_in(notebook()) == ""


def test_a_cell_that_may_have_been_changed_since_does_not_say_whom_a_page_is_for():
    by_hand = made_for("intern", "foraeldre", cell='profile: str = "foraeldre"  # hvem rapporten er til')
    by_hand.cells.append(code('profile = "foraeldre"', "injected-parameters"))
    assert audience_in(by_hand) == ""
