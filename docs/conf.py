"""The site made of these pages: `sphinx-build -W -b html docs site` (extra `docs`)."""

from __future__ import annotations

from oped import __version__

project = "oped"
author = "The oped developers"
copyright = "2026, the oped developers"
version = release = __version__

extensions = ["myst_parser"]
exclude_patterns = ["_build", "site"]

html_theme = "furo"
html_title = f"oped {version}"
html_static_path: list[str] = []
html_show_sphinx = False
html_copy_source = False

myst_heading_anchors = 3
# Links that leave the pages (a plugin's MODEL.md, the seeds) lead somewhere in a checkout and on a code host; tests/docs
# follow every one of them.
suppress_warnings = ["myst.xref_missing"]
