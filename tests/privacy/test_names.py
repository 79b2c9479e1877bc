"""Known names in free text are found in whatever writing and hidden; ordinary words stay."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from samrum_kit.domain.fields import columns
from samrum_kit.domain.records import Identity
from samrum_kit.locale import speaking
from samrum_kit.privacy.names import Mention, NameRegister
from samrum_kit.teach.synthetic import synthetic_municipality

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

COMMON = """
    Alma, Anton, Asta, August, Carla, Elias, Ellen, Emil, Esther, Felix, Frida, Hannah, Ida, Johan, Karla, Lærke, Nora,
    Oscar, Sofia, Storm, Theo, Vilma, William, Amira, Yusuf, Andrea, Klara, Sille, Stine, Trine, Lasse, Malte, Signe,
    Maren, Mette, Helle, Hanne, Lykke, Bjørn, Sander, Tone, Vilde, Tiril, Håkon, Ingrid, Selma, Kasper, Leah, Ludvig,
    Holst, Bruun, Skov, Bach, Møller, Sommer, Winther, Strand, Vang, Hagen, Lien, Berg, Dahl, Haugen, Krogh, Munk,
    Nørgaard, Hansen, Larsen, Rasmussen, Sam, Bo, My, Dag, Ali
"""

REGISTER = NameRegister(
    [
        "Noah Bertram Holmgård",
        "Sørine von Østerlund-Lind",
        "Jens Max",
        "Bo; My; Dag; Ali; Sam",
        "farmor Inge; ridelærer Bodil Kragelund; Mor: Lise",
        "Hans August",
        "André Łukasz",
    ]
)


def hidden(text):
    return REGISTER.mask(text)


@pytest.mark.parametrize(
    "written",
    [
        "Noah", "noah", "NOAH", "nOAH",
        "Bertram", "Holmgård", "holmgaard", "HOLMGAARD", "Holmgârd",
        "Sørine", "Soerine", "Sörine", "sœrine", "Østerlund", "Oesterlund", "Österlund", "Lind",
        "Kragelund", "Bodil", "Inge", "Lise", "Max", "Jens",
        "André", "andré", "Andre", "Łukasz", "Lukasz",
        "No\u00adah", "N\u200bo\u200da\ufeffh", "No\u034fah", "Ｎｏａｈ", "Ⓝoah",
        unicodedata.normalize("NFD", "Sørine Holmgård").split()[1], "Andre\u0301",
        "Betram", "Bartram", "Bertrram", "Bertran", "Betrram", "Bretram", "Kragelun", "Krageluns", "kragelnud",
        "Holmegård", "Holmgrd", "Holmgråd",
        "NoahHolmgård", "noahholmgård", "noahholmgaard", "NoahBertram",
        "Bo", "My", "Dag", "Ali", "BO",
    ],
)  # fmt: skip
def test_a_name_is_hidden_in_whatever_writing(written):
    assert hidden(f"Vi talte med {written} i går.") == "Vi talte med [navn] i går."


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Noahs mor", "[navn]s mor"), ("NOAHS mor", "[navn]s mor"), ("Noah's mor", "[navn]'s mor"),
        ("Noah’s mor", "[navn]’s mor"), ("Jens' mor", "[navn]' mor"), ("Jens’ mor", "[navn]’ mor"),
        ("Jenses mor", "[navn]s mor"), ("Maxes bog", "[navn]s bog"), ("Bos bog", "[navn]s bog"),
        ("Betrams bog", "[navn]s bog"), ("Kragelunds klasse", "[navn]s klasse"),
    ],
)  # fmt: skip
def test_a_genitive_stays_a_genitive(written, shown):
    assert hidden(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Noah Bertram Holmgård", "[navn]"),
        ("Sørine von Østerlund-Lind", "[navn] von [navn]"),
        ("Noah, Sørine og Bo", "[navn], [navn] og [navn]"),
        ("Noahs Inge", "[navn]s [navn]"),
        ("Samtykke_Noah.pdf", "Samtykke_[navn].pdf"),
        ("SamtykkeNoahHolmgård2.pdf", "Samtykke[navn]2.pdf"),
        ("noah.holmgaard@skole.example", "[navn].[navn]@skole.example"),
        ("(Noah)\nBodil:Kragelund", "([navn])\n[navn]:[navn]"),
    ],
)
def test_what_stands_around_a_name_stays(written, shown):
    assert hidden(written) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Mor og farmor taler med læreren. Mor er glad, og af sted gik det.",
        "En dag bo my ali; dagen, Boet, Myren.",
        "I august så vi hans bog, og de andre så andre bøger.",
        "SamRum, SamRumsmøde, PPR og ADHD.",
        "Navnet er [navn], et navn som andre. [name]",
        "Noahsarken og ridelæreren; min ridelærer.",
        "Inga, Linda og Lisa.",
        "bertran, bodit",
        "",
    ],
)
def test_ordinary_words_stay(text):
    assert hidden(text) is text


@pytest.mark.parametrize("text", ["Hans bog", "August bor her", "Andre var her"])
def test_a_word_that_is_a_name_too_is_hidden_when_it_is_written_like_one(text):
    assert hidden(text).startswith("[navn] ")


def test_a_name_that_a_slip_makes_an_ordinary_word_leaves_the_word_alone():
    register = NameRegister(["Andrea Holst", "Klara Sille", "Malte Anders"])
    text = "Holdt sammen. Klare aftaler. Klares det? Stille start. Andre målte."
    assert register.mask(text) == text


@pytest.mark.parametrize("names", [["Anna", "Annas"], ["Annas", "Anna"]])
def test_a_name_that_ends_like_a_genitive_is_no_genitive(names):
    assert NameRegister(names).mask("Annas og Annass") == "[navn] og [navn]s"


def test_short_names_in_scripts_without_capitals_are_found():
    assert NameRegister(["علي حسن"]).mask("مع علي هنا") == "مع [navn] هنا"


def test_a_register_without_names_hides_nothing():
    assert NameRegister(["", ";", "von", "B."]).mask("Alt er som før. B. von") == "Alt er som før. B. von"


def test_the_mask_speaks_the_language_in_use():
    with speaking("en"):
        assert hidden("Noah") == "[name]"


def test_places_are_told_and_names_are_not():
    assert REGISTER.names_in("Se No\u00adahs og Inge Lise") == (Mention(3, 9, genitive=True), Mention(13, 22))
    shown = repr(REGISTER) + repr(REGISTER.names_in("Noah"))
    assert not re.search("noah|holm|bodil", shown, re.IGNORECASE)


@pytest.mark.parametrize("model", ["haderslev", "baerum_ressursteam"])
def test_no_word_of_a_municipality_is_hidden_by_the_names_of_another(model):
    towns = [synthetic_municipality(name) for name in (model, "aalborg_samrum", "baerum_ressursteam")]
    register = NameRegister(
        text for town in towns for one in town[Identity] for text in (f"{one.given_name} {one.family_name}",
                                                                       one.known_names or "")
    )  # fmt: skip
    texts = [
        getattr(row, column.name)
        for record, rows in towns[0].items() if record is not Identity
        for column in columns(record) if column.kind == "text"
        for row in rows if getattr(row, column.name)
    ]  # fmt: skip
    assert len(texts) > 3000
    assert {text for text in texts if register.mask(text) != text} == set()


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the texts of the sources are not part of the repository")
def test_no_ordinary_word_of_the_sources_is_hidden():
    register = NameRegister([COMMON])
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    assert len(text) > 50_000
    assert {text[place.start : place.end] for place in register.names_in(text)} == set()


LETTERS = "abdeghiklmnoprstuvyxzæøåéüäöłđ"
NAMES = st.text(LETTERS, min_size=2, max_size=9).map(str.title)
NOISE = st.text(st.sampled_from("ab esz Noahs.,’'-\n_1\u00ad\u200d\u030a\u0301ﬁ[]åÅ"), max_size=12)
TEXTS = st.lists(st.one_of(NOISE, st.text(max_size=8), st.sampled_from(["Noah", "noahs", "JENSES", "Bo", "Es"])),
                 max_size=8).map("".join)  # fmt: skip

DOUBTFUL = re.compile("[aåäæoøöeé]{2}", re.IGNORECASE)
"""Where it depends on the reader whether two letters are one of the Danish ones."""


def writings(name):
    """Yield some of the ways in which people write a capitalised name."""
    respelled = name.replace("å", "aa").replace("ø", "oe").replace("æ", "ä")
    yield from (name, name.upper(), f"{name}s", f"{name}’s", respelled, unicodedata.normalize("NFD", name))
    yield "\u200b".join(name)
    if len(name) >= 5:
        slips = [name[:2] + name[3:], f"{name[:2]}q{name[2:]}", f"{name[:2]}q{name[3:]}", f"{name}q",
                 f"{name[:2]}{name[3]}{name[2]}{name[4:]}s"]  # fmt: skip
        yield from (slip for slip in slips if not DOUBTFUL.search(name + slip))


@given(st.lists(NAMES, min_size=1, max_size=5), NOISE, NOISE)
@example(["Østerlund"], "", "")
def test_no_writing_of_a_name_in_the_register_survives(names, before, after):
    register = NameRegister(names)
    names = [name for name in names if NameRegister([name]).names_in(name)]  # mor and von are none
    for name in names:
        for written in writings(name):
            masked = register.mask(f"{before} {written} {after}")
            assert f" {written} " not in masked, written.encode("unicode_escape")
            assert "[navn]" in masked


@given(st.lists(NAMES, max_size=4), TEXTS)
@example(["Jens", "Es"], "JENSES Es")
@example(["Mcdonald"], "McDonaldNoahES")
@example(["Noah"], "Noah\u0301\u200d noah")
def test_masking_again_changes_nothing_more(names, text):
    register = NameRegister([*names, "Noah", "Jens", "Es"])
    masked = register.mask(text)
    assert register.mask(masked) == masked
    assert register.names_in(masked) == ()


@given(TEXTS)
def test_outside_the_mentions_every_sign_stays(text):
    pieces, at = [], 0
    for place in REGISTER.names_in(text):
        assert at <= place.start < place.end
        pieces += [text[at : place.start], "[navn]", "s" if place.genitive else ""]
        at = place.end
    assert hidden(text) == "".join([*pieces, text[at:]])


@given(TEXTS)
def test_a_text_without_names_is_given_back_as_it_was(text):
    assert NameRegister([]).mask(text) == text
    if not REGISTER.names_in(text):
        assert hidden(text) == text


@pytest.mark.parametrize(
    "text",
    ["a" * 1_000_000, "Aa" * 500_000, "e\u0301" * 500_000, "a\u200d" * 500_000, "\u0301" * 1_000_000,
     " ".join(f"Noa{number:x}Berttram" for number in range(60_000)), "Noah " * 200_000],
)  # fmt: skip
def test_a_long_text_takes_time_by_its_length(text):
    """A million signs take a second or so; what grows with the square of the length would not end."""
    assert len(hidden(text)) > 0
