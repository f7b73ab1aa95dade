"""The Result page: what it is, how sure that is, and why."""
