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

__all__ = ["checks_of", "parametrize_with_checks"]
