"""Play a score: instruments, drums, room and mix, all numpy."""
