"""DuckDB: what is kept of analyses and metadata, and the questions asked of it."""
