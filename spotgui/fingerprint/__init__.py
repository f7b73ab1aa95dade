"""Echoprint 4.12: sound to onsets to codes to string, and back. Pure numpy and numba, no I/O."""
