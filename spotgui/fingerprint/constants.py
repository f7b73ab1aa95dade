"""The units of Echoprint 4.12, used by every other package."""

SAMPLE_RATE = 11_025
"""Samples a second that the fingerprint is defined on."""
FRAME_SAMPLES = 32
"""Samples of an envelope frame, the finest unit of an onset."""
FRAMES_PER_SECOND = SAMPLE_RATE / FRAME_SAMPLES
"""344.53125"""
TICK_SECONDS = 0.023
"""The unit of the times and deltas in a code string."""
TICKS_PER_FRAME = FRAME_SAMPLES / SAMPLE_RATE / TICK_SECONDS
"""0.126195: tick = floor(TICKS_PER_FRAME * frame)"""
BANDS = 8
"""Subbands, each 689 Hz wide."""
DEAD_FRAMES = 128
"""Two onsets of a band are never closer."""
