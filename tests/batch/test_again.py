"""A batch into a folder in which something lies already: nothing of that is lost, and the index tells what is what."""

import os
import shutil
from pathlib import Path

import psutil
import pytest

from samrum_kit.batch import BatchResult, Subject, plan_batch, run_batch
from samrum_kit.batch.backends import AUTO, PAPERMILL, SPAWN
from samrum_kit.batch.index import INDEX
from samrum_kit.batch.manifest import Status
from samrum_kit.batch.summary import summary
from samrum_kit.locale import speaking
from tests.report.notebooks import code, written

SHOWS = "from IPython.display import HTML, display\ndisplay(HTML(f'<h2>Om {subject}</h2>'))"


def made(folder: Path, *subjects: str, formats: tuple[str, ...] = ("html",), resume: bool = False) -> BatchResult:
    """Return how a batch of these reports ended; it is the same notebook each time."""
    notebook = folder / "02_gennemgang.ipynb"
    source = notebook if notebook.exists() else written(folder, code(SHOWS))
    plan = plan_batch(source, [Subject(name, {"subject": name}) for name in subjects], {"lang": "da"})
    return run_batch(plan, formats, folder / "ud", 1, resume=resume, environment={}, progress=False)


def statuses(result: BatchResult) -> list[str]:
    """Return how each report ended."""
    return [one.rendered.status.value for one in result.outcomes]


def index(folder: Path) -> str:
    """Return the index of the batch."""
    return (folder / "ud" / INDEX).read_text(encoding="utf-8")


def test_one_report_that_can_not_be_put_in_its_place_costs_no_other(tmp_path: Path) -> None:
    held = tmp_path / "ud" / "02_gennemgang-S-2.html"
    held.mkdir(parents=True)
    with speaking("da"):
        result = made(tmp_path, "S-1", "S-2", "S-3")
        assert statuses(result) == ["ok", "failed", "ok"]
        (told,) = summary(result)
    assert told.startswith("02_gennemgang-S-2: mislykkedes. Filen 02_gennemgang-S-2.html kan ikke erstattes. Luk den")
    held.rmdir()
    assert statuses(made(tmp_path, "S-1", "S-2", "S-3", resume=True)) == ["cached", "ok", "cached"]


@pytest.mark.parametrize("resume", [False, True])
def test_what_a_colleague_wrote_into_a_report_is_kept_and_told(tmp_path: Path, resume: bool) -> None:
    made(tmp_path, "S-1", "S-2", formats=("docx",))
    changed = tmp_path / "ud" / "02_gennemgang-S-1.docx"
    changed.write_bytes(b"evalueringen er skrevet ind")
    with speaking("da"):
        result = made(tmp_path, "S-1", "S-2", formats=("docx",), resume=resume)
        assert summary(result) == [
            "Nogen har ændret i en tidligere udgave. Ændringerne er gemt som 02_gennemgang-S-1 (ændret).docx."
        ]
    kept = tmp_path / "ud" / "02_gennemgang-S-1 (ændret).docx"
    assert kept.read_bytes() == b"evalueringen er skrevet ind"
    assert changed.read_bytes().startswith(b"PK")
    assert "Ændret af nogen og gemt:" in index(tmp_path)
    assert len(list((tmp_path / "ud").glob("*(*"))) == 1


def test_the_index_tells_files_from_before_from_those_that_were_made_now(tmp_path: Path) -> None:
    made(tmp_path, "S-1", "S-2", formats=("html", "docx"))
    assert "Fra tidligere" not in index(tmp_path)
    made(tmp_path, "S-1")
    told = index(tmp_path)
    now, before = told.index('href="./02_gennemgang-S-1.html"'), told.index('href="./02_gennemgang-S-1.docx"')
    assert now < told.index("Fra tidligere, ikke lavet igen:") < before


def test_the_index_leads_to_the_reports_of_earlier_batches_in_the_folder_too(tmp_path: Path) -> None:
    made(tmp_path, "S-1")
    assert "Det, der tidligere er lavet i denne mappe" not in index(tmp_path)
    made(tmp_path, "S-2")
    told = index(tmp_path)
    earlier = told.index("Det, der tidligere er lavet i denne mappe")
    assert told.index('href="./02_gennemgang-S-2.html"') < earlier < told.index('href="./02_gennemgang-S-1.html"')
    assert told.count("1 lavet") == 1


def test_a_report_that_differed_is_compared_again_before_it_can_be_published(tmp_path: Path) -> None:
    written(tmp_path, code("get_ipython().history_manager.enabled  # no history is kept in a forked process"))
    plan = plan_batch(tmp_path / "02_gennemgang.ipynb", [Subject("S-1", {"subject": "S-1"})], {"lang": "da"})
    for share in (1.0, 0.0):
        result = run_batch(plan, ["html"], tmp_path / "ud", 1, verify=share, resume=True, environment={})
        assert [one.rendered.status for one in result.outcomes] == [Status.MISMATCH]
    assert not (tmp_path / "ud" / "02_gennemgang-S-1.html").exists()


ONCE = """
import os, psutil
flag = os.environ["FLAG"]
if not os.path.exists(flag):
    open(flag, "w").close()
    batch = psutil.Process().parents()[1]
    worker, = [process for process in batch.children() if "samrum_kit.batch.worker" in process.cmdline()]
    worker.kill()
subject
"""


@pytest.mark.skipif(os.name != "posix", reason="the processes of a batch are others there")
def test_a_process_that_is_lost_once_costs_no_report(tmp_path: Path) -> None:
    plan = plan_batch(written(tmp_path, code(ONCE)), [Subject(name, {"subject": name}) for name in ("S-1", "S-2")], {})
    flag = {"FLAG": str(tmp_path / "én gang")}
    assert statuses(run_batch(plan, ["html"], tmp_path / "ud", 1, environment=flag)) == ["ok", "ok"]
    assert Path(flag["FLAG"]).exists()


@pytest.mark.skipif(shutil.which("sleep") is None, reason="there is no such program")
@pytest.mark.parametrize("backend", [AUTO, SPAWN, PAPERMILL])
def test_what_a_notebook_set_apart_ends_with_it_whatever_ran_it(tmp_path: Path, backend: str) -> None:
    sets_apart = "import os, subprocess\nsubprocess.Popen(['sleep', '615'], start_new_session=True)\nos._exit(3)"
    plan = plan_batch(written(tmp_path, code(sets_apart)), [Subject("S-1", {"subject": "S-1"})], {})
    secret = {"SAMRUM_PASSPHRASE": "hemmelig nok"}
    assert statuses(run_batch(plan, ["html"], tmp_path / "ud", 1, backend=backend, environment=secret)) != ["ok"]
    left = [process for process in psutil.process_iter(["cmdline"]) if process.info["cmdline"] == ["sleep", "615"]]
    assert left == []
