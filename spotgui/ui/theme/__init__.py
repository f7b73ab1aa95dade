"""Colours, sizes, icons and motion: everything that makes up the look, in one folder."""
