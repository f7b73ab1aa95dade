"""The window: a thin view over the core."""
