"""Long work off the window's thread (QtCore only)."""
