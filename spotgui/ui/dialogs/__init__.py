"""Small windows over the main one: about, shortcuts, log, crash report."""
