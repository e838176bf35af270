"""One module a layout in which pages list parameters; each hands back groups of entries."""
