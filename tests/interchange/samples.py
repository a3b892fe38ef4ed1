"""Reports with argument and stance layers, made at random by hypothesis or by hand."""

from hypothesis import strategies as st

import oped
from oped.host.finish import settle

LABELS = ("major_claim", "claim", "premise")
RELATIONS = ("support", "attack", "undercut", "restate")
WORDS = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("<>&\"'\\[](){}#@*_/|:;=`\u202e\r\n "), max_size=12
)
SCALARS = st.booleans() | st.integers(-99, 99) | st.floats(-1, 1).map(lambda x: round(x, 3)) | WORDS


def report_of(text, annotations=(), relations=(), id="sample", **layers):
    document = oped.Document(text, id=id, metadata={"title": "A <title>", "date": "2021-05-04"})
    layer = settle(oped.Layer("argument", annotations, relations), document, {})
    outcomes = {"argument": oped.Outcome("ran", layer=layer)}
    outcomes |= {name: oped.Outcome("ran", layer=layer) for name, layer in layers.items()}
    return oped.Report(document, outcomes)


@st.composite
def arguments(draw, features=SCALARS, words=WORDS):
    """A report with an argument over any text: discontinuous and overlapping units, any relations between them."""
    text = draw(st.lists(words.filter(bool), min_size=1, max_size=8).map(" ".join))
    units = []
    for _ in range(draw(st.integers(0, 6))):
        cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=4)))
        spans = [oped.Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False)]
        kinds = {"side": st.sampled_from(["pro", "con"]), "confidence": st.floats(0, 1).map(lambda x: round(x, 3))}
        own = draw(st.dictionaries(st.sampled_from(["evidence", "holder", "why"]), features, max_size=3))
        own |= {name: draw(values) for name, values in kinds.items()}
        units.append(oped.Annotation(draw(st.sampled_from(LABELS)), spans, str(len(units) + 1), features=own))
    relations = []
    if len(units) > 1:
        for _ in range(draw(st.integers(0, 6))):
            ends = draw(st.lists(st.sampled_from(units), min_size=2, max_size=2, unique_by=id))
            linked = draw(st.none() | st.integers(1, 2))
            own = {} if linked is None else {"linked": linked}
            relations.append(oped.Relation(draw(st.sampled_from(RELATIONS)), *ends, features=own))
    return report_of(text, units, relations)


def same(first, second):
    """Whether two layers hold the same annotations, and the same relations in any order."""

    def rows(layer):
        return sorted((r.label, r.source, r.target, sorted(map(str, r.features.items()))) for r in layer.relations)

    def units(layer):
        return {a.key: a for a in layer.annotations}

    return units(first) == units(second) and rows(first) == rows(second)


def stance(words, text, holder, target, polarity, nth=0, **more):
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    values = {"holder": holder, "target": target, "polarity": polarity, "certainty": 1.0, "mode": "asserted", **more}
    return oped.Annotation("stance", [oped.Span(at, at + len(words))], features=values)
