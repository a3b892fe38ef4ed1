"""Every bundled analyser, reader, renderer and linguistics keeps the contract."""

from __future__ import annotations

from collections.abc import Callable

import oped
from oped.testing import parametrize_with_checks

HOST = oped.Host()
# spaCy is an extra, and its pipelines are not ours to ship: tests/spacy runs it where both are there.
LINGUISTICS = [linguistics for name, linguistics in HOST.linguistics.items() if name != "spacy"]


@parametrize_with_checks([*HOST.analysers.values(), *LINGUISTICS, *HOST.readers.values(), *HOST.renderers.values()])
def test_contract(subject: object, check: Callable[[object], None]) -> None:
    check(subject)
