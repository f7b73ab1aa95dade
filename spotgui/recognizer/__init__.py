"""Sound to ranked matches, or an honest no."""
