"""What is found in a sentence, brought into one form: issues by their names, one stance for one pair of words and holder."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from oped_stance.stance.finding import Finding, name
from oped_stance.stance.topics import Topics

_FOR_ISSUES = {"praise": "support", "blame": "oppose"}


def tidy(found: Sequence[Finding], topics: Topics) -> list[Finding]:
    """Findings with the names and attitudes of issues, without those that say the same, or less, of the same words."""
    named = [_of_issue(finding, topics) if isinstance(finding.target, str) else finding for finding in found]
    return [finding for finding in named if not any(_better(other, finding) for other in named)]


def _of_issue(finding: Finding, topics: Topics) -> Finding:
    """An issue has its one name, and is supported or opposed, not praised or blamed."""
    attitude = _FOR_ISSUES.get(finding.attitude, finding.attitude)
    return attrs.evolve(finding, target=topics.named(name(finding.target)), attitude=attitude)


def _better(other: Finding, finding: Finding) -> bool:
    """Whether another finding makes one needless: both towards issues, on the same words.

    Of one holder's the better grounded stays; who is advised ("Congress should repeal the tax") has taken no stance yet,
    where the adviser's is told.
    """
    if other is finding or not isinstance(finding.target, str) or not isinstance(other.target, str):
        return False
    if not _overlap(other, finding):
        return False
    if name(other.holder) != name(finding.holder):
        return finding.mode == "advised" and finding.rule != "advice" and other.rule == "advice"
    return (other.strength, name(other.target)) > (finding.strength, name(finding.target))


def _overlap(a: Finding, b: Finding) -> bool:
    return any(first < end and start < last for first, last in a.evidence for start, end in b.evidence)
