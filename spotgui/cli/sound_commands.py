"""`fingerprint` and `devices`: sound without a library."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from spotgui.audio import devices as audio_devices
from spotgui.audio import files
from spotgui.audio.platform_hints import system_audio_hint
from spotgui.audio.recording import Recording
from spotgui.cli import as_json
from spotgui.cli.as_json import Json
from spotgui.cli.text import table, wrap
from spotgui.errors import SpotguiError
from spotgui.fingerprint import codestring, echoprint, hashing
from spotgui.fingerprint.constants import SAMPLE_RATE

_ECHOPRINT_VERSION = 4.12


def fingerprint(arguments: argparse.Namespace) -> int:
    """Print the code strings as echoprint-codegen does; a file that cannot be read costs only its own entry."""
    entries: list[Json] = []
    failed = 0
    for name in arguments.files:
        started = time.perf_counter()
        try:
            recording = files.load(Path(name))
        except SpotguiError as error:
            print(wrap(f"spotgui: {error}"), file=sys.stderr)
            entries.append({"metadata": {"filename": name}, "error": str(error)})
            failed += 1
            continue
        entries.append(_codegen_entry(name, recording, time.perf_counter() - started))
    as_json.write(entries)
    if failed == len(arguments.files):
        return SpotguiError.exit_code
    return 1 if failed else 0


def _codegen_entry(name: str, recording: Recording, decode_s: float) -> Json:
    started = time.perf_counter()
    codes = hashing.codes_of(echoprint.fingerprint(recording.samples))
    string = codestring.encode(codes) if len(codes.times) else ""
    return {
        "metadata": {
            "filename": name,
            "sample_rate": SAMPLE_RATE,
            "duration": round(recording.seconds, 3),
            "samples_decoded": len(recording.samples),
            "version": _ECHOPRINT_VERSION,
            "codegen_time": round(time.perf_counter() - started, 6),
            "decode_time": round(decode_s, 6),
        },
        "code_count": len(codes.times),
        "code": string,
    }


def devices(arguments: argparse.Namespace) -> int:
    """List the inputs; exit 1 when there is none."""
    found = audio_devices.list_devices(refresh=True)
    if arguments.json:
        as_json.write(
            {
                "devices": [
                    {
                        "id": d.id,
                        "name": d.name,
                        "kind": str(d.kind),
                        "default": d.is_default,
                        "channels": d.channels,
                        "rate": d.rate,
                        "muted": d.muted,
                    }
                    for d in found
                ]
            }
        )
    elif found:
        rows = [("*" if d.is_default else "", d.label, "muted" if d.muted else "", f"{d.rate} Hz") for d in found]
        print(table(rows, (1, 58, 6, -9)))
        print("\n* is used when no --device is named.")
        if not any(d.kind is audio_devices.DeviceKind.SYSTEM for d in found):
            print(wrap(system_audio_hint()))
    else:
        error = audio_devices.no_device()
        print(wrap(error.message))
        print(wrap(error.action, indent="  "))
    return 0 if found else 1
