"""Analyse rendered sound the way the dump's analyser did: segments, beats, sections, values, strings."""
