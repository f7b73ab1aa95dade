"""Matches as text for people."""

from __future__ import annotations

from spotgui.audio.platform_hints import no_sound_hint
from spotgui.cli.text import WIDTH, clip, clock, fact, table, wrap
from spotgui.recognizer.results import Match, Reason, Recognition, Release

_ADVICE = {
    Reason.NO_SOUND: f"{no_sound_hint()} `spotgui devices` lists the inputs.",
    Reason.TOO_QUIET: "Move nearer to the music or raise the input level.",
    Reason.TOO_SHORT: "Listen for ten seconds or more.",
    Reason.NOT_SURE: "Listen longer, or nearer to the music.",
    Reason.SHARED: "Listen longer, or to another part of the song, to tell them apart.",
    Reason.EMPTY_INDEX: "Import shards with `spotgui import analysis PATH`, or try `spotgui demo`.",
}


def recognition_text(recognition: Recognition) -> str:
    """The answer in at most a screen of 80 columns."""
    if not recognition.found:
        return _no(recognition)
    best = recognition.matches[0]
    lines = [headline(best)]
    if best.album:
        lines.append(fact("album", best.album))
    lines.append(fact("position", f"{clock(best.position_s)} when the recording begins"))
    if abs(best.speed - 1) >= 0.002:
        lines.append(fact("speed", f"{100 * (best.speed - 1):+.1f} % against the track"))
    figures = f"score {best.score:.0f}, needed {best.threshold:.0f}, margin {best.margin:.0f}"
    lines.append(fact("confidence", f"{best.confidence} ({figures})"))
    lines.append(fact("track", best.track_id))
    others = [r for r in best.releases if r.track_id != best.track_id]
    if others:
        lines.append("  also on")
        lines += ["    " + clip(_release(r), WIDTH - 4) for r in others]
    lines.append(f"\n{_heard(recognition)}")
    return "\n".join(lines)


def headline(match: Match) -> str:
    """Artist and title, or the id of a track without metadata."""
    title = match.title or f"track {match.track_id}"
    return clip(f"{', '.join(match.artists)} – {title}" if match.artists else title, WIDTH)


def _with_album(match: Match) -> str:
    return f"{headline(match)} ({match.album or match.track_id})"


def _release(release: Release) -> str:
    name = release.album or release.title or release.track_id
    return f"{name} ({release.year})" if release.year else name


def _no(recognition: Recognition) -> str:
    reason = recognition.reason or Reason.NOT_IN_CATALOGUE
    shared = recognition.one_of
    lines = ["It is one of these, which hold the same music:" if shared else f"Not found: {reason}."]
    lines += [f"    {clip(_with_album(m), WIDTH - 4)}" for m in shared]
    if advice := _ADVICE.get(reason):
        lines.append(wrap(advice, indent="  "))
    if recognition.candidates and not shared:
        lines.append("  nearest, but not near enough to be named as the answer:")
        rows = [(headline(m), f"{m.score:.0f}", f"of {m.threshold:.0f}") for m in recognition.candidates[:3]]
        lines += ["    " + line for line in table(rows, (56, -6, -7)).splitlines()]
    if recognition.query.onsets:  # otherwise nothing was looked for
        lines.append(f"\n{_heard(recognition)}")
    return "\n".join(lines)


def _heard(recognition: Recognition) -> str:
    query = recognition.query
    return f"{query.seconds:.0f} s of sound, {query.onsets} onsets, answered in {recognition.elapsed_s:.2f} s"
