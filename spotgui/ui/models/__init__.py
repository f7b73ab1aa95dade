"""One table or list model a file; all read from databases page by page."""
