"""Analysers that never end are stopped and named, and the others go on."""

from __future__ import annotations

import re
import signal
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import oped
from oped.host.limit import TimedOut, call_within
from tests.core.test_host import BUNDLED, first_word, plugin


def spins(*_: Any) -> list[oped.Annotation]:
    while True:
        pass


def yields_for_ever(*_: Any) -> Iterator[oped.Measure]:
    number = 0
    while True:
        yield oped.Measure(f"m{(number := number + 1)}", number)


def waits(*_: Any) -> list[oped.Annotation]:
    time.sleep(1000)
    return []


def catches_its_own(*_: Any) -> list[oped.Annotation]:
    while True:
        try:
            sum(range(100))
        except Exception:
            continue


def backtracks(*_: Any) -> list[oped.Annotation]:
    re.match(r"(a+)+$", "a" * 60 + "!")
    return []


ENDLESS = [spins, yields_for_ever, waits, catches_its_own, backtracks]


def host_with(run: Callable[..., Any], **more: Any) -> oped.Host:
    host = oped.Host(block=BUNDLED, **more)
    host.register(
        plugin(
            oped.Analyser(name="endless", run=run),
            oped.Analyser(name="good", run=first_word, labels=["x"]),
            oped.Analyser(name="needs", run=first_word, labels=["x"], requires=["endless"]),
        ),
        "test",
    )
    return host


def check(report: oped.Report) -> None:
    states = {name: outcome.state for name, outcome in report.outcomes.items()}
    assert states == {"endless": "failed", "good": "ran", "needs": "skipped"}
    reason = report.outcomes["endless"].reason
    assert "longer than --timeout allows" in reason
    assert "--without endless" in reason
    assert not re.search(r"\d", reason)  # no seconds, nothing that differs from run to run


@pytest.mark.parametrize("run", ENDLESS, ids=lambda run: run.__name__)
def test_an_endless_analyser_fails_and_the_others_run(run: Callable[..., Any]) -> None:
    before = signal.getsignal(signal.SIGALRM)
    with pytest.warns(oped.PluginWarning, match="longer than --timeout allows"):
        check(host_with(run, timeout=0.2).analyse("One day."))
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) is before


@pytest.mark.parametrize("run", [spins, yields_for_ever, waits, catches_its_own], ids=lambda run: run.__name__)
def test_in_another_thread_too(run: Callable[..., Any]) -> None:
    reports: list[oped.Report] = []
    host = host_with(run)
    with pytest.warns(oped.PluginWarning, match="longer than --timeout allows"):
        thread = threading.Thread(target=lambda: reports.append(host.analyse("One day.", timeout=0.2)))
        thread.start()
        thread.join()
    check(reports[0])


def test_a_thread_that_is_left_behind_stops() -> None:
    steps: list[int] = []

    def work() -> None:
        while True:
            steps.append(1)
            time.sleep(0.001)

    outcome: list[BaseException] = []
    before = set(threading.enumerate())

    def call() -> None:
        try:
            call_within(0.05, work)
        except TimedOut as error:
            outcome.append(error)

    caller = threading.Thread(target=call)
    caller.start()
    caller.join()
    assert isinstance(outcome[0], TimedOut)
    for left in set(threading.enumerate()) - before:
        left.join(30)
        assert not left.is_alive()


def test_an_alarm_of_somebody_else_is_left_alone() -> None:
    rung: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda *_: rung.append(1))
    try:
        signal.setitimer(signal.ITIMER_REAL, 1000)
        with pytest.warns(oped.PluginWarning):
            check(host_with(spins, timeout=0.1).analyse("One day."))
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 900
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("thread", [False, True])
def test_within_the_limit_results_and_errors_come_through(thread: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if thread:
        monkeypatch.setattr("oped.host.limit._alarm_is_free", lambda: False)
    assert call_within(100, lambda: 3) == 3
    with pytest.raises(ZeroDivisionError):
        call_within(100, lambda: 1 // 0)
    report = host_with(first_word, timeout=100).analyse("One day.", only=["good"])
    assert report == host_with(first_word).analyse("One day.", only=["good"])


def test_strict_raises_and_names_the_plugin() -> None:
    with pytest.raises(oped.PluginError, match=r"'endless' failed: it was stopped"):
        host_with(spins, strict=True, timeout=0.1).analyse("One day.")


@pytest.mark.parametrize("seconds", [0, -1, float("inf"), float("nan")])
def test_a_timeout_is_a_time(seconds: float) -> None:
    with pytest.raises(oped.UsageError, match="above 0"):
        oped.Host(timeout=seconds)
    with pytest.raises(oped.UsageError, match="above 0"):
        oped.analyse("x", timeout=seconds)
