"""What a process does that was made for one notebook: it becomes the notebook's own, runs its cells, and is gone."""

import asyncio
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Thread
from typing import NoReturn

from samrum_kit.batch.below import Below
from samrum_kit.batch.kernel import captured_kernel
from samrum_kit.batch.messages import Line
from samrum_kit.report.memory import limit_memory

_THREADS_OF_A_KERNEL = 4
"""So many have a number before the first one that a notebook starts."""


def serve(
    line: Line, below: Callable[[int], Below], leave: Callable[[], NoReturn], show: Callable[[], object] = lambda: None
) -> NoReturn:
    """Answer what is asked on a line about one notebook, until nobody is there to ask; then this process ends.

    Its own id is told first. The first message that comes says where the notebook runs: its `folder`, and the whole of
    its `environment`. Every other is a request to its kernel; what is said to it ends with an empty message.
    `below` gives what stands in the place of a file descriptor of this process, `leave` ends it and what it started;
    `show` is called when a request is answered, before the end of it is told.
    """
    try:
        if hasattr(os, "register_at_fork"):
            # What a notebook forks must not keep the line open when the notebook is gone.
            os.register_at_fork(after_in_child=line.close)
        line.send_multipart([str(os.getpid()).encode()])
        line.flush()
        if (told := line.receive()) is not None:
            _become(**json.loads(told[0]))
            loop = asyncio.new_event_loop()
            asyncio.set_event_loop(loop)
            loop.run_until_complete(_answer(line, below, leave, show))
    finally:
        leave()


def _become(environment: Mapping[str, str], folder: str) -> None:
    """Turn this process into that of a notebook."""
    for name in os.environ.keys() - environment.keys():
        del os.environ[name]
    for name, value in environment.items() - os.environ.items():
        os.environ[name] = value
    os.chdir(folder)
    os.umask(0o077)
    if sys.platform != "win32":
        time.tzset()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    _look_as_a_kernel()
    limit_memory(os.getpid())
    tempfile.tempdir = None  # it was looked up before the environment was this one
    random.seed()
    sys.modules["numpy.random"].seed()  # it was loaded before, and is the same in every forked process


def _look_as_a_kernel() -> None:
    """Have a kernel's arguments and count of threads, and look for modules in the notebook's folder after Python's."""
    launcher = Path(sys.modules["ipykernel"].__file__ or "").parents[1] / "ipykernel_launcher.py"
    sys.argv[:] = [str(launcher), "-f", "kernel.json"]
    packages = {"site-packages", "dist-packages"}
    sys.path.insert(next((at for at, path in enumerate(sys.path) if Path(path).name in packages), 0), "")
    while int(Thread().name.rpartition("-")[2]) < _THREADS_OF_A_KERNEL:
        pass  # one that is never started has taken a number


async def _answer(
    line: Line, below: Callable[[int], Below], leave: Callable[[], NoReturn], show: Callable[[], object]
) -> NoReturn:
    """Handle one request after the other; what a cell sets in the context of its code is there in the next one."""
    kernel = captured_kernel()
    kernel.speak_on(line, below)
    asked: asyncio.Queue[list[bytes]] = asyncio.Queue()
    told = (line, asyncio.get_running_loop(), asked, leave)
    Thread(target=_listen, name="requests", args=told, daemon=True).start()
    while True:
        await kernel.answer(await asked.get())
        show()
        line.send_multipart([])
        line.flush()


def _listen(
    line: Line, loop: asyncio.AbstractEventLoop, asked: "asyncio.Queue[list[bytes]]", leave: Callable[[], NoReturn]
) -> None:
    """Take requests, and see it at once when nobody is there to ask any more, whatever a cell is doing."""
    while (frames := line.receive()) is not None:
        loop.call_soon_threadsafe(asked.put_nowait, frames)
    leave()
