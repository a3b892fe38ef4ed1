"""Sees whether code opens a connection or writes a file, by Python's audit events (PEP 578)."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_SEEN: list[str] | None = None
_INSTALLED = False
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
_CHANGES = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "shutil.", "subprocess.Popen")


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _SEEN is None:
        return
    if event == "open":
        path, _, flags = arguments
        if isinstance(flags, int) and flags & _WRITES and not str(path).startswith(os.devnull):
            _SEEN.append(f"opens {path} for writing")
    elif event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request"):
        _SEEN.append(f"reaches for the network ({event}: {arguments[-1]!r:.60})")
    elif event.startswith(_CHANGES):
        _SEEN.append(f"changes the system ({event}: {arguments[0]!r:.60})")


@contextmanager
def watched() -> Iterator[list[str]]:
    """Lists what the code inside does to files and the network."""
    global _SEEN, _INSTALLED
    if not _INSTALLED:  # a hook cannot be taken away again, so there is one, which sleeps
        sys.addaudithook(_hook)
        _INSTALLED = True
    seen: list[str] = []
    _SEEN = seen
    try:
        yield seen
    finally:
        _SEEN = None
