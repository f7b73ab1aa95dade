"""The import while the window is open: it outlives the page that started it."""
