"""Write a piece of music: style and seed to a score of notes in bars and steps."""
