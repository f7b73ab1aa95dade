"""Covers: fetched, kept on disk, or drawn from the title when there is none."""
