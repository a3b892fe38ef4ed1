"""Every bundled analyser, reader, renderer and linguistics keeps the contract."""

from __future__ import annotations

from collections.abc import Callable

import oped
from oped.testing import parametrize_with_checks

HOST = oped.Host()


@parametrize_with_checks(
    [*HOST.analysers.values(), *HOST.linguistics.values(), *HOST.readers.values(), *HOST.renderers.values()]
)
def test_contract(subject: object, check: Callable[[object], None]) -> None:
    check(subject)
