"""What is written to a file descriptor past the stream above it, such as by a program that a cell starts."""

import os
import sys
from codecs import getincrementaldecoder
from threading import Condition, Lock, Thread
from typing import Protocol

_PATIENCE = 1.0
"""So many seconds what was written may take through a pipe."""


class Below(Protocol):
    """What stands in the place of a file descriptor; programs that a cell starts inherit it."""

    descriptor: int

    def settle(self) -> None:
        """Return when everything that was written until now can be read."""

    def has_more(self) -> bool:
        """Tell whether something has been written since it was last read."""

    def read(self) -> str:
        """Return what has been written since."""


class FileBelow:
    """A file in memory, as Linux has them: unlike a pipe it never keeps a writer waiting, and nobody must empty it."""

    def __init__(self, descriptor: int) -> None:
        """Put the file in the place of a file descriptor."""
        self.descriptor = descriptor
        self._read = 0
        if sys.platform == "linux":
            import fcntl

            file = os.memfd_create(f"samrum-{descriptor}")
            fcntl.fcntl(file, fcntl.F_SETFL, os.O_APPEND)
            os.dup2(file, descriptor)
            os.close(file)

    def settle(self) -> None:
        """Do nothing: what is written is there."""

    def has_more(self) -> bool:
        """Tell whether something has been written since it was last read."""
        return os.fstat(self.descriptor).st_size > self._read

    def read(self) -> str:
        """Return what has been written since."""
        found = os.pread(self.descriptor, os.fstat(self.descriptor).st_size - self._read, self._read)
        self._read += len(found)
        return found.decode(errors="replace")


class PipeBelow:
    """A pipe that a thread empties, which every system has."""

    def __init__(self, descriptor: int) -> None:
        """Put the pipe in the place of a file descriptor."""
        self.descriptor = descriptor
        self._found = bytearray()
        self._marks: list[bytes] = []
        self._more, self._taking = Condition(), Lock()
        self._decoder = getincrementaldecoder("utf-8")("replace")
        exit_, entrance = os.pipe()
        os.dup2(entrance, descriptor)
        os.close(entrance)
        Thread(target=self._empty, name=f"descriptor {descriptor}", args=(exit_,), daemon=True).start()

    def settle(self) -> None:
        """Return when everything that was written until now can be read: a mark that is written last has come."""
        mark = os.urandom(16)
        with self._taking:
            os.write(self.descriptor, mark)  # whoever empties the pipe must be able to take what comes meanwhile
            with self._more:
                self._more.wait_for(lambda: mark in self._found, _PATIENCE)
                self._marks.append(mark)
                self._marks = [late for late in self._marks if not self._taken_out(late)]

    def has_more(self) -> bool:
        """Tell whether something has been written since it was last read."""
        return bool(self._found)

    def _taken_out(self, mark: bytes) -> bool:
        """Take a mark out of what has come, if it has come."""
        before = len(self._found)
        self._found = self._found.replace(mark, b"")
        return len(self._found) < before

    def read(self) -> str:
        """Return what has been written since."""
        with self._taking, self._more:
            self._marks = [late for late in self._marks if not self._taken_out(late)]
            found, self._found = bytes(self._found), bytearray()
        return self._decoder.decode(found)

    def _empty(self, exit_: int) -> None:
        """Take what comes, so that no writer waits."""
        while part := os.read(exit_, 1 << 16):
            with self._more:
                self._found += part
                self._more.notify_all()
