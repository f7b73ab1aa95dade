"""The catalogue browser: search, artists, albums, tracks."""
