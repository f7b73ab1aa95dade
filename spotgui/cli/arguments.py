"""The arguments of every command, with examples."""

from __future__ import annotations

import argparse
import math
import textwrap
from pathlib import Path

import spotgui
from spotgui.audio.raw import Encoding

_EXIT_CODES = """\
exit codes:
  0 done, found    1 not found, or only partly done    2 bad input or arguments
  3 the machine cannot (disk full, no device, library busy)    130 interrupted
"""


def _examples(text: str) -> str:
    return "examples:\n" + "".join(f"  {line}\n" for line in text.strip().splitlines()) + "\n" + _EXIT_CODES


def _common(
    library: str = "by default $SPOTGUI_DATA, the one chosen in the window, or your data directory",
) -> argparse.ArgumentParser:
    # subcommands share the very arguments of their parents: `set_defaults` on one would change all of them
    common = argparse.ArgumentParser(add_help=False)
    group = common.add_argument_group("for every command")
    group.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help=f"the directory that holds everything; {library}",
    )
    group.add_argument("--json", action="store_true", help="print JSON for programs")
    return common


def _seconds(text: str) -> float:
    if not (0 < (value := float(text)) < math.inf):
        raise argparse.ArgumentTypeError("more than 0 is needed")
    return value


def _not_negative(text: str) -> float:
    if not (0 <= (value := float(text)) < math.inf):
        raise argparse.ArgumentTypeError("0 or more is needed")
    return value


def _count(text: str) -> int:
    if (value := int(text)) < 1:
        raise argparse.ArgumentTypeError("1 or more is needed")
    return value


def _popularity(text: str) -> int:
    if not (0 <= (value := int(text)) <= 100):
        raise argparse.ArgumentTypeError("0 to 100 is needed")
    return value


