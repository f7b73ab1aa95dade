"""What the user prefers, kept as JSON.

Reading never fails: a damaged file or value gives the default and a sentence for the user. Keys that this version does
not know are kept, so that going back to an older version loses nothing.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, get_type_hints

from spotgui.errors import MachineError
from spotgui.sentences import Sentence

FILE_NAME = "settings.json"


class Theme(StrEnum):
    """Light, dark, or what the desktop says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Settings:
    """The user's preferences; change one with `dataclasses.replace`.

    Attributes
    ----------
    library : str
        Directory of the library; empty for the default one.
    input_device : str
        `InputDevice.id` to listen to; empty for the system's default.
    preroll : bool
        Keep the last seconds before the click in memory and use them.
    continuous : bool
        Go on listening after an answer and log what is playing.
    network : bool
        Fetch album art from the network.
    theme : Theme
    reduced_motion, high_contrast, large_text : bool
        No animation; stronger colours; all text a quarter larger.
    search_url : str
        A web address with ``{title}`` and ``{artist}``, for "search the web".
    tray, mpris, notifications : bool
        A tray icon, media-player controls for other programs, messages for a match in the background.
    language : str
        A code such as "de"; empty for the desktop's.
    window : str
        Size and place of the window, as Qt writes them, base64.
    unknown : mapping
        Values of keys that this version does not know.
    """

    library: str = ""
    input_device: str = ""
    preroll: bool = False
    continuous: bool = False
    network: bool = True
    theme: Theme = Theme.SYSTEM
    reduced_motion: bool = False
    high_contrast: bool = False
    large_text: bool = False
    search_url: str = "https://duckduckgo.com/?q={artist}+{title}"
    tray: bool = False
    mpris: bool = False
    notifications: bool = True
    language: str = ""
    window: str = ""
    unknown: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """Settings, and a sentence when part of the file could not be used."""

    settings: Settings
    notice: str = ""


def load(path: Path) -> LoadedSettings:
    """Read the settings.

    Parameters
    ----------
    path : Path
        The JSON file; it need not exist. One that is damaged is kept beside it as ``*.damaged``.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return LoadedSettings(Settings())
    except OSError as error:
        return LoadedSettings(
            Settings(),
            Sentence(
                "The settings in {path} cannot be read ({why}); defaults are used.", path=path, why=error.strerror
            ),
        )
    except UnicodeDecodeError:
        return _damaged(path)
    try:
        stored = json.loads(text)
    except (ValueError, RecursionError):
        return _damaged(path)
    return _from_stored(stored) if isinstance(stored, dict) else _damaged(path)


def save(path: Path, settings: Settings) -> None:
    """Write the settings; a crash in between leaves the old ones.

    Raises
    ------
    MachineError
        If the file cannot be written.
    """
    values = asdict(settings)
    stored = {**values.pop("unknown"), **values}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, json.dumps(stored, indent=2) + "\n")
    except OSError as error:
        raise MachineError(
            "The settings cannot be saved in {path} ({why}).",
            "Free some space or check the permissions.",
            path=path,
            why=error.strerror,
        ) from error


def _replace(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(prefix=path.name, suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _from_stored(stored: Mapping[str, Any]) -> LoadedSettings:
    known: dict[str, Any] = {}
    refused: list[str] = []
    types = get_type_hints(Settings)
    names = {f.name for f in fields(Settings)} - {"unknown"}
    for name in sorted(names & stored.keys()):
        value = stored[name]
        if types[name] is Theme and value in tuple(Theme):
            known[name] = Theme(value)
        elif types[name] in (bool, str) and type(value) is types[name]:
            known[name] = value
        else:
            refused.append(name)
    unknown = {name: value for name, value in stored.items() if name not in names}
    notice = (
        Sentence("These settings were not readable and are at their defaults: {names}.", names=", ".join(refused))
        if refused
        else ""
    )
    return LoadedSettings(Settings(**known, unknown=unknown), notice)


def _damaged(path: Path) -> LoadedSettings:
    kept = path.with_name(path.name + ".damaged")
    with contextlib.suppress(OSError):  # a read-only directory: the notice is what matters
        path.replace(kept)
    return LoadedSettings(
        Settings(), Sentence("The settings file was damaged; defaults are used. It is kept as {kept}.", kept=kept)
    )
