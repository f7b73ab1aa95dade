"""The songs of a long recording."""
