"""The plugin host: find plugins, plan their order, run them apart from one another, join what they found."""

from oped.host.host import Host

__all__ = ["Host"]
