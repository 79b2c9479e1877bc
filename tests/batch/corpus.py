"""Notebooks that do everything a cell can do to its outputs, and what differs between two runs of the same notebook."""

import json
import re
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


def notebook(*cells: str, tags: dict[int, list[str]] | None = None) -> Any:
    """Return a notebook of code cells, the first of which holds its parameters."""
    made = [new_code_cell("n = 1", metadata={"tags": ["parameters"]}), new_markdown_cell("# Æøå")]
    for at, source in enumerate(cells):
        made.append(new_code_cell(source, metadata={"tags": (tags or {}).get(at, [])}))
    return new_notebook(cells=made, metadata={"kernelspec": KERNEL})


CORPUS = {
    "streams": notebook(
        "import sys\nprint('en'); print('fejl', file=sys.stderr); print('to')",
        "sys.stdout.write('uden linjeskift'); None",
        "for n in range(3):\n    print(n, end='\\r')",
        "print('æøå €', flush=True)\nprint()",
        "print('x' * 100_000)",
    ),
    # A kernel of its own says every fifth of a second what was printed until then.
    "slow streams": notebook(
        "import random, sys, time\nfor n in range(60):\n    print(n, file=(sys.stdout, sys.stderr)[n % 2])\n"
        "    time.sleep(random.uniform(0, 0.1))",
        "print('før')\ntime.sleep(0.3)\ndisplay('imellem')\ntime.sleep(0.3)\nprint('efter')",
    ),
    "results": notebook(
        "1 + 1", "'tekst'", "None", "x = 5; x", "x;", "[n, _]", "print(Out)",
        "import datetime\ndatetime.date(2026, 1, 1)", "{'b': 1, 'a': (1, 2)}",
    ),
    "displays": notebook(
        "from IPython.display import HTML, Markdown, clear_output, display\ndisplay(HTML('<b>x</b>'), Markdown('*y*'))",
        "handle = display('før', display_id='fast'); print('imellem')",
        "handle.update('efter'); display('igen', display_id='fast')",
        "print('væk'); clear_output(); print('bliver')",
        "print('væk senere'); clear_output(wait=True); display('i stedet')",
        "class Both:\n    def _repr_html_(self): return '<i>h</i>'\n    def __repr__(self): return 'h'\nBoth()",
        "display({'application/json': {'a': [1, 2]}, 'text/plain': 't'}, raw=True)",
    ),
    "frames": notebook(
        "import pandas as pd\nframe = pd.DataFrame({'a': range(n + 3), 'b': list('æøåx')[: n + 3]})\nframe",
        "frame.describe()", "frame.style.set_uuid('fast').highlight_max(subset=['a'])", "frame['a'].sum()",
        "import warnings\nwarnings.warn('pas på')",
    ),
    "system": notebook(
        "!echo hej", "%env HEST=grå\n!echo $HEST", "%%capture fanget\nprint('skjult')", "fanget.stdout",
        "%time sum(range(5_000_000))", "lines = !printf 'a\\nb'\nlines", "%lsmagic\nNone", "1 / 0",
        tags={7: ["skip"]},
    ),
    # A kernel of its own reads the descriptors in a thread, so that what follows at once may come before.
    "past the streams": notebook(
        "import os, subprocess, time\nos.write(1, b'forbi\\n')\ntime.sleep(0.5)",
        "os.write(2, b'fejl forbi\\n')\ntime.sleep(0.5)",
        "subprocess.run(['echo', 'ny'])\ntime.sleep(0.5)",
    ),
    "surroundings": notebook(
        "import sys\nprint([path for path in sys.path if 'lib' not in path], __name__, __doc__)",
        "import pickle\nclass Own:\n    def __eq__(self, other): return type(self) is type(other)\n"
        "pickle.loads(pickle.dumps(Own())) == Own(), Own.__module__",
        "import signal, warnings\nprint(signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM))\n"
        "warnings.warn('gammelt', DeprecationWarning); warnings.warn('nyt', UserWarning)",
        "import locale, os, time\nprint(locale.getlocale(), time.tzname, sys.getrecursionlimit())",
        "print(sys.stdout.isatty(), sys.stdout.encoding, sys.stdin.isatty(), sys.displayhook, sys.excepthook)",
        "import logging\nlogging.warning('log')\nlogging.getLogger('x').error('fejl')",
        "print(sorted(name for name in dir() if not name.startswith('_')))",
        "import gc\ngc.isenabled(), get_ipython().__class__.__name__",
        "import inspect\ndef own():\n    return 1\ninspect.getsource(own)", "%history -n 1-2", "%who", "%pwd\nNone",
        "import asyncio\nasyncio.get_event_loop().is_running()", "from concurrent.futures import ThreadPoolExecutor\n"
        "with ThreadPoolExecutor(2) as pool:\n    print(list(pool.map(str.upper, 'ab')))",
    ),
    "waiting": notebook(
        "import asyncio\nawait asyncio.sleep(0.01)\n'ventet'",
        "async def later():\n    return 42\nawait later()",
        "async with asyncio.timeout(1):\n    print('inde')",
        "try:\n    asyncio.run(later())\nexcept RuntimeError as error:\n    print(type(error).__name__)",
    ),
    "context": notebook(
        "from contextvars import ContextVar\nspoken = ContextVar('spoken', default='da')\nspoken.set('nb'); None",
        "spoken.get()", "import asyncio\nspoken.set('en')\nawait asyncio.sleep(0)\nspoken.get()", "spoken.get()",
        "import decimal\ndecimal.getcontext().prec = 5", "decimal.Decimal(1) / 3",
    ),
    "asking": notebook(
        "try:\n    input('navn')\nexcept Exception as error:\n    print(type(error).__name__)",
    ),
    "widgets": notebook(
        "import ipywidgets as w\nslider = w.IntSlider(3)\nslider",
        "out = w.Output()\nwith out:\n    print('i kassen')\nout", "slider.value = 7\nw.HBox([slider, w.Label('hej')])",
    ),
    "allowed errors": notebook(
        "1 / 0", "print('videre')", "raise ValueError('æ')", "print(n)",
        tags={0: ["raises-exception"], 2: ["raises-exception"]},
    ),
    "threads": notebook(
        "import threading\nfails = threading.Thread(target=lambda: 1 / 0)\nfails.start()\nfails.join()\nfails.name",
        "import sys, os.path\nos.path.basename(sys.argv[0]), len(sys.argv) > 1, sys.path.index('') > 0",
        "sys.stdout.buffer",
    ),
    "an error": notebook("print('før')", "def inner():\n    return {}['mangler']\ninner()", "print('aldrig')"),
    "a syntax error": notebook("print('før')", "1 +", "print('aldrig')"),
    "an early end": notebook("print('før')", "raise SystemExit(3)", "print('aldrig')"),
    "an interrupt": notebook("raise KeyboardInterrupt", "print('aldrig')"),
}
"""Each with outputs of its own kind."""

