"""Every hook that a plugin may implement.

Hooks return descriptors; they do no analysis and import late. A plugin is a module (or package) named by an entry point
in the group `oped`. An implementation may return one descriptor, a list, or yield them.
"""

from __future__ import annotations

from collections.abc import Iterable

import click
import pluggy

from oped.analyser import Analyser, Linguistics, Reader, Renderer, Section

hookspec = pluggy.HookspecMarker("oped")
hookimpl = pluggy.HookimplMarker("oped")


@hookspec
def oped_analysers() -> Iterable[Analyser]:
    """Return the analysers of this plugin; each owns the layer of its name.

    Called once, when a host first needs to know its analysers. Example:

    ```python
    import oped

    def find_shouting(document, layers, options):
        for token in document.tokens:
            if token.text.isupper() and len(token.text) > 3:
                yield oped.Annotation("shout", [oped.Span(token.start, token.end)])

    @oped.hookimpl
    def oped_analysers():
        return [oped.Analyser(name="shouting", run=find_shouting, labels={"shout": "a word in capitals"})]
    ```
    """
    return ()  # pluggy never calls a specification


@hookspec
def oped_readers() -> Iterable[Reader]:
    """Return readers, which turn the bytes of a file into text and metadata.

    A suffix that two readers claim goes to the plugin's reader before the built-in one, then to the first by name.
    Example:

    ```python
    import oped

    def read_shout(data: bytes) -> oped.Source:
        return oped.Source(text=data.decode("utf-8").upper(), metadata={"outlet": "The Loud Times"})

    @oped.hookimpl
    def oped_readers():
        return [oped.Reader(name="loud", suffixes=[".loud"], media_types=["text/x-loud"], read=read_shout)]
    ```
    """
    return ()


@hookspec
def oped_linguistics() -> Iterable[Linguistics]:
    """Return ways to find paragraphs, sentences, tokens, tags and lemmas; chosen by `linguistics="name"`.

    Example, one paragraph and one sentence of words between blanks:

    ```python
    import re

    import oped

    def parse(text, regions, options):
        tokens = [
            oped.Token(m.start(), m.end(), m.group(), tag="NN", lemma=m.group().lower())
            for m in re.finditer(r"\\S+", text)
        ]
        if tokens:
            start, end = tokens[0].start, tokens[-1].end
            yield oped.Paragraph(start, end, "body", (oped.Sentence(start, end, tuple(tokens)),))

    @oped.hookimpl
    def oped_linguistics():
        return [oped.Linguistics(name="blanks", parse=parse)]
    ```
    """
    return ()


@hookspec
def oped_renderers() -> Iterable[Renderer]:
    """Return renderers, which write a whole report in one format.

    Example:

    ```python
    import oped

    def count(report, sections):
        return "".join(f"{name}: {len(layer.annotations)}\\n" for name, layer in report.layers.items())

    @oped.hookimpl
    def oped_renderers():
        return [oped.Renderer(name="count", suffix=".count", render=count)]
    ```
    """
    return ()


@hookspec
def oped_sections() -> Iterable[Section]:
    """Return sections: how a layer is shown in every format, in blocks of the vocabulary of `oped.blocks`.

    Example:

    ```python
    import oped
    from oped.blocks import Quotation, Text

    def show(report, layer):
        yield Text(f"{len(layer.annotations)} words are shouted.")
        for annotation in layer.annotations:
            yield Quotation(report.document.quote(annotation), layer.address(annotation))

    @oped.hookimpl
    def oped_sections():
        return [oped.Section(layer="shouting", render=show)]
    ```
    """
    return ()


@hookspec
def oped_commands() -> Iterable[click.Command]:
    """Return click commands, which join the `oped` command.

    A name that `oped` itself has is refused. Example:

    ```python
    import click

    import oped

    @click.command("hello")
    def hello():
        "Say hello."
        click.echo("hello")

    @oped.hookimpl
    def oped_commands():
        return [hello]
    ```
    """
    return ()
