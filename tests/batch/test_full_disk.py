"""A disk that is full ends a batch in one clear line, and room on it is enough to finish the batch."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.report.notebooks import code, written

BATCH = """
import sys
from pathlib import Path
from samrum_kit.batch import Subject, plan_batch, run_batch
from samrum_kit.batch.summary import summary
from samrum_kit.errors import SamrumError
subjects = [Subject(f"S-{number}", {"subject": f"S-{number}"}) for number in range(1, 5)]
plan = plan_batch(Path(sys.argv[1]), subjects, {"lang": "da"})
try:
    result = run_batch(plan, ["html"], Path(sys.argv[2]), 1, resume=True, environment={}, progress=False)
    print("ended:", *(one.rendered.status for one in result.outcomes), *summary(result))
except SamrumError as error:
    print("refused:", error.code, error)
"""
DISK = """
mount -t tmpfs -o size={small}k none "$1" || exit 7
"$2" -c "$3" "$4" "$1"
ls -A "$1" | tr '\\n' ' '; echo
mount -o remount,size=16m "$1"
"$2" -c "$3" "$4" "$1"
"""


@pytest.mark.skipif(shutil.which("unshare") is None, reason="a disk of one's own can't be made here")
@pytest.mark.parametrize("small", [4, 60])
def test_a_full_disk_is_one_clear_line_and_the_batch_can_be_finished(tmp_path: Path, small: int) -> None:
    out = tmp_path / "ud"
    out.mkdir()
    source = written(tmp_path, code("from IPython.display import HTML, display\ndisplay(HTML('<p>Prøve</p>' * 2_000))"))
    command = ["unshare", "--map-root-user", "--mount", "bash", "-c", DISK.format(small=small), "bash",
               str(out), sys.executable, BATCH, str(source)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    first, left, second = done.stdout.splitlines()
    assert first.count("Rapporten kan ikke skrives. Se efter, at disken ikke er fuld") == 1, done
    assert ".part" not in left
    made = left.count("02_gennemgang")
    assert second == f"ended: {'cached ' * made}{'ok ' * (4 - made)}".strip()
