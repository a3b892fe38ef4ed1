"""Make `words.gz` anew: `python -m oped.learning.vectors.make ENCODER`, where ENCODER is the folder of all-MiniLM-L6-v2.

Needs numpy, torch, transformers and wordfreq, none of which `oped` itself needs.
"""

from __future__ import annotations

import gzip
import re
import sys
from pathlib import Path
from typing import Any

from oped.learning.vectors import _UNIT, BITS, SIZE

WORDS = 36_000
FREQUENT = 1e-3  # a word of this relative frequency has half of its vector's length (Arora, Liang and Ma 2017)


def make(encoder: Path, target: Path) -> None:
    """Encode the commonest English words, reduce, classify, and write the table to `target`."""
    import numpy as np
    from wordfreq import top_n_list, word_frequency

    words = [word for word in top_n_list("en", 2 * WORDS) if re.fullmatch("[a-z][a-z']+", word)][:WORDS]
    raw = _encode(words, encoder)
    raw = raw - raw.mean(0)
    _, _, axes = np.linalg.svd(raw, full_matrices=False)
    axes = axes[:SIZE]
    axes = axes * np.sign(axes[np.arange(SIZE), np.abs(axes).argmax(1)])[:, None]  # an axis has no sign of its own
    small = raw @ axes.T
    weight = np.array([FREQUENT / (FREQUENT + word_frequency(word, "en")) for word in words])
    steps = np.clip(np.round(small / small.std() * weight[:, None] * _UNIT), -127, 127).astype("int8")
    paths = _classes(raw / np.linalg.norm(raw, axis=1, keepdims=True))
    rows = b"".join(int(path).to_bytes(2, "big") + step.tobytes() for path, step in zip(paths, steps, strict=True))
    target.write_bytes(gzip.compress("\n".join(words).encode("ascii") + b"\n\n" + rows, compresslevel=9, mtime=0))


def _encode(words: list[str], encoder: Path) -> Any:
    """Each word through the encoder by itself: the mean of its last layer, of length 1."""
    import numpy as np
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(encoder)
    model = AutoModel.from_pretrained(encoder).eval()
    parts = []
    with torch.no_grad():
        for at in range(0, len(words), 512):
            batch = tokenizer(words[at : at + 512], padding=True, return_tensors="pt")
            hidden = model(**batch).last_hidden_state
            mask = batch["attention_mask"].unsqueeze(-1).float()
            parts.append(((hidden * mask).sum(1) / mask.sum(1)).numpy())
    vectors = np.concatenate(parts)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def _classes(unit: Any) -> Any:
    """A way down a binary tree for each row: every node is split in two by 2-means, begun along its longest axis."""
    import numpy as np

    paths = np.zeros(len(unit), dtype=int)
    for _ in range(BITS):
        right = np.zeros(len(unit), dtype=int)
        for node in np.unique(paths):
            members = np.flatnonzero(paths == node)
            right[members] = _split(unit[members])
        paths = paths * 2 + right
    return paths


def _split(rows: Any, rounds: int = 20) -> Any:
    import numpy as np

    if len(rows) < 2:
        return np.zeros(len(rows), dtype=int)
    centred = rows - rows.mean(0)
    axis = np.linalg.svd(centred[:: max(1, len(rows) // 4000)], full_matrices=False)[2][0]
    axis = axis * np.sign(axis[np.abs(axis).argmax()])
    side = centred @ axis > 0
    for _ in range(rounds):
        if side.all() or not side.any():
            break
        side = rows @ rows[side].mean(0) > rows @ rows[~side].mean(0)
    return side.astype(int)


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(__file__).with_name("words.gz"))
