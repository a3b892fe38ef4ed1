"""The closed vocabularies of the layers; docs/reference/annotation.md says what each word means."""

from __future__ import annotations

TYPES = (
    "country", "region", "city", "person", "government", "organisation", "party", "court", "company", "alliance",
    "group", "people",
)  # fmt: skip
VIAS = ("name", "demonym", "capital", "seat", "title", "acronym", "pronoun", "epithet", "group")

AUTHOR, UNNAMED = "author", "unnamed"
"""The writer, and a voice that no words of the text name."""

KINDS = ("direct", "indirect", "mixed")
FORCES = (
    "neutral", "claim", "deny", "promise", "warn", "concede", "doubt", "believe", "ask", "demand", "advise",
    "praise", "blame",
)  # fmt: skip

ATTITUDES = ("support", "oppose", "cooperate", "threaten", "praise", "blame", "ambivalent")
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
MODES = ("asserted", "negated", "denied", "conditional", "future", "counterfactual", "question", "advised")

HEDGE_TYPES = (
    "modal", "verb", "adjective", "adverb", "noun", "approximator", "plausibility shield", "attribution shield",
    "evidential", "conditional", "weasel",
)  # fmt: skip
BOOSTER_TYPES = ("certainty", "actuality", "intensifier")
MODALITY_TYPES = ("deontic", "dynamic")

CONNECTIVE_SENSES = (
    "Temporal.Synchronous", "Temporal.Asynchronous",
    "Contingency.Cause", "Contingency.Condition", "Contingency.Negative-condition", "Contingency.Purpose",
    "Comparison.Concession", "Comparison.Contrast", "Comparison.Similarity",
    "Expansion.Conjunction", "Expansion.Disjunction", "Expansion.Equivalence", "Expansion.Exception",
    "Expansion.Instantiation", "Expansion.Level-of-detail", "Expansion.Manner", "Expansion.Substitution",
)  # fmt: skip

ROLES = ("major_claim", "claim", "premise")
SIDES = ("pro", "con")
PROPOSITIONS = ("fact", "evaluation", "recommendation")
EVIDENCE = (
    "statistics", "example", "testimony", "precedent", "analogy", "authority", "consequence", "definition",
)  # fmt: skip
RELATIONS = ("support", "attack", "undercut", "restate")

LINES = (
    "content", "cue", "speaker", "mention", "stance", "hedge", "booster", "modality", "connective", "unit",
)  # fmt: skip
"""The labels with which a line of a coding may begin."""
