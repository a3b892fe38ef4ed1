"""Training on gold records of one's own."""

from __future__ import annotations

from pathlib import Path

import oped
from oped_stance.stance.analyser import STANCE


def pair(number: int, verb: str, label5: int) -> dict[str, object]:
    text = f"Anna {verb} Boris in week {number}."
    return {
        "id": f"x{number}-pq", "pair": f"x{number}", "text": text, "source": {"start": 0, "end": 4},
        "target": {"start": text.index("Boris"), "end": text.index("Boris") + 5}, "label5": label5,
    }  # fmt: skip


def corpora() -> dict[str, list[dict[str, object]]]:
    verbs = [("zorbs", 3), ("glims", 1), ("meets", 0), ("is zorbed by", 4), ("is glimmed by", 2)]
    pairs = [pair(i, *verbs[i % len(verbs)]) for i in range(60)]
    targets = [
        {"id": f"t{i}", "text": f"They {w} Boris.", "target": {"start": len(w) + 6, "end": len(w) + 11}, "label": label}
        for i, (w, label) in enumerate([("zorb", "negative"), ("glim", "positive"), ("meet", "neutral")] * 10)
    ]
    return {"directed": pairs, "target": targets, "unheard-of": [{"id": "1"}]}


def sign(folder: Path, text: str) -> str:
    spots = {"p": "Anna", "q": "Boris"}
    mentions = [
        oped.Annotation("mention", [oped.Span(text.index(w), text.index(w) + len(w))], features={"actor": n})
        for n, w in spots.items()
    ]
    report = oped.analyse(
        text, only=["stance"], given=[oped.Layer("actors", mentions)], options={"stance.model": str(folder)}
    )
    found = {
        (a.features["holder"], a.features["target"]): float(a.features["polarity"])
        for a in report.layer("stance").annotations
    }
    if not found:
        return "none"
    (holder, _), value = max(found.items(), key=lambda item: abs(item[1]))
    return f"{holder}{'+' if value > 0 else '-'}"


def test_learns_words_of_its_own(tmp_path: Path) -> None:
    assert STANCE.train is not None
    STANCE.train(corpora(), tmp_path)
    assert sign(tmp_path, "Anna zorbs Boris in week 70.") == "p-"
    assert sign(tmp_path, "Anna is glimmed by Boris in week 70.") == "q+"
    assert sign(tmp_path, "Anna meets Boris in week 70.") == "none"


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    assert STANCE.train is not None
    STANCE.train(corpora(), tmp_path / "a")
    STANCE.train(corpora(), tmp_path / "b")
    names = sorted(p.name for p in (tmp_path / "a").iterdir())
    assert names == ["sign.crf.gz", "target.crf.gz", "way.crf.gz"]
    assert all((tmp_path / "a" / n).read_bytes() == (tmp_path / "b" / n).read_bytes() for n in names)
