"""A municipality's own look: read from its settings, refused in one sentence where it can't be used."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samrum_kit.errors import UnknownName, UsageError
from samrum_kit.locale import _
from samrum_kit.report import report_one
from samrum_kit.report.colours import DARK_PAPER, READABLE, WHITE, contrast, on_dark
from samrum_kit.report.exporter import SamrumHTML
from samrum_kit.report.logo import PNG, is_quiet, media_of
from samrum_kit.report.logo import SVG as SVG_MEDIA
from samrum_kit.report.look import LARGEST_LOGO, OWN_LOOK, Look, look_for, look_in, style_of
from samrum_kit.report.page import page
from samrum_kit.report.structure import read_page
from tests.report.looks import SVG, WHOLE, dressed, png
from tests.report.notebooks import code, notebook, written

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def test_the_look_is_what_the_settings_say(tmp_path):
    assert look_in(dressed(tmp_path)) == Look(
        logo=SVG,
        logo_media=SVG_MEDIA,
        logo_alt="Lykkeborg Kommune",
        colour="#204080",
        second_colour="#5a3a1a",
        font="Calibri",
        footer="PPR i Lykkeborg · tlf. 00 00 00 00",
    )


@pytest.mark.parametrize("text", ["", "[look]", 'lang = "da"', '[look]\nfont = "  "'])
def test_what_is_not_said_is_the_workbenchs_own(tmp_path, text):
    assert look_in(dressed(tmp_path, text)) == OWN_LOOK


def test_without_a_workspace_a_report_has_the_workbenchs_own_look(tmp_path):
    assert look_for({}) == look_in(tmp_path) == OWN_LOOK
    assert look_for({"SAMRUM_WORKSPACE": str(dressed(tmp_path))}).font == "Calibri"


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("look = 3", "", "look.table"),
        ("[look", None, "look.settings"),
        ("[look]\ncolour = 3", "colour", "look.text"),
        ('[look]\ncolour = "blue"', "colour", "look.colour"),
        ('[look]\ncolour = "#12345"', "colour", "look.colour"),
        ('[look]\nsecond_colour = "#8a8a8a"', "second_colour", "look.contrast"),
        ('[look]\nfont = "Calibri; x"', "font", "look.font"),
        ('[look]\nfooter = "Ring 310210-0000"', "footer", "look.national_id"),
        ('[look]\nfooter = "En\\nto"', "footer", "look.text_long"),
        (f'[look]\nfooter = "{"x" * 201}"', "footer", "look.text_long"),
        ('[look]\nlogo = "mangler.png"\nlogo_alt = "x"', "logo", "look.logo_missing"),
        ('[look]\nlogo = "."\nlogo_alt = "x"', "logo", "look.logo_missing"),
        ('[look]\nlogo = "../vaaben.svg"\nlogo_alt = "x"', "logo", "look.logo_outside"),
        ('[look]\nlogo = "/etc/hostname"\nlogo_alt = "x"', "logo", "look.logo_outside"),
        ('[look]\nlogo = "vaaben.svg"', "logo_alt", "look.logo_alt"),
        ('[look]\nlogo = "vaaben.svg"\nlogo_alt = "310210-0000"', "logo_alt", "look.national_id"),
    ],
)
def test_what_cannot_be_used_is_refused_with_place_and_remedy(tmp_path, text, place, code):
    with pytest.raises(UsageError) as refused:
        look_in(dressed(tmp_path / "arbejdsrum", text))
    assert refused.value.code == code
    assert refused.value.place == ("samrum.toml" if place is None else f"samrum.toml [look] {place}".strip())
    assert refused.value.remedy
    assert "0000" not in str(refused.value)


def test_a_name_that_is_not_known_is_answered_with_the_one_that_was_meant(tmp_path):
    with pytest.raises(UnknownName, match="footer"):
        look_in(dressed(tmp_path, '[look]\nfooder = "PPR"'))


def test_a_logo_that_a_link_leads_out_of_the_workspace_is_refused(tmp_path):
    (tmp_path / "udenfor.svg").write_bytes(SVG)
    folder = dressed(tmp_path / "arbejdsrum", '[look]\nlogo = "link.svg"\nlogo_alt = "x"')
    (folder / "link.svg").symlink_to(tmp_path / "udenfor.svg")
    with pytest.raises(UsageError, match=re.escape(_("The logo lies outside the workspace."))):
        look_in(folder)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "look.logo_kind"),
        (b"<html></html>", "look.logo_kind"),
        (b"GIF89a", "look.logo_kind"),
        (png()[:-1], "look.logo_kind"),
        (png()[:40] + b"\0" + png()[41:], "look.logo_kind"),
        (png(4097, 1), "look.logo_kind"),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG, "look.logo_kind"),
        (b" " * LARGEST_LOGO + SVG, "look.logo_large"),
        (SVG.replace(b"<use ", b"<script>alert(1)</script><use "), "look.logo_acts"),
        (SVG.replace(b"<use ", b'<use onclick="alert(1)" '), "look.logo_acts"),
        (SVG.replace(b'href="#a"', b'href="http://127.0.0.1:9/a.svg"'), "look.logo_acts"),
        (SVG.replace(b'href="#a"', b'href="/etc/hostname"'), "look.logo_acts"),
        (SVG.replace(b"fill: #204080", b"fill: url(http://127.0.0.1:9/a.svg#b)"), "look.logo_acts"),
        (SVG.replace(b"rect {", b"@import 'a.css'; rect {"), "look.logo_acts"),
        (b'<?xml-stylesheet href="a.css"?>' + SVG, "look.logo_acts"),
        (SVG.replace(b"<use ", b"<foreignObject/><use "), "look.logo_acts"),
    ],
)
def test_a_logo_that_is_damaged_acts_or_loads_is_refused(tmp_path, content, code):
    with pytest.raises(UsageError) as refused:
        look_in(dressed(tmp_path, WHOLE, vaaben=content))
    assert refused.value.code == code


def test_pictures_that_can_be_drawn_are_taken():
    assert (media_of(SVG), media_of(png())) == (SVG_MEDIA, PNG)
    assert is_quiet(SVG)


@given(COLOURS)
def test_a_colour_can_be_read_on_a_dark_screen_and_one_that_can_is_kept(colour):
    lighter = on_dark(colour)
    assert contrast(lighter, DARK_PAPER) >= READABLE
    assert on_dark(lighter) == lighter


def test_contrast_is_that_of_the_guideline():
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.01)
    assert contrast(WHITE, "#ff0000") == pytest.approx(4.0, abs=0.01)


def test_the_page_wears_the_look_around_what_the_report_says(tmp_path):
    look = look_in(dressed(tmp_path))
    dressed_page = page("Gennemgang · S-1", "Indhold", lang="da", look=look)
    before, _main, after = re.split(r"(<main.*</main>)", dressed_page, flags=re.DOTALL)
    assert 'alt="Lykkeborg Kommune"' in before
    assert "--samrum-accent: #204080" in before
    assert "PPR i Lykkeborg · tlf. 00 00 00 00" in after
    assert read_page(dressed_page) == read_page(page("Gennemgang · S-1", "Indhold", lang="da"))


@given(st.text(max_size=40))
def test_no_footer_can_end_its_string_or_the_stylesheet(text):
    rules = str(style_of(Look(footer=text)))
    told = rules.removeprefix('@page { @bottom-left { content: "').removesuffix('"; } }')
    assert re.fullmatch(r"(?:\\[0-9a-f]+ |[^\W_]| )*", told)


def test_a_report_wears_the_look_of_the_workspace_it_is_made_from(tmp_path):
    folder = dressed(tmp_path / "arbejdsrum")
    report = report_one(
        written(tmp_path, code("1")), {"subject": "S-1"}, ["html"], tmp_path / "ud", {"SAMRUM_WORKSPACE": str(folder)}
    )
    assert "PPR i Lykkeborg" in report.files[0].path.read_text(encoding="utf-8")


def test_a_look_that_cannot_be_read_stops_a_report_before_it_runs(tmp_path, monkeypatch):
    monkeypatch.setattr("samrum_kit.report.deliver.run_notebook", None)
    folder = dressed(tmp_path / "arbejdsrum", '[look]\ncolour = "blue"')
    with pytest.raises(UsageError):
        report_one(
            written(tmp_path), {"subject": "S-1"}, ["html"], tmp_path / "ud", {"SAMRUM_WORKSPACE": str(folder)}
        )


def test_the_exporter_of_nbconvert_wears_the_look_too(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMRUM_WORKSPACE", str(dressed(tmp_path)))
    text, _resources = SamrumHTML().from_notebook_node(notebook(code("1")))
    assert "PPR i Lykkeborg" in text
