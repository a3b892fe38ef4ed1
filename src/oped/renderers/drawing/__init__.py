"""Where the parts of each picture stand: plain geometry, worked out when a report is rendered, the same every time."""

from __future__ import annotations

from oped.renderers.drawing.matrix import matrix
from oped.renderers.drawing.profile import profile
from oped.renderers.drawing.ring import Network, Tie, network, ring, ring_of
from oped.renderers.drawing.timeline import timeline
from oped.renderers.drawing.tree import argument_map

__all__ = ["Network", "Tie", "argument_map", "matrix", "network", "profile", "ring", "ring_of", "timeline"]
