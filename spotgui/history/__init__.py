"""What was recognised, and what is waiting to be."""
