"""Words that are written with a capital wherever they stand: what tells "Beijing" at the head of a sentence from "being"."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

from oped.errors import ModelError, reason, shown

PATH = Path(__file__).parent / "model" / "names.txt.gz"


@cache
def kinds() -> dict[str, str]:
    """Words in lower case: "N" where they are names always, "M" where often. Raises ModelError."""
    try:
        lines = gzip.decompress(PATH.read_bytes()).decode("utf-8").splitlines()
    except (OSError, EOFError, ValueError) as error:
        raise ModelError(f"cannot read the names {shown(PATH)}: {reason(error)}") from error
    return {line[1:]: line[0] for line in lines}
