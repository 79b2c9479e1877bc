"""Whatever the command line does, no name, national id or passphrase is to be found anywhere outside the vault."""

import json
import os
import re
import shutil
import subprocess
import zipfile

import pytest

from samrum_kit.batch.manifest import MANIFEST
from tests.privacy.canaries import (
    FAMILY,
    GIVEN,
    NATIONAL_ID,
    PASSPHRASE,
    TITLE,
    WHO,
    Scratch,
    canaries_in,
    found_in,
    workbook,
)
from tests.report.notebooks import code, written

TROUBLE = """
import logging, os, sys
import samrum_kit as sk
from samrum_kit.review.show import child_words_html
ws = sk.open()
who = ws.reveal("ELEV-0001", why="prøve")
print(who, ws.passphrase)
print(who, ws.passphrase, file=sys.stderr)
logging.getLogger().error(who)
os.write(1, str(who).encode())
os.write(2, ws.passphrase.encode())
if subject == "S-1":
    raise ValueError(f"{who} {ws.passphrase}")
if subject == "S-2":
    sys.exit(str(who))
if subject == "S-3":
    os._exit(7)
"""
NO_NETWORK = ("unshare", "-rn")


def network_can_be_cut():
    """Tell whether this computer can run a program without any network."""
    return bool(shutil.which("unshare")) and subprocess.run([*NO_NETWORK, "true"], check=False).returncode == 0


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    """Do everything once, the wrong ways too; what the commands said and left is what the tests look at."""
    scratch = Scratch(tmp_path_factory.mktemp("spor"))
    good = workbook(scratch.school)
    bad = scratch.school / "fejl"
    bad.mkdir()
    identities = f"Elev-id;Fornavn;Efternavn;CPR-nummer\nELEV-0001;{GIVEN};{FAMILY};{NATIONAL_ID} {GIVEN}\n"
    (bad / "identities.csv").write_text(identities, encoding="utf-8")
    header = "Hændelses-id;Sags-id;Hændelse;Dato;Note\n"
    event = f"{FAMILY};{GIVEN};{FAMILY};{GIVEN};{NATIONAL_ID}\n"
    (bad / "events.csv").write_text(header + event, encoding="utf-8")
    (bad / "signs.csv").write_text(f"{GIVEN};{FAMILY};{TITLE}\n1;2;3\n", encoding="utf-8")
    noisy = written(scratch.school, code(TROUBLE), code("subject"), name="uro")
    review = ("--gate", "ppv", "--case", "S-1", "--as-of", "2026-03-09")
    prepare = ("prepare", "--forum", "samrum", "--school", "SK-1", "--on", "2026-03-23")
    note = ("--requirement", "ppv.child_voice", "--by", "psychologist", "--on", "2026-03-09")
    report = ("report", "02_gennemgang", "-p", "gate", "ppv")
    cut = NO_NETWORK if network_can_be_cut() else ()
    for expected, through, *arguments in (
        (0, (), "init", scratch.workspace, "--model", "haderslev", "--model", "aalborg_samrum"),
        (0, (), "import", good),
        (1, (), "import", bad),
        (1, (), "import", bad, "--accept-valid", "--format", "json"),
        (0, (), "note", *review[:4], *note, "--reason", f"{GIVEN} er hørt."),
        (0, (), "review", *review),
        (0, (), "review", *review, "--format", "json"),
        (2, (), "review", "--gate", GIVEN, "--case", TITLE, "--as-of", FAMILY),
        (0, (), *prepare),
        (0, (), *prepare, "--format", "json"),
        (0, cut, *report, "-p", "subject", "S-1", "-p", "as_of", "2026-03-09"),
        (2, (), *report, "-p", "subject", GIVEN),
        (1, (), "batch", noisy, "--for-each", "cases"),
        (0, (), "models", "show", "haderslev"),
        (0, (), "doctor"),
    ):
        said = scratch.samrum(*arguments, through=through)
        assert said.code == expected, (arguments, said)
    return scratch


def test_the_search_finds_what_it_is_for(tmp_path):
    for coding in ("utf-8", "utf-16-le", "cp1252"):
        assert canaries_in(TITLE.upper().encode(coding), [TITLE, GIVEN]) == {TITLE}
    assert canaries_in(json.dumps(TITLE).encode(), [TITLE]) == {TITLE}
    assert canaries_in(b"Titelsp&#230;tten", [TITLE]) == {TITLE}
    packed = tmp_path / f"{FAMILY}.xlsx"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ark.xml", NATIONAL_ID * 9)
    assert found_in(packed, WHO) == {FAMILY, NATIONAL_ID}


