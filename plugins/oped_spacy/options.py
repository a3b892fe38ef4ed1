"""The options of spaCy as linguistics."""

from __future__ import annotations

import attrs


@attrs.frozen
class Options:
    """Options of `linguistics="spacy"`."""

    model: str = attrs.field(
        default="en_core_web_sm", metadata={"help": "the name of an installed spaCy pipeline, or its folder"}
    )
