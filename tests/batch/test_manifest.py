"""The manifest survives a crash at any moment, and what it calls done is done."""

import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samrum_kit.batch.manifest import MANIFEST, Entry, Manifest, Status, entries, is_still_there

PAGE = {"html": hashlib.sha256(b"side").hexdigest()}
DONE = Entry("02_gennemgang-S-1", "k", "02_gennemgang", "S-1", Status.OK, 1.5, files=PAGE)
FAILED = Entry("02_gennemgang-S-2", "k", "02_gennemgang", "S-2", Status.FAILED, 0.5, code="report.cell", cell=3)


def test_what_is_written_is_read_again_and_the_newest_word_counts(tmp_path):
    with Manifest(tmp_path) as manifest:
        manifest.add(FAILED)
        manifest.add(DONE)
    with Manifest(tmp_path) as manifest:
        manifest.add(Entry("02_gennemgang-S-2", "k", "02_gennemgang", "S-2", Status.OK))
    assert entries(tmp_path)["02_gennemgang-S-1"] == DONE
    assert entries(tmp_path)["02_gennemgang-S-2"].status is Status.OK
    assert len((tmp_path / MANIFEST).read_text(encoding="utf-8").splitlines()) == 3


@pytest.mark.parametrize("line", [
    "5", "{}", "null", '{"job": 5}', '{"job": "02_gennemgang-S-1", "answers": 5}', "\\", '{"job": "\ud800"}',
])  # fmt: skip
def test_a_line_that_somebody_else_wrote_counts_for_nothing(tmp_path, line):
    with Manifest(tmp_path) as manifest:
        manifest.add(DONE)
    told = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    wrong = [json.dumps(told | {name: [5]}) for name in ("files", "answers", "parts", "status", "seconds")]
    with (tmp_path / MANIFEST).open("a", encoding="utf-8", errors="surrogatepass") as file:
        file.write("\n".join([line, *wrong]) + "\n")
    assert entries(tmp_path) == {DONE.job: DONE}


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=600))
def test_a_line_torn_at_any_byte_costs_that_line_alone(tmp_path_factory, length):
    folder = tmp_path_factory.mktemp("run")
    with Manifest(folder) as manifest:
        manifest.add(DONE)
        whole = (folder / MANIFEST).stat().st_size
        manifest.add(FAILED)
    content = (folder / MANIFEST).read_bytes()
    (folder / MANIFEST).write_bytes(content[: max(whole, min(length, len(content)))])
    with Manifest(folder) as manifest:
        manifest.add(Entry("02_gennemgang-S-3", "k", "02_gennemgang", "S-3", Status.OK))
    found = entries(folder)
    assert found["02_gennemgang-S-1"] == DONE
    assert found["02_gennemgang-S-3"].status is Status.OK


def test_a_job_is_done_only_for_its_key_and_its_whole_files(tmp_path):
    page = tmp_path / "02_gennemgang-S-1.html"
    assert not is_still_there(DONE, "k", ["html"], tmp_path)
    page.write_bytes(b"side")
    assert is_still_there(DONE, "k", ["html"], tmp_path)
    assert not is_still_there(DONE, "another", ["html"], tmp_path)
    assert not is_still_there(DONE, "k", ["html", "pdf"], tmp_path)
    assert not is_still_there(FAILED, "k", [], tmp_path)
    page.write_bytes(b"side!")
    assert not is_still_there(DONE, "k", ["html"], tmp_path)
