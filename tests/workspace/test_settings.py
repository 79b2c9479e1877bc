"""The settings of a workspace: a person may write in them, and nothing of it is lost."""

from datetime import date

import pytest

from samrum_kit.errors import UsageError
from samrum_kit.workspace import Workspace
from samrum_kit.workspace.doctor import examine
from samrum_kit.workspace.settings import Settings, read_settings, write_settings
from tests.report.looks import WHOLE, dressed

SETTINGS = Settings(models=("haderslev", "aalborg_samrum"), made_on=date(2026, 3, 9), synthetic=True)
BY_HAND = """# Skrevet i PPR
synthetic = true # kun til kurset
models = [
  "haderslev",  # vores egen
  "aalborg_samrum",
]
made_on = 2026-03-09
lang = 'da'

# Kommunens udtryk
[look]
footer = "PPR" # nederst
"""


def test_settings_that_are_written_are_read_again(tmp_path):
    write_settings(tmp_path, SETTINGS)
    assert read_settings(tmp_path) == SETTINGS


def test_what_a_person_wrote_stays_and_only_what_changed_is_written(tmp_path):
    path = tmp_path / "samrum.toml"
    path.write_text(BY_HAND, encoding="utf-8")
    write_settings(tmp_path, read_settings(tmp_path))
    assert path.read_text(encoding="utf-8") == BY_HAND
    write_settings(tmp_path, SETTINGS.model_copy(update={"synthetic": False}))
    assert path.read_text(encoding="utf-8") == BY_HAND.replace("synthetic = true # kun til kurset", "synthetic = false")


@pytest.mark.parametrize("start", ["", "\n\n", "# kun en linje", WHOLE, "look.footer = '''\n[x]\n'''", "[look]"])
def test_what_was_lacking_is_added_where_it_belongs(tmp_path, start):
    path = tmp_path / "samrum.toml"
    path.write_text(start, encoding="utf-8")
    write_settings(tmp_path, SETTINGS)
    assert read_settings(tmp_path) == SETTINGS
    assert start.strip() in path.read_text(encoding="utf-8")


def test_a_workspace_has_its_look_and_opens_also_when_that_cannot_be_read(tmp_path):
    Workspace.create(tmp_path / "arbejdsrum", ["haderslev"], "en lang sætning")[0].close()
    folder = dressed(tmp_path / "arbejdsrum")
    with Workspace.open(folder, passphrase="en lang sætning") as workspace:
        assert workspace.look.logo_alt == "Lykkeborg Kommune"
        assert dict(examine(folder))["Rapporternes udseende"] == "kommunens eget, med logo"
        (folder / "vaaben.svg").unlink()
        with pytest.raises(UsageError):
            _ = workspace.look
        assert dict(examine(folder))["Rapporternes udseende"].startswith("samrum.toml [look] logo: ")
