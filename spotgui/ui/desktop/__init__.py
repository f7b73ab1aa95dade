"""What reaches beyond the window: notifications, tray icon, MPRIS. All of it can be switched off."""
