"""How the house is kept: what lies where, how long a thing may be, what may never stand in it."""

import ast
import fnmatch
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "samrum_kit"

TOP_LEVEL = {
    "notebooks", "samrum_kit", "data", "reports", "tests", "start.py", "pyproject.toml", "requirements.lock",
    "requirements-dev.lock", "README.md", "LICENSE", "CHANGELOG.md", ".ci", ".gitignore", ".git",
}
LONG_MODULES = {
    "samrum_kit/domain/vocabulary.py": "23 lists of words and nothing else",
}
LONG_FUNCTIONS = {
    "samrum_kit/domain/case_file.py: case_file": "names each table of a case as an argument and as a field",
    "samrum_kit/store/migrations/versions/v0001_first_version.py: _create_meetings": "spells out its tables, for good",
}
HEAVY = (
    "pandas", "numpy", "papermill", "altair", "vl_convert", "sqlalchemy", "nbconvert", "docx", "typst", "IPython",
    "ipywidgets", "scipy", "holidays", "distributed",
)  # fmt: skip
# Which rooms may use a library; the ladder of the rooms themselves is import-linter's.
HOMES = {
    "pandas": {"workspace", "ui", "teach", "batch", "report", "figures"},
    "numpy": {"ui", "teach", "report", "figures", "measure"},
    "scipy": {"figures", "measure"},
    "holidays": {"measure"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "sqlcipher3": {"store"},
    "python_calamine": {"intake"},
    "papermill": {"batch", "report"},
    "psutil": {"batch", "report"},
    "nbconvert": {"batch", "report"},
    "altair": {"report", "figures"},
    "vl_convert": {"report"},
    "docx": {"intake", "report"},
    "typst": {"report"},
    "icalendar": {"report"},
    "distributed": {"batch"},
    "ipywidgets": {"ui"},
    "jupyter_server": {"ui"},
    "typer": {"cli"},
}
HOSTS_THAT_ARE_NAMES = {
    "www.w3.org", "schemas.openxmlformats.org", "schemas.microsoft.com", "purl.org",  # namespaces
    "localhost", "127.0.0.1",  # this machine
}
# Put together here, so that this file does not hold what it looks for.
REGISTRIES = ["pypi" + ".org", "python" + "hosted", "npm" + "js.", "conda." + "anaconda"]
MACHINE_PATHS = re.compile(r"(?<![\w.}])/(?:" + "|".join(("wo" + "rk", "ro" + "ot", "Us" + "ers")) + r")/\w")
ADDRESS = re.compile(r"https?" + r"://([^/\s\"'<>)\]}`:]+)")


def patterns_of_gitignore() -> list[str]:
    """Return the names that are made here and never kept."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    return [line.strip("/") for line in lines if not line.startswith("!") and "/" not in line.strip("/")]


def is_made_here(path: Path) -> bool:
    """Tell whether a path is a cache, an environment or an output."""
    parts = path.relative_to(ROOT).parts
    made = any(fnmatch.fnmatch(part, pattern) for part in parts for pattern in patterns_of_gitignore())
    return made or parts[0] == ".git" or (parts[0] == "reports" and parts[1:2] != ("galleri",))


def files(folder: Path, pattern: str = "*") -> list[Path]:
    """Return the files of the project below a folder."""
    return sorted(path for path in folder.rglob(pattern) if path.is_file() and not is_made_here(path))


def name(path: Path) -> str:
    """Return a path as it is written in messages."""
    return path.relative_to(ROOT).as_posix()


def texts(paths: list[Path]) -> Iterator[tuple[str, str]]:
    """Yield name and text of every file that is text."""
    for path in paths:
        try:
            yield name(path), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function of a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


CODE = files(PACKAGE, "*.py")
NOTEBOOKS = files(ROOT / "notebooks", "*.ipynb")


def code_cells(notebook: Path) -> list[dict]:
    """Return the code cells of a notebook."""
    return [cell for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]


def test_the_top_level_holds_the_rooms_of_the_design_and_nothing_else() -> None:
    found = {path.name for path in ROOT.iterdir()}
    made = {entry for entry in found if any(fnmatch.fnmatch(entry, pattern) for pattern in patterns_of_gitignore())}
    assert found - made <= TOP_LEVEL


def test_no_module_is_longer_than_three_hundred_lines() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines())
               for path in [*CODE, *files(ROOT / "tests", "*.py"), ROOT / "start.py"]}
    assert {path: length for path, length in lengths.items() if length > 300 and path not in LONG_MODULES} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    lengths = {f"{name(path)}: {node.name}": node.end_lineno - node.lineno + 1
               for path in [*CODE, ROOT / "start.py"] for node in functions(path)}
    assert {function: length for function, length in lengths.items()
            if length > 40 and function not in LONG_FUNCTIONS} == {}


def test_every_public_thing_says_in_a_sentence_what_it_promises() -> None:
    silent = []
    for path in [*CODE, ROOT / "start.py"]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in public_parts(tree) if tree.body else ():
            sentence = (ast.get_docstring(node) or "").split("\n\n")[0]
            if not sentence.endswith((".", ":", "?")):
                silent.append(f"{name(path)}: {getattr(node, 'name', 'module')}")
    assert silent == []


def public_parts(node: ast.Module | ast.ClassDef) -> Iterator[ast.Module | ast.ClassDef | ast.FunctionDef]:
    """Yield a module or class and every public class, function and method in it, but nothing inside a function."""
    yield node
    for part in node.body:
        if isinstance(part, ast.ClassDef) and not part.name.startswith("_"):
            yield from public_parts(part)
        elif isinstance(part, ast.FunctionDef) and not part.name.startswith("_"):
            yield part


def test_nothing_is_left_for_later() -> None:
    words = ["raise NotImplemented" + "Error", "TO" + "DO", "FIX" + "ME"]
    assert [(path, word) for path, text in texts(CODE) for word in words if word in text] == []


def test_nobody_prints_but_the_command_line() -> None:
    printing = [name(path) for path in CODE if "cli" not in path.relative_to(PACKAGE).parts[0]
                for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"]
    assert printing == []


def test_no_file_names_a_registry_or_a_path_of_somebodys_machine() -> None:
    found = [(path, word) for path, text in texts(files(ROOT)) for word in REGISTRIES if word in text]
    found += [(path, match.group()) for path, text in texts(files(ROOT)) for match in MACHINE_PATHS.finditer(text)]
    assert found == []


def test_nothing_that_is_shipped_points_outside_the_machine() -> None:
    shipped = [*files(PACKAGE), *NOTEBOOKS, *files(ROOT / "reports" / "galleri"), ROOT / "start.py"]
    licences = {name(path) for path in files(PACKAGE / "report" / "fonts", "OFL-*.txt")}  # must stay as they are
    assert {(path, host) for path, text in texts(shipped) for host in ADDRESS.findall(text)
            if host not in HOSTS_THAT_ARE_NAMES and path not in licences} == set()


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=name)
def test_a_notebook_is_kept_without_outputs(notebook: Path) -> None:
    assert [cell for cell in code_cells(notebook) if cell["outputs"] or cell["execution_count"] is not None] == []


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=name)
def test_a_notebook_defines_nothing(notebook: Path) -> None:
    code = "\n".join(line for cell in code_cells(notebook) for line in "".join(cell["source"]).splitlines()
                     if not line.startswith("%"))
    definitions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    assert [node.name for node in ast.walk(ast.parse(code)) if isinstance(node, definitions)] == []


@pytest.mark.parametrize("notebook", [path for path in NOTEBOOKS if path.parent.name == "arbejde"], ids=name)
def test_a_notebook_for_work_takes_its_parameters_in_one_tagged_cell(notebook: Path) -> None:
    tagged = [cell for cell in code_cells(notebook) if "parameters" in cell["metadata"].get("tags", [])]
    assert len(tagged) == 1


def test_a_library_stays_in_its_own_rooms() -> None:
    strays = []
    for path in CODE:
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            strays += [(name(path), library) for library in (each.split(".")[0] for each in names)
                       if room not in HOMES.get(library, {room})]
    assert strays == []


def test_imports_go_only_downward() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_importing_the_package_loads_nothing_heavy() -> None:
    script = "import sys, samrum_kit; print(*sorted({module.split('.')[0] for module in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()).isdisjoint(HEAVY)


def test_the_package_offers_a_handful_of_names_and_has_them_all() -> None:
    import samrum_kit

    assert 0 < len(samrum_kit.__all__) <= 15
    assert [offered for offered in samrum_kit.__all__ if not hasattr(samrum_kit, offered)] == []
