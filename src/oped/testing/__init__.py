"""The contract kit for authors of plugins (extra `testing`): one line checks all that the host and its users rely on.

```python
import oped
from oped.testing import parametrize_with_checks

def run(document, layers, options):
    return []

@parametrize_with_checks([oped.Analyser(name="quiet", run=run)])
def test_contract(subject, check):
    check(subject)
```

The Hypothesis strategies behind it are public too: `texts` (any text, ugly ones too), `opinion_texts`, `documents`,
`layers(document)` and `reports`.
"""

from __future__ import annotations

from oped.errors import OpedError

try:
    import hypothesis  # noqa: F401
    import pytest  # noqa: F401
except ImportError as error:
    raise OpedError(
        "oped.testing needs hypothesis and pytest; install them with: pip install 'oped[testing]'"
    ) from error

from oped.testing.kit import checks_of, parametrize_with_checks
from oped.testing.samples import SAMPLE
from oped.testing.strategies import documents, layers, opinion_texts, reports, texts

__all__ = [
    "SAMPLE",
    "checks_of",
    "documents",
    "layers",
    "opinion_texts",
    "parametrize_with_checks",
    "reports",
    "texts",
]
