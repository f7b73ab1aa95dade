"""A small library composed and rendered by the program itself, in the dump's real formats."""
