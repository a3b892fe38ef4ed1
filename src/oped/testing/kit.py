"""Which checks apply to a descriptor, and how they become tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

from oped.analyser import Analyser, Linguistics, Reader, Renderer
from oped.testing import analysers, formats
from oped.testing.samples import Subject

Check = Callable[[Any], None]


def checks_of(subject: Subject) -> tuple[Check, ...]:
    """The checks that apply to a descriptor. Raises TypeError for anything else."""
    if isinstance(subject, Analyser):
        return analysers.CHECKS
    if isinstance(subject, Linguistics):
        return formats.LINGUISTICS_CHECKS
    if isinstance(subject, Reader):
        return formats.READER_CHECKS
    if isinstance(subject, Renderer):
        return formats.RENDERER_CHECKS
    raise TypeError(f"{subject!r} is no Analyser, Linguistics, Reader or Renderer")


def parametrize_with_checks(
    subjects: Iterable[Subject], *, expected_failures: Mapping[str, str] | None = None
) -> pytest.MarkDecorator:
    """Make one test of each check for each descriptor; the test function takes `subject` and `check`.

    `expected_failures` maps the names of checks ("check_growth"), or of checks of one subject ("mine-check_growth"), to the
    reason why they fail. They are strict: one that passes fails the test, so that the list never outlives its reasons.
    Raises ValueError for the name of no check.
    """
    expected = dict(expected_failures or {})
    chosen = [(subject, check) for subject in subjects for check in checks_of(subject)]
    known = {name for subject, check in chosen for name in _names(subject, check)}
    for name in expected:
        if name not in known:
            raise ValueError(f"{name!r} is the name of no check: {sorted({c.__name__ for _, c in chosen})}")
    return pytest.mark.parametrize(
        ("subject", "check"),
        [
            pytest.param(
                subject,
                check,
                id=_names(subject, check)[1],
                marks=[
                    pytest.mark.xfail(reason=expected[name], strict=True)
                    for name in _names(subject, check)
                    if name in expected
                ][:1],
            )
            for subject, check in chosen
        ],
    )


def _names(subject: Subject, check: Check) -> tuple[str, str]:
    """What a check of a subject may be called: as every subject's, and as that of this one, which is the test's id."""
    return check.__name__, f"{subject.name}-{check.__name__}"
