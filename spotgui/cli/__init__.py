"""The command line: everything the window can do, for people and for programs (`--json`)."""
