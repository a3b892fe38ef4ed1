"""The bundled op-eds with their gold layers."""

from __future__ import annotations

import pytest

import oped

LAYERS = {"attribution", "actors", "stance", "hedging", "connectives", "units", "argument"}


def test_every_seed_carries_its_gold_layers_and_its_split() -> None:
    seeds = list(oped.seeds())
    splits = [seed.document.metadata["split"] for seed in seeds]
    assert {name: splits.count(name) for name in set(splits)} == {"train": 28, "dev": 8, "test": 12}
    for seed in seeds:
        assert set(seed.layers) == LAYERS
        assert all(paragraph.tokens for paragraph in seed.document.paragraphs)


def test_splits_part_the_seeds() -> None:
    names = [[seed.document.id for seed in oped.seeds(split)] for split in ("train", "dev", "test")]
    assert sorted(name for part in names for name in part) == [seed.document.id for seed in oped.seeds()]
    with pytest.raises(oped.InputError, match="'held-out'"):
        list(oped.seeds("held-out"))


def test_a_gold_layer_can_be_given() -> None:
    seed = next(oped.seeds("dev"))
    report = oped.analyse(seed.document, given=[seed.layer("actors")], only=["stance"])
    assert report.layer("actors").annotations == seed.layer("actors").annotations