_ANY_ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
_PUT_IN = {"injected-parameters", "papermill-error-cell-tag"}


def _times(found: dict[str, Any]) -> None:
    """When it ran, and how long it took."""
    for about in (found["metadata"]["papermill"], *(cell["metadata"].get("papermill", {}) for cell in found["cells"])):
        for name in ("start_time", "end_time", "duration"):
            about.pop(name, None)


def _messages(found: dict[str, Any]) -> None:
    """When each message of a cell came."""
    for cell in found["cells"]:
        cell["metadata"].pop("execution", None)


def _put_in(found: dict[str, Any]) -> None:
    """The random ids of the cells that papermill puts in."""
    for cell in found["cells"]:
        if _PUT_IN.intersection(cell["metadata"].get("tags", [])):
            cell.pop("id")


def _widgets(found: dict[str, Any]) -> None:
    """The random ids of widgets, and with them their order."""
    for of_media in found["metadata"].get("widgets", {}).values():
        of_media["state"] = sorted(
            json.dumps(_replaced(state, _ANY_ID, "id"), sort_keys=True) for state in of_media["state"].values()
        )
    found["cells"] = _replaced(found["cells"], _ANY_ID, "id")


def _processes(found: dict[str, Any]) -> None:
    """The process in the name of the file that a cell is said to be."""
    found["cells"] = _replaced(found["cells"], re.compile(r"ipykernel_\d+"), "ipykernel")


def _addresses(found: dict[str, Any]) -> None:
    """Where in memory a thing lay."""
    found["cells"] = _replaced(found["cells"], re.compile(r"0x[0-9a-f]{8,}"), "0x")


def _clocks(found: dict[str, Any]) -> None:
    """How long it took, where a cell has asked for it."""
    found["cells"] = _replaced(found["cells"], re.compile(r"(CPU times|Wall time): .*"), "")


def _pieces(found: dict[str, Any]) -> None:
    """The pieces in which it was said what a cell printed, as long as it showed nothing in between."""
    for cell in found["cells"]:
        outputs: list[Any] = []
        for printed, group in groupby(cell.get("outputs", []), lambda output: output["output_type"] == "stream"):
            shown = list(group)
            outputs.extend([{name: _text_of(shown, name) for name in ("stdout", "stderr")}] if printed else shown)
        cell["outputs"] = outputs


def _text_of(streams: list[Any], name: str) -> str:
    """Return all that was printed to a stream."""
    return "".join(one["text"] for one in streams if one["name"] == name)


RULES = (_times, _messages, _put_in, _widgets, _processes, _addresses, _clocks, _pieces)
"""What differs between two runs of a notebook, whatever runs it."""


def normal(executed: Any, rules: Iterable[Callable[[dict[str, Any]], None]] = RULES) -> Any:
    """Return a notebook without what differs between any two runs of it."""
    found = json.loads(json.dumps(executed))
    for rule in rules:
        rule(found)
    return found


def _replaced(found: Any, pattern: re.Pattern[str], by: str) -> Any:
    """Return data with a pattern in its texts replaced."""
    if isinstance(found, dict):
        return {name: _replaced(value, pattern, by) for name, value in found.items()}
    if isinstance(found, list):
        return [_replaced(one, pattern, by) for one in found]
    return pattern.sub(by, found) if isinstance(found, str) else found
