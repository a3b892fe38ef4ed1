"""spaCy as linguistics: `linguistics="spacy"`, with any installed English pipeline (extra `spacy`)."""

from __future__ import annotations

import oped
from oped_spacy.options import Options


@oped.hookimpl
def oped_linguistics() -> list[oped.Linguistics]:
    """spaCy; imported, and its pipeline loaded, when the first text is parsed."""
    from oped_spacy.parse import parse

    return [oped.Linguistics(name="spacy", parse=parse, version=oped.__version__, options=Options)]