def _add_recognition(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    common = _common()
    identify = _command(
        commands,
        common,
        "identify",
        "name the song in a recording",
        """
        spotgui identify recording.mp3
        spotgui identify --start 60 --seconds 20 concert.flac
        arecord -f S16_LE -r 44100 -c 2 -d 15 -t raw | spotgui identify - --channels 2
        """,
    )
    identify.add_argument("file", metavar="FILE", help="a sound file, or - for raw PCM on standard input")
    identify.add_argument("--start", type=_not_negative, default=0.0, metavar="S", help="begin this many seconds in")
    identify.add_argument(
        "--seconds", type=_seconds, default=30.0, metavar="S", help="use at most this much of it (default 30)"
    )
    _add_raw_format(identify)

    timeline = _command(
        commands,
        common,
        "timeline",
        "name every song in a long recording",
        """
        spotgui timeline radio-show.mp3
        spotgui timeline --format cue dj-set.flac > dj-set.cue
        spotgui timeline --json dj-set.flac > songs.json
        """,
    )
    timeline.add_argument("file", metavar="FILE", help="a sound file")
    timeline.add_argument("--format", choices=["text", "csv", "cue"], default="text", help="what to print")

    listen = _command(
        commands,
        common,
        "listen",
        "name what a microphone hears",
        """
        spotgui listen
        spotgui listen --device "USB Microphone" --seconds 20
        """,
    )
    listen.add_argument("--device", metavar="NAME", help="a device's name or id, see `spotgui devices`")
    listen.add_argument("--seconds", type=_seconds, default=25.0, metavar="S", help="give up after (default 25)")

    fingerprint = _command(
        commands,
        common,
        "fingerprint",
        "print the Echoprint code string of sound files, as JSON",
        """
        spotgui fingerprint song.mp3
        spotgui fingerprint *.flac > codes.json
        """,
    )
    fingerprint.add_argument("files", metavar="FILE", nargs="+", help="sound files")
    _command(commands, common, "devices", "list what can be listened to", "spotgui devices")


def _add_raw_format(command: argparse.ArgumentParser) -> None:
    raw = command.add_argument_group("raw PCM on standard input")
    raw.add_argument("--rate", type=_count, metavar="HZ", help="sample rate (default 44100)")
    raw.add_argument("--channels", type=_count, metavar="N", help="channels (default 1)")
    raw.add_argument("--format", choices=[str(e) for e in Encoding], help="sample format (default s16le)")


def _add_catalog(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    common = _common()
    search = _command(
        commands,
        common,
        "search",
        "find artists, albums, tracks and ISRCs",
        """
        spotgui search "river lights"
        spotgui search --limit 50 --json bjork
        """,
    )
    search.add_argument("text", metavar="TEXT", nargs="+", help="the beginnings of one or more words")
    search.add_argument("--limit", type=_count, default=20, metavar="N", help="hits of each kind at most (default 20)")
    show = _command(
        commands,
        common,
        "show",
        "show a track, an album or an artist",
        "spotgui show 08FxdGvp8xfb5twGmVNbUv",
    )
    show.add_argument("id", metavar="TRACK|ALBUM|ARTIST", help="its id of 22 characters, or a Spotify link or URI")


def _add_library(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    common = _common()
    imports = commands.add_parser(
        "import",
        help="import analyses, metadata or another library",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    sources = imports.add_subparsers(dest="source", required=True, metavar="WHAT")
    analysis = _command(
        sources,
        common,
        "analysis",
        "import shards of audio analyses (.jsonl.zst, .jsonl), or songfind's database",
        """
        spotgui import analysis ~/Downloads/annas_archive_spotify_2025_07_audio_analysis
        spotgui import analysis 0a.jsonl.zst '7*.jsonl.zst'
        spotgui import analysis audio_analysis.duckdb
        """,
    )
    analysis.add_argument("paths", metavar="PATH", nargs="+", help="files, folders or patterns")
    metadata = _command(
        sources,
        common,
        "metadata",
        "import the metadata dump (.sqlite3, .sqlite3.zst)",
        "spotgui import metadata spotify_clean.sqlite3.zst",
    )
    metadata.add_argument("file", metavar="FILE", type=Path, help="the dump")
    other = _command(
        sources,
        common,
        "library",
        "take over a library built on another machine or disk",
        "spotgui import library /media/usb/spotgui",
    )
    other.add_argument("directory", metavar="DIR", type=Path, help="what was --data there; it is only read")
    status = _command(
        commands,
        common,
        "status",
        "say what the library holds",
        """
        spotgui status --json
        spotgui status ~/Downloads/annas_archive_spotify_2025_07_audio_analysis
        """,
    )
    status.add_argument(
        "sources", metavar="PATH", nargs="*", help="where shards are: predicts size and time of those not imported"
    )
    _command(commands, common, "verify", "check every file of the library", "spotgui verify")
    _command(
        commands, common, "rebuild", "make the index again from what was kept; no shard is needed", "spotgui rebuild"
    )
    select = _command(
        commands,
        common,
        "select",
        "choose which tracks are recognised; only what changes is indexed again",
        """
        spotgui select
        spotgui select --min-popularity 20
        spotgui select --with-metadata --without-shard 0a 7N
        spotgui select --everything
        """,
    )
    select.add_argument(
        "--min-popularity", type=_popularity, metavar="N", help="leave out less popular tracks, 0 to 100"
    )
    select.add_argument(
        "--with-metadata", action=argparse.BooleanOptionalAction, help="leave out tracks that the metadata lacks"
    )
    select.add_argument(
        "--without-shard", nargs="+", metavar="NAME", help="leave out these shards, see `spotgui status`"
    )
    select.add_argument("--everything", action="store_true", help="leave nothing out, but for what is said besides")
    _command(
        commands,
        _common("by default one of the demo's own, in your cache directory"),
        "demo",
        "make a small library and recognise recordings of it",
        """
        spotgui demo
        spotgui demo --data /tmp/demo && spotgui search --data /tmp/demo --json a
        """,
    )


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    common: argparse.ArgumentParser,
    name: str,
    summary: str,
    examples: str,
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog=_examples(textwrap.dedent(examples)),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[common],
    )


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    top = argparse.ArgumentParser(
        prog="spotgui",
        description="Recognise songs on your own machine. Without a command the window opens.",
        epilog="`spotgui COMMAND --help` shows examples.\n\n" + _EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"spotgui {spotgui.__version__}")
    # under a name of its own: a command's default would overwrite what stands before the command
    top.add_argument("--data", type=Path, metavar="DIR", dest="data_before", help="as after the command")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_recognition(commands)
    _add_catalog(commands)
    _add_library(commands)
    return top