def test_names_and_national_ids_lie_in_no_file(scratch):
    files = scratch.written()
    assert {MANIFEST, "index.html", "02_gennemgang-S-1.html"} <= {path.name for path in files}
    assert {path.name: found for path in files if (found := found_in(path, WHO))} == {}


def test_what_a_school_gets_back_lies_beside_what_it_sent_and_nowhere_else(scratch):
    back = scratch.school / "fejl.afvist.xlsx"
    assert found_in(back, [GIVEN, FAMILY, NATIONAL_ID]) == {GIVEN, FAMILY, NATIONAL_ID}
    assert {path.name for path in scratch.school.iterdir()} == {"SK-1.xlsx", "fejl", back.name, "uro.ipynb"}
    assert not [path for path in scratch.written() if "afvist" in path.name]


def test_no_command_says_a_name_or_a_national_id(scratch):
    for said in scratch.said:
        assert canaries_in(said.out.encode() + said.err.encode(), WHO) == set(), said
        assert "Traceback" not in said.err


def test_the_texts_are_shown_without_the_names(scratch):
    page = next(scratch.workspace.rglob("02_gennemgang-S-1.html")).read_text(encoding="utf-8")
    assert "Om perspectives.text: [navn], [navn]s klasse og [navn]" in page
    assert any("[navn] er hørt." in said.out for said in scratch.said)


def test_the_passphrase_and_the_recovery_key_are_nowhere(scratch):
    keys = re.findall(r"(?:[A-Z2-7]{4}-){7}[A-Z2-7]{4}", "".join(said.err for said in scratch.said))
    assert len(keys) == 1
    secret = [PASSPHRASE, *PASSPHRASE.split()[:1], keys[0]]
    said = "".join(said.out + said.err.replace(keys[0], "", 1) for said in scratch.said)
    assert canaries_in(said.encode(), secret) == set()
    everything = [path for path in scratch.folder.rglob("*") if path.is_file() and path.name not in {"out", "err"}]
    assert {path.name for path in everything if found_in(path, secret)} == set()


def test_no_process_shows_the_passphrase_or_a_name_to_the_others_of_the_computer(scratch):
    ours = {line for line in scratch.seen_running if "\0samrum_kit\0" not in line}
    assert any("ipykernel" in line for line in ours)
    assert any("samrum_kit.batch.worker" in line for line in ours)
    assert canaries_in("\n".join(scratch.seen_running).encode(), [PASSPHRASE, PASSPHRASE.split()[0]]) == set()
    assert canaries_in("\n".join(ours).encode(), WHO) == set()


def test_the_title_of_a_case_names_nothing(scratch):
    for said in scratch.said:
        assert canaries_in((said.out + said.err).encode(), [TITLE]) == set()
    for path in scratch.written():
        content = path.read_text(encoding="utf-8")
        head = "".join(re.findall(r"<title>.*?</title>|<h1>.*?</h1>", content, re.DOTALL))
        about = head if path.suffix == ".html" and path.name != "index.html" else content
        assert canaries_in(path.name.encode() + about.encode(), [TITLE]) == set()


def test_a_batch_that_goes_wrong_tells_how_and_nothing_more(scratch):
    manifest = next(scratch.workspace.glob(f"reports/*uro*/{MANIFEST}"))
    told = [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
    assert {line["subject"]: line["status"] for line in told} == {
        "S-1": "failed", "S-2": "failed", "S-3": "crashed", "S-4": "ok",
    }  # fmt: skip
    assert {path.name for path in manifest.parent.iterdir()} == {MANIFEST, "index.html", "uro-S-4.html"}


def test_a_report_that_was_refused_is_not_written_down(scratch):
    assert len(list(scratch.workspace.glob(f"reports/*gennemgang*/{MANIFEST}"))) == 1


def test_nothing_lies_about_in_the_home_or_among_the_temporary_files(scratch):
    for place in (scratch.home, scratch.temporary, scratch.here):
        assert [path for path in place.rglob("*") if path.is_file()] == []


@pytest.mark.skipif(os.name != "posix", reason="rights are kept otherwise here")
def test_what_is_written_is_for_its_owner_alone(scratch):
    for path in (scratch.workspace, *scratch.workspace.rglob("*"), scratch.school / "fejl.afvist.xlsx"):
        assert path.stat().st_mode & 0o077 == 0, path.name


@pytest.mark.skipif(not network_can_be_cut(), reason="the network can't be cut here")
def test_a_report_needs_no_network(scratch):
    assert [said.code for said in scratch.said if "02_gennemgang-S-1.html" in said.out] == [0]
