"""Words per second of the whole analysis and of each layer, as a ratio to TextBlob's own parse in the same run.

    python tests/benchmarks/speed.py TEXT... [--spacy FOLDER]

T is the time of `textblob.en.parse` on the same text. `--spacy` adds a spaCy pipeline (a folder or a name).
Each figure is the best of five runs. `startup` compares `import oped` and `oped --version` with `python -c pass`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import oped


def best(action: Callable[[], object], runs: int = 5) -> float:
    """Seconds of the fastest of several runs."""
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        action()
        times.append(time.perf_counter() - began)
    return min(times)


def main() -> None:
    """Print one line for each part."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("texts", nargs="+", type=Path)
    arguments.add_argument("--spacy")
    chosen = arguments.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in chosen.texts]
    words = sum(len(text.split()) for text in texts)

    from textblob.en import parse as textblob_parse

    host = oped.Host()
    documents = [host.parse(text) for text in texts]
    reports = [host.analyse(document) for document in documents]  # loads every model
    t = best(lambda: [textblob_parse(text) for text in texts])

    def show(name: str, seconds: float) -> None:
        print(f"{name:<28}{seconds / words * 1e6:>9.1f} µs/word{words / seconds:>10,.0f} words/s{seconds / t:>8.2f} T")

    print(f"{len(texts)} texts, {words} words; T = textblob.en.parse")
    show("textblob.en.parse", t)
    show("oped.parse", best(lambda: [host.parse(text) for text in texts]))
    for name in reports[0].outcomes:
        runs = [sum(host.analyse(d).outcomes[name].seconds for d in documents) for _ in range(5)]
        show(f"  {name}", min(runs))
    show("oped.analyse, all layers", best(lambda: [host.analyse(document) for document in documents]))
    show("parse and analyse", best(lambda: [host.analyse(text) for text in texts]))
    for format in ("html", "text", "md", "json"):
        show(f"render {format}", best(lambda f=format: [host.render(report, f) for report in reports]))
    if chosen.spacy:
        import spacy

        pipeline = spacy.load(chosen.spacy)
        pipeline(texts[0])
        show(f"spaCy {Path(chosen.spacy).name}", best(lambda: [pipeline(text) for text in texts]))
    print("start-up")
    plain = best(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))
    for name, call in (
        ("python -c pass", ["-c", "pass"]),
        ("import oped", ["-c", "import oped"]),
        ("oped --version", ["-m", "oped", "--version"]),
    ):
        seconds = best(lambda c=call: subprocess.run([sys.executable, *c], check=True, stdout=subprocess.DEVNULL))
        print(f"{name:<28}{seconds * 1000:>9.0f} ms{seconds / plain:>8.2f} times python -c pass")


if __name__ == "__main__":
    main()
