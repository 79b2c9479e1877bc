"""A process that has loaded what notebooks use, and has nothing of anybody's: it forks once for each notebook.

It never sees a notebook, a parameter or a key: those go from whoever asks straight to the process that was forked, on a
socket that the zygote passes on unread. It has one thread, since a lock that another thread holds would stay locked in
what is forked.
"""

import contextlib
import ctypes
import gc
import os
import select
import signal
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NoReturn

from samrum_kit.batch.messages import Line
from samrum_kit.batch.process import SAFE_PATH, LineProcess, ProcessLost, empty_handed

if TYPE_CHECKING:
    from samrum_kit.batch.preload import Uses

_DIES_WITH_PARENT, _TAKES_ORPHANS = 1, 36
_ENOUGH = b"."
_PATIENCE = 0.2
"""So many seconds until it looks again what has ended."""


class ZygoteLine:
    """The way to a zygote, for a process that did not start it."""

    def __init__(self, line: socket.socket) -> None:
        """Take a socket to the zygote."""
        self._line = line

    @property
    def descriptor(self) -> int:
        """Return what a process that is started inherits in order to ask the same zygote."""
        return self._line.fileno()

    @property
    def lives(self) -> bool:
        """Tell whether there is still a process to ask; it never says anything as long as it lives."""
        try:
            self._line.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    def begin(self) -> "ForkedProcess":
        """Return a new process; it ends with the zygote. Raises ProcessLost where there is no zygote to ask."""
        try:
            own, its = socket.socketpair()
        except OSError:
            raise ProcessLost from None
        with its:
            try:
                socket.send_fds(self._line, [_ENOUGH], [its.fileno()])
            except OSError:
                own.close()
                raise ProcessLost from None
        return ForkedProcess(own)

    def close(self) -> None:
        """Ask no more."""
        self._line.close()


class Zygote(ZygoteLine):
    """A zygote, seen by the process that started it."""

    def __init__(self, within: str | None = None) -> None:
        """Start a zygote that keeps its files in a folder; it is ready when the first notebook is asked for."""
        self._place = TemporaryDirectory(prefix="samrum-", dir=within, ignore_cleanup_errors=True)
        own, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        super().__init__(own)
        with its:
            self._process = subprocess.Popen(
                [sys.executable, SAFE_PATH, "-m", "samrum_kit.batch.zygote", str(its.fileno())],
                pass_fds=[its.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=empty_handed(self._place.name),
            )

    @property
    def pid(self) -> int:
        """Return the id of its process."""
        return self._process.pid

    @property
    def lives(self) -> bool:
        """Tell whether there is still a process to ask."""
        return self._process.poll() is None

    def close(self) -> None:
        """End the zygote, and with it everything that it forked."""
        super().close()
        self._process.kill()
        self._process.wait()
        self._place.cleanup()


class ForkedProcess(LineProcess):
    """A process that was forked for one notebook, seen by whoever asked for it."""

    def __init__(self, end: socket.socket) -> None:
        """Take the socket to it."""
        super().__init__(Line.on_socket(end))
        self._socket = end
        self._group: int | None = None

    def receive(self, seconds: float | None = None) -> list[bytes]:
        """Return the next message; ProcessLost where none comes any more, TimeoutError where none comes in time."""
        self._socket.settimeout(seconds)
        told = self._line.receive()
        if told is None:
            raise ProcessLost
        self._group = self._group or int(told[0])
        return told

    def end(self) -> None:
        """End the process and what it started."""
        self._socket.close()
        if self._group is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._group, signal.SIGKILL)


def main(descriptor: int) -> None:
    """Load what is to be shared, and fork for everyone who asks, until nobody can ask any more."""
    _prctl(_DIES_WITH_PARENT, signal.SIGKILL)
    _prctl(_TAKES_ORPHANS, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from samrum_kit.batch.below import FileBelow
    from samrum_kit.batch.preload import Uses, preload_for_one, rehearse
    from samrum_kit.batch.serving import serve

    preload_for_one()
    rehearse()
    gc.collect()
    gc.freeze()
    uses = Uses()
    line = socket.socket(fileno=descriptor)
    running: set[int] = set()
    while True:
        _wait(line, running, uses)
        message, descriptors, _flags, _address = socket.recv_fds(line, len(_ENOUGH), 1)
        if not message:
            return
        if len(list(Path("/proc/self/task").iterdir())) != 1:
            sys.exit("The zygote has more than one thread.")
        if (child := os.fork()) == 0:
            line.close()
            _prctl(_DIES_WITH_PARENT, signal.SIGKILL)
            os.setsid()
            serve(Line.on_socket(socket.socket(fileno=descriptors[0])), FileBelow, _leave, uses.show)
        running.add(child)
        os.close(descriptors[0])


def _wait(line: socket.socket, running: set[int], uses: "Uses") -> None:
    """Return when somebody asks; until then load what notebooks had to load, and end what is over."""
    while not select.select([line], [], [], 0)[0]:
        more_may_come = _end_what_is_over(running)
        if uses.load_next():
            gc.freeze()
        elif not more_may_come or select.select([line], [], [], _PATIENCE)[0]:
            return


def _leave() -> NoReturn:
    """End a forked process and what is left in its group; what it set apart is the zygote's to end."""
    os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _end_what_is_over(running: set[int]) -> bool:
    """Take leave of the processes that have ended, end what they left running, and tell whether any process is left."""
    with contextlib.suppress(ChildProcessError):
        while ended := os.waitpid(-1, os.WNOHANG)[0]:
            running.discard(ended)
    children = {int(child) for path in Path("/proc/self/task").glob("*/children") for child in path.read_text().split()}
    for child in children - running:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    return bool(children)


def _prctl(what: int, value: int) -> None:
    """Ask the kernel for something about this process."""
    _system().prctl(what, value, 0, 0, 0)


@cache
def _system() -> ctypes.CDLL:
    """Return the system's own library; looked up before a fork it is there in what is forked."""
    return ctypes.CDLL(None)


if __name__ == "__main__":
    main(int(sys.argv[1]))
