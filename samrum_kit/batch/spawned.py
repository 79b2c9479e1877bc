"""Fresh interpreters that run one notebook each, where a system doesn't fork: the next one loads while one is running.

None runs a second notebook: nothing could make sure that it has forgotten the child of the first one. Until it is asked
it holds nothing of anybody's. It ends when whoever asked is gone, however that was.
"""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from threading import Lock, Thread
from typing import IO, Any, NoReturn, cast

from samrum_kit.batch.messages import Line
from samrum_kit.batch.process import SAFE_PATH, LineProcess, ProcessLost, empty_handed, end_all_of

_APART: dict[str, Any]
"""An interrupt of whoever asks doesn't reach it."""
if sys.platform == "win32":
    _APART = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
else:
    _APART = {"start_new_session": True}


class Spawner:
    """Keeps one interpreter loaded, or loading, for the next notebook."""

    lives = True

    def __init__(self) -> None:
        """Start the first one."""
        self._taking = Lock()
        self._next = SpawnedProcess()

    def begin(self) -> "SpawnedProcess":
        """Return an interpreter that nobody has used, and start another; ProcessLost where there is no room for one."""
        with self._taking:
            try:
                if not self._next.lives:
                    self._next.end()
                    self._next = SpawnedProcess()
                given, self._next = self._next, SpawnedProcess()
            except OSError:
                raise ProcessLost from None
        return given

    def close(self) -> None:
        """End the one that waits."""
        self._next.end()


class SpawnedProcess(LineProcess):
    """An interpreter for one notebook, seen by the process that started it."""

    def __init__(self) -> None:
        """Start it; it answers when everything is loaded."""
        self._place = TemporaryDirectory(prefix="samrum-", ignore_cleanup_errors=True)
        self._process = subprocess.Popen(
            [sys.executable, SAFE_PATH, "-m", "samrum_kit.batch.spawned"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=empty_handed(self._place.name),
            **_APART,
        )
        self._requests = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)
        super().__init__(Line.on_pipes(self._answers, self._requests))
        self._told: SimpleQueue[list[bytes] | None] = SimpleQueue()
        Thread(target=self._listen, daemon=True).start()

    @property
    def lives(self) -> bool:
        """Tell whether it has not ended yet."""
        return self._process.poll() is None

    def receive(self, seconds: float | None = None) -> list[bytes]:
        """Return the next message; ProcessLost where none comes any more, TimeoutError where none comes in time."""
        try:
            told = self._told.get(timeout=seconds)
        except Empty:
            raise TimeoutError from None
        if told is None:
            raise ProcessLost
        return told

    def end(self) -> None:
        """End it and what it started; it has let go of its files when this returns."""
        end_all_of(self._process.pid)
        self._process.kill()
        self._process.wait()
        with suppress(OSError):
            self._requests.close()
        self._place.cleanup()

    def _listen(self) -> None:
        """Take what it says, for a pipe can't be waited for with a limit everywhere."""
        try:
            with self._answers:
                while (told := self._line.receive()) is not None:
                    self._told.put(told)
        finally:
            self._told.put(None)


def main() -> NoReturn:
    """Load what every notebook uses, and serve the one that is asked for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    line = _own_line()
    from samrum_kit.batch.below import PipeBelow
    from samrum_kit.batch.preload import preload_for_one
    from samrum_kit.batch.serving import serve

    preload_for_one()
    serve(line, PipeBelow, _leave)


def _leave() -> NoReturn:
    """End this process, and what it started with it."""
    end_all_of(os.getpid())
    os._exit(1)


def _own_line() -> Line:
    """Return the line to whoever started this process, out of reach of what writes to the usual descriptors."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    return Line.on_pipes(requests, answers)


if __name__ == "__main__":
    main()
