"""From a fresh start to a library that recognises: a step a file."""
