"""A limit on the time that a call may take, for analysers that never end.

Python cannot kill a thread, so there are two ways, and the better one is taken:

- In the main thread of Unix the alarm of the operating system (`setitimer`) interrupts the call where it stands: loops, waiting,
  regular expressions. Nothing of it runs on.
- Elsewhere (other threads, Windows, or where somebody else uses the alarm) the call runs in a thread of its own, which is
  left behind when its time is up, and asked to stop. It ends at its next step in Python.

Limits of both: code in C that neither returns nor looks for signals holds the interpreter, and code that catches everything,
again and again (`except:` in an endless loop), escapes the alarm. Against these only a process of its own helps.
"""

from __future__ import annotations

import contextlib
import contextvars
import ctypes
import signal
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
_AGAIN = 0.5
"""Seconds after which the alarm rings once more, where the first was swallowed."""


class TimedOut(BaseException):
    """The time of a call is up. No `Exception`, so that the call's own `except Exception` does not catch it."""


def call_within(seconds: float, work: Callable[[], T]) -> T:
    """The result of `work()`, or what it raises. Raises TimedOut where it takes longer than so many seconds."""
    return _by_alarm(seconds, work) if _alarm_is_free() else _in_thread(seconds, work)


def _alarm_is_free() -> bool:
    """Whether this is a thread that signals reach, and nobody else has set the alarm."""
    return (
        hasattr(signal, "setitimer")
        and threading.current_thread() is threading.main_thread()
        and signal.getitimer(signal.ITIMER_REAL)[0] == 0
        and signal.getsignal(signal.SIGALRM) is not None  # None: set from C, and cannot be put back
    )


def _by_alarm(seconds: float, work: Callable[[], T]) -> T:
    armed = True

    def ring(number: int, frame: object) -> None:
        if armed:
            raise TimedOut

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
        try:
            return work()
        finally:
            armed = False
    finally:  # reached even where the alarm rings in the line above; it does not ring twice so soon
        armed = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _in_thread(seconds: float, work: Callable[[], T]) -> T:
    results: list[T] = []
    errors: list[BaseException] = []

    def target() -> None:
        try:
            results.append(work())
        except BaseException as error:
            errors.append(error)

    context = contextvars.copy_context()
    thread = threading.Thread(target=lambda: context.run(target), name="oped analyser", daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        _ask_to_stop(thread)
        raise TimedOut
    if errors:
        raise errors[0]
    return results[0]


def _ask_to_stop(thread: threading.Thread) -> None:
    """Have TimedOut raised in a thread at its next step, so that it does not run beside all that follows."""
    with contextlib.suppress(AttributeError):  # only CPython has this
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident or 0), ctypes.py_object(TimedOut))
