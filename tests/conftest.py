"""Fixtures and settings that all tests share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"

settings.register_profile("oped", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("oped")


@pytest.fixture
def shared() -> Path:
    """The gold data beside the checkout; tests that read them are skipped where they are absent."""
    if not SHARED.is_dir():
        pytest.skip("the gold data are not beside the checkout (../shared)")
    return SHARED


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on the path, into which fake distributions are installed; their modules are forgotten afterwards."""
    folder = tmp_path / "site"
    folder.mkdir()
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(folder))
    yield folder
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(folder)):
            del sys.modules[name]
