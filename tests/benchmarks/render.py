"""How long a report takes to render, beside its analysis, and whether that grows with the text and no faster.

    python tests/benchmarks/render.py TEXT...

For each format: milliseconds for each text (the best of five), then for texts of 1, 4 and 16 times the words of the first,
where microseconds a word that stay level mean linear time. Size is that of the page, in KB.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import oped

FORMATS = ("html", "text", "md", "csv", "notebook")
TIMES = (1, 4, 16)


def best(action: Callable[[], object], runs: int = 5) -> float:
    """Seconds of processor time of the fastest of several runs."""
    times = []
    for _ in range(runs):
        began = time.process_time()
        action()
        times.append(time.process_time() - began)
    return min(times)


def main() -> None:
    """Print one line for each text and each length."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("texts", nargs="+", type=Path)
    texts = {path.stem: path.read_text(encoding="utf-8") for path in arguments.parse_args().texts}
    host = oped.Host()
    first = next(iter(texts.values()))
    host.render(host.analyse(first), "html")  # loads models and templates

    def show(name: str, text: str, runs: int) -> None:
        report = host.analyse(text)
        words = len(text.split())
        spent = best(lambda: host.analyse(text), runs)
        line = f"{name[:34]:<36}{words:>7} words  analysis {spent * 1000:>8.1f} ms"
        for format in FORMATS:
            seconds = best(lambda f=format: host.render(report, f), runs)
            line += f"  {format} {seconds * 1000:.1f} ms ({seconds / words * 1e6:.0f} µs/word)"
        print(f"{line}  page {len(host.render(report, 'html').encode()) / 1000:.0f} KB", flush=True)

    for name, text in texts.items():
        show(name, text, 5)
    for times in TIMES:
        show(f"the first, {times} times", "\n\n".join([first] * times), 3)


if __name__ == "__main__":
    main()
