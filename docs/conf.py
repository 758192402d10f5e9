"""How the documentation is built; it names no outside address."""

import setlist

project = "setlist"
author = "the setlist developers"
copyright = "the setlist developers; GPL-3.0-or-later"  # noqa: A001  Sphinx's own name
version = release = setlist.__version__

extensions = ["myst_parser", "sphinx_click", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "changelog.d"]
myst_enable_extensions = ["deflist", "colon_fence", "dollarmath"]
myst_heading_anchors = 3
nitpicky = False

html_theme = "furo"
html_title = "setlist"
html_show_sphinx = False
html_show_copyright = False
autodoc_typehints = "description"
autodoc_member_order = "bysource"
