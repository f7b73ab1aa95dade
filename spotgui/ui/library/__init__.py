"""The Library page: what is there, what is missing, and its maintenance."""
