"""New plugins from templates: a project that installs and passes its own tests at once."""

from oped.scaffold.make import KINDS, Kind, Names, make, names_of

__all__ = ["KINDS", "Kind", "Names", "make", "names_of"]
