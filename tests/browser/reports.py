"""Every kind of report as a page: each notebook for each reader that it is made for, and the papers of a meeting."""

from dataclasses import replace

from samrum_kit.batch import BatchPlan, Subject, plan_batch
from samrum_kit.batch.run import run_batch
from samrum_kit.locale import speaking
from samrum_kit.report import find_notebook
from samrum_kit.report.notebooks import notebooks_folder, read_notebook
from samrum_kit.workspace import Workspace
from samrum_kit.workspace.packet import make_packet
from samrum_kit.workspace.reports import environment_of
from tests.notebooks.municipality import EXAMPLES, MODELS, PASSPHRASE
from tests.report.looks import dressed

DAY = "2026-03-16"
ASKED = {
    "01_moede": {"forum": "samrum", "school": "AA-SK-01", "on": "2026-04-07"},
    "02_gennemgang": {"gate": "ppv", "subject": "HA-S-001", "as_of": DAY},
    "03_sagsforloeb": {"case": "HA-S-001", "as_of": DAY},
    "04_noegletal": {"model": "haderslev", "from_day": "2025-08-01", "to_day": DAY},
    "05_forum_status": {"forum": "samrum", "from_day": "2025-08-01", "to_day": DAY},
}
NORWEGIAN = {
    "01_moede": {"forum": "ressursteam", "school": "BA-SK-01", "on": "2026-03-18"},
    "02_gennemgang": {"gate": "ppt_referral", "subject": "BA-S-004", "as_of": DAY},
    "03_sagsforloeb": {"case": "BA-S-004", "as_of": DAY},
    "04_noegletal": {"model": "baerum_ressursteam", "from_day": "2025-08-01", "to_day": DAY},
    "05_forum_status": {"forum": "ressursteam", "from_day": "2025-08-01", "to_day": DAY},
}


def readers_of(notebook):
    """Return the profiles that a notebook is made for."""
    return list(read_notebook(notebook).metadata["samrum"]["profiles"])


NOTEBOOKS = sorted((notebooks_folder() / "arbejde").glob("*.ipynb"))
REPORTS = [
    *(f"{notebook.stem}-{profile}" for notebook in NOTEBOOKS for profile in readers_of(notebook)),
    *(f"{notebook.stem}-nb" for notebook in NOTEBOOKS),
]


def make_reports(folder):
    """Make every report into a folder under its name in `REPORTS`, and the papers of a meeting beside them."""
    workspace, _recovery_key = Workspace.create(folder / "arbejdsrum", MODELS, PASSPHRASE, synthetic=True)
    with workspace:
        assert workspace.import_files([EXAMPLES / model for model in MODELS], synthetic=True).saved
        dressed(workspace.folder)
        for notebook in NOTEBOOKS:
            plan = BatchPlan(notebook, tuple(jobs_of(notebook.stem)))
            result = run_batch(plan, ["html"], folder / "rapporter", 2, environment=environment_of(workspace))
            assert [outcome.rendered for outcome in result.failures] == []
        make_packet(workspace, **ASKED["01_moede"], formats=["html"], out=folder / "pakke")
    return folder


def jobs_of(name):
    """Yield a job for every reader of a notebook, and one in Norwegian."""
    notebook = find_notebook(name)
    for profile in readers_of(notebook):
        gate = {"gate": "pku"} if profile == "pku" else {}
        (job,) = plan_batch(notebook, [Subject("x", ASKED[name] | gate)], {"profile": profile, "lang": "da"}).jobs
        yield replace(job, name=f"{name}-{profile}")
    with speaking("nb"):
        (job,) = plan_batch(notebook, [Subject("x", NORWEGIAN[name])], {"lang": "nb"}).jobs
    yield replace(job, name=f"{name}-nb")
