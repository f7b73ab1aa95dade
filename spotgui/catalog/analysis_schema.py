"""The schema of `analysis.duckdb`: what stays of the shards after their users delete them."""

from __future__ import annotations

from spotgui.catalog.migrations import Migration

# No key on track_id: an ART index over 33 million ids costs more than all the rest; the importer keeps them unique.
_TRACKS = """
CREATE TABLE tracks (
    track_no UINTEGER NOT NULL,
    track_id VARCHAR NOT NULL,
    shard_no INTEGER NOT NULL,
    analyzer_version VARCHAR NOT NULL,
    num_samples BIGINT,
    duration FLOAT,
    end_of_fade_in FLOAT,
    start_of_fade_out FLOAT,
    loudness FLOAT,
    tempo FLOAT,
    tempo_confidence FLOAT,
    time_signature TINYINT,
    time_signature_confidence FLOAT,
    key TINYINT,
    key_confidence FLOAT,
    mode TINYINT,
    mode_confidence FLOAT,
    onset_count INTEGER NOT NULL,
    onsets BLOB NOT NULL,
    chroma BLOB,
    sections STRUCT(
        "start" FLOAT, duration FLOAT, confidence FLOAT, loudness FLOAT, tempo FLOAT, tempo_confidence FLOAT,
        "key" TINYINT, key_confidence FLOAT, "mode" TINYINT, mode_confidence FLOAT,
        time_signature TINYINT, time_signature_confidence FLOAT
    )[] NOT NULL
)
"""
_SHARDS = """
CREATE TABLE shards (
    shard_no INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    path VARCHAR NOT NULL,
    bytes BIGINT NOT NULL,
    mtime_ns BIGINT NOT NULL,
    head_hash VARCHAR NOT NULL,
    sample_hash VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    lines BIGINT NOT NULL,
    position BIGINT NOT NULL,
    tracks INTEGER NOT NULL,
    duplicates INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    seconds DOUBLE NOT NULL,
    reason VARCHAR NOT NULL
)
"""
_REJECTIONS = "CREATE TABLE rejections (shard_no INTEGER, line BIGINT, reason VARCHAR, excerpt VARCHAR)"
# How far other libraries are taken over: source numbers from "begin" to below "position" are here, "base" added.
_TAKEOVERS = """
CREATE TABLE takeovers (
    path VARCHAR NOT NULL,
    base BIGINT NOT NULL,
    "begin" BIGINT NOT NULL,
    position BIGINT NOT NULL,
    last_no BIGINT NOT NULL,
    last_id VARCHAR NOT NULL
)
"""
# Numbers whose tracks came again with more and have another number now; the index may still hold them.
_SUPERSEDED = "CREATE TABLE superseded (track_no UINTEGER NOT NULL)"

MIGRATIONS = (
    Migration("tracks, shards, rejections", (_TRACKS, _SHARDS, _REJECTIONS)),
    Migration("takeovers of other libraries", (_TAKEOVERS,)),
    Migration("numbers given up", (_SUPERSEDED,)),
    # nothing changes in the rows that are there: a plain sketch is told by its first byte
    Migration("sketches in code", ()),
)
