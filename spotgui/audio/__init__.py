"""Sound in: files, microphones, raw PCM; all of it becomes mono float32 at 11 025 Hz."""
