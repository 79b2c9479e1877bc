"""The gallery shows one report of every kind, small enough to lie in the repository, and of made-up people alone."""

from pathlib import Path

from samrum_kit.domain.records import Identity
from samrum_kit.report.notebooks import notebooks_folder, read_notebook
from samrum_kit.teach.synthetic import synthetic_municipality
from samrum_kit.workspace.gallery import IN_WORD, PAPERS, TOWNS, formats_of, make_gallery

GALLERY = Path(__file__).parents[2] / "reports" / "galleri"
NAMES = [
    *(report.name for town in TOWNS for report in town.reports),
    *(f"moedepakke-{kind}" for town in TOWNS if town.meeting for kind in PAPERS),
]


def test_the_gallery_holds_what_it_is_made_of_and_is_small():
    lies_there = {path.name: path.stat().st_size for path in GALLERY.iterdir()}
    assert set(lies_there) == {f"{name}.{ending}" for name in NAMES for ending in [*formats_of(name), "png"]}
    assert set(NAMES) >= IN_WORD
    assert sum(lies_there.values()) < 5 * 2**20


def test_every_notebook_for_work_is_shown():
    notebooks = {path.stem for path in (notebooks_folder() / "arbejde").glob("*.ipynb")}
    assert {report.notebook for town in TOWNS for report in town.reports} == notebooks
    for town in TOWNS:
        for report in town.reports:
            serves = read_notebook(notebooks_folder() / "arbejde" / f"{report.notebook}.ipynb").metadata["samrum"]
            assert report.about.get("profile", "intern") in serves["profiles"]


def test_the_same_workbench_makes_the_same_files_again(tmp_path):
    small = [town for town in TOWNS if len(town.reports) == 1]
    first, second = ({path.name: path.read_bytes() for path in make_gallery(tmp_path / n, small)} for n in "ab")
    assert set(first) == {f"{small[0].reports[0].name}.{ending}" for ending in ("html", "pdf", "png")}
    assert first == second


def test_nobody_is_named_in_it():
    pages = {path.name: path.read_text(encoding="utf-8") for path in GALLERY.glob("*.html")}
    for town in TOWNS:
        for person in synthetic_municipality(town.model)[Identity]:
            hidden = {person.national_id, f"{person.given_name} {person.family_name}"} - {None}
            assert [name for name, text in pages.items() for word in hidden if word in text] == []
