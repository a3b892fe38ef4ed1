"""Fixtures of the tests of renderers."""

import pytest
from renderer_samples import make_report


@pytest.fixture
def report():
    """The small op-ed of `renderer_samples`, with a layer of every kind."""
    return make_report()
