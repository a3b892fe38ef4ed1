"""The report as a notebook shows it: the headline and two tables, light, without script or style sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from oped.analyser import Section
from oped.model import Report
from oped.renderers.page import template
from oped.renderers.summary import summarise

_MOST = 12


def render(report: Report, sections: Mapping[str, Section]) -> str:
    """The report as a fragment of HTML."""
    summary = summarise(report)
    context: dict[str, Any] = {
        "s": summary,
        "dyads": summary.dyads[:_MOST],
        "claims": [unit for unit in summary.units if unit.finding.label != "premise"][:_MOST],
        "missing": [reason for reason in summary.missing.values() if "not asked for" not in reason],
        "problems": report.problems,
    }
    return template("notebook.html.j2").render(context)
