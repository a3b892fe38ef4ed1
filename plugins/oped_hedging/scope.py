"""The stretch that a cue makes uncertain: one stretch of tokens, the cue inside (as in BioScope)."""

from __future__ import annotations

from collections.abc import Sequence

from .view import View

_STOPS = frozenset({".", "?", "!", ";", ":", "—", "–", ")"})


def scope(view: View, cue: Sequence[int]) -> tuple[int, int]:
    """The scope `[first, end)` of a cue, in indices of tokens."""
    end = cue[-1] + 1
    while end < len(view) and view.low[end] not in _STOPS and not (
        view.low[end] == "," and view.word(end + 1) in {"but", "which", "and", "so", "while"}
    ):
        end += 1
    return cue[0], end
