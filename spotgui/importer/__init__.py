"""Dumps to library: resumable, cancellable, nothing lost."""
