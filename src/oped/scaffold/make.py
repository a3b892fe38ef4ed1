"""Fill the templates of one kind of plugin with a name, and write them as a project.

`templates/common` goes into every project, `templates/KIND` into those of its kind. A template's path is that of the file
that it becomes, `MODULE` standing for the name of the module; `notes.md.j2` is the kind's part of the README.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import attrs
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from oped import __version__
from oped.errors import OutputError, PluginError, UsageError

TEMPLATES = Path(__file__).with_name("templates")
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_LONGEST = 24
"""Characters; with a longer name the lines of the templates would outgrow the formatter's."""
_NOTES = "notes.md"


@attrs.frozen
class Kind:
    """One kind of plugin: what it is, the hook that it implements, and how it is tried out."""

    name: str
    summary: str
    does: str
    hook: str
    try_it: str
    trained: bool = False


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "analyser",
            "Words of hope or fear.",
            "finds",
            "oped_analysers",
            "oped report FILE --only {name}",
        ),
        Kind(
            "trained",
            "Words that call on somebody to act.",
            "finds",
            "oped_analysers",
            "oped report FILE --only {name}",
            trained=True,
        ),
        Kind(
            "reader",
            "Reads texts with a head of fields.",
            "reads",
            "oped_readers",
            "oped report FILE.{name}",
        ),
        Kind(
            "renderer",
            "Writes a report as one line for each finding.",
            "writes",
            "oped_renderers",
            "oped report FILE --format {name}",
        ),
        Kind(
            "linguistics",
            "Cuts a text into sentences and tokens by rule.",
            "does",
            "oped_linguistics",
            "oped report FILE --linguistics {name}",
        ),
    )
}
"""The kinds of plugins that there are templates for, by name."""


@attrs.frozen
class Names:
    """What a plugin is called: as entry point and descriptor, as module, and as distribution."""

    name: str
    module: str
    distribution: str


def names_of(name: str) -> Names:
    """The names of a plugin; `oped-` in front is as good as none, and `-` as good as `_`.

    Raises UsageError where it cannot name a layer and a module.
    """
    bare = name.removeprefix("oped-").removeprefix("oped_").replace("-", "_")
    if not _NAME.fullmatch(bare) or len(bare) > _LONGEST:
        raise UsageError(
            f"{name!r} cannot name a plugin: take at most {_LONGEST} lower-case letters, digits and single hyphens, "
            "beginning with a letter, such as news-frames"
        )
    return Names(bare, f"oped_{bare}", f"oped-{bare.replace('_', '-')}")


def make(names: Names, kind: Kind, folder: Path) -> Path:
    """Write the project into a folder of its own below `folder`, and return that folder's path.

    Raises UsageError where it is there already, OutputError where it cannot be written, PluginError where the model of
    a trained analyser cannot be made.
    """
    project = folder / names.distribution
    if project.exists():
        raise UsageError(f"{project} is there already; choose another name, or another place with --into")
    try:
        for path, text in _files(names, kind):
            target = project / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise OutputError(f"cannot write {project}: {error.strerror or error}") from None
    if kind.trained:
        _train(project, names)
    return project


def _files(names: Names, kind: Kind) -> Iterator[tuple[str, str]]:
    """The path, within the project, and the text of each file."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 (files of a project, no markup)
    )
    values = {
        **attrs.asdict(names),
        "kind": kind.name,
        "summary": kind.summary,
        "does": kind.does,
        "try_it": kind.try_it.format(name=names.name),
        "oped": __version__,
    }
    for part in ("common", kind.name):
        for template in sorted((TEMPLATES / part).rglob("*.j2")):
            path = template.relative_to(TEMPLATES / part).as_posix().removesuffix(".j2")
            if path != _NOTES:
                text = environment.get_template(template.relative_to(TEMPLATES).as_posix()).render(values)
                yield path.replace("MODULE", names.module), text


def _train(project: Path, names: Names) -> None:
    """Make the model by the very command that the README names."""
    done = subprocess.run(  # noqa: S603 (our own interpreter, the project that was just written)
        [sys.executable, "-m", f"{names.module}.train", "gold.jsonl"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(project.resolve() / "src"), *sys.path])},
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        reason = done.stderr.strip().splitlines()[-1:] or ["it gave no reason"]
        raise PluginError(f"{project}: its model could not be trained: {reason[0]}")
