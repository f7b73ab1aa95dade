# ruff: noqa: E501 - the statements are those of the dump
"""A small metadata dump for tests, with the quirks of the real one."""

import sqlite3
from pathlib import Path

SCHEMA = """
CREATE TABLE artists (rowid integer PRIMARY KEY NOT NULL, id text NOT NULL, fetched_at integer NOT NULL, name text NOT NULL, followers_total integer NOT NULL, popularity integer NOT NULL);
CREATE TABLE artist_genres (artist_rowid integer NOT NULL, genre text NOT NULL);
CREATE TABLE artist_images (artist_rowid integer NOT NULL, width integer NOT NULL, height integer NOT NULL, url text NOT NULL);
CREATE TABLE artist_albums (artist_rowid integer NOT NULL, album_rowid integer NOT NULL, is_appears_on integer NOT NULL, is_implicit_appears_on integer NOT NULL, index_in_album integer);
CREATE TABLE available_markets (rowid integer PRIMARY KEY NOT NULL, available_markets text NOT NULL);
CREATE TABLE albums (rowid integer PRIMARY KEY NOT NULL, id text NOT NULL, fetched_at integer NOT NULL, name text NOT NULL, album_type text NOT NULL, available_markets_rowid integer NOT NULL, external_id_upc text, copyright_c text, copyright_p text, label text NOT NULL, popularity integer NOT NULL, release_date text NOT NULL, release_date_precision text NOT NULL, total_tracks integer NOT NULL, external_id_amgid text);
CREATE TABLE album_images (album_rowid integer NOT NULL, width integer NOT NULL, height integer NOT NULL, url text NOT NULL);
CREATE TABLE tracks (rowid integer PRIMARY KEY NOT NULL, id text NOT NULL, fetched_at integer NOT NULL, name text NOT NULL, preview_url text, album_rowid integer NOT NULL, track_number integer NOT NULL, external_id_isrc text, popularity integer NOT NULL, available_markets_rowid integer NOT NULL, disc_number integer NOT NULL, duration_ms integer NOT NULL, explicit integer NOT NULL);
CREATE TABLE track_artists (track_rowid integer NOT NULL, artist_rowid integer NOT NULL);
"""


def item_id(letter: str, number: int) -> str:
    """An id of 22 characters."""
    return f"{letter}{number:021d}"


def write_dump(path: Path) -> Path:
    """Three artists, four albums, ten tracks."""
    con = sqlite3.connect(path)
    con.executescript(SCHEMA)
    con.executemany(
        "INSERT INTO artists VALUES (?,?,?,?,?,?)",
        [
            (1, item_id("a", 1), 0, "Beyoncé Déjà", 900, 90),
            (2, item_id("a", 2), 0, "宇多田ヒカル", 500, 70),
            (3, item_id("a", 3), 0, "", 0, 0),
        ],
    )
    con.executemany("INSERT INTO artist_genres VALUES (?,?)", [(1, "pop"), (1, "dance"), (2, "j-pop")])
    con.executemany(
        "INSERT INTO artist_images VALUES (?,?,?,?)", [(1, 640, 640, "http://i/a640"), (1, 160, 160, "http://i/a160")]
    )
    con.executemany(
        "INSERT INTO albums VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        [
            (
                1,
                item_id("b", 1),
                0,
                "Déjà Vu",
                "album",
                1,
                "123",
                "(C) X",
                "(P) X",
                "Label",
                80,
                "2006-06-24",
                "day",
                4,
                None,
            ),
            (
                2,
                item_id("b", 2),
                0,
                "First Love",
                "album",
                1,
                None,
                None,
                None,
                "Label",
                60,
                "1999-03",
                "month",
                2,
                None,
            ),
            (3, item_id("b", 3), 0, "Old", "single", 2, None, None, None, "Label", 0, "0000", "year", 1, None),
            (
                4,
                item_id("b", 4),
                0,
                "Hits of Others",
                "compilation",
                2,
                None,
                None,
                None,
                "",
                10,
                "2010",
                "year",
                3,
                None,
            ),
        ],
    )
    con.executemany(
        "INSERT INTO album_images VALUES (?,?,?,?)",
        [(1, 64, 64, "http://i/64"), (1, 640, 640, "http://i/640"), (1, 300, 300, "http://i/300")],
    )
    con.executemany("INSERT INTO available_markets VALUES (?,?)", [(1, "DE,US"), (2, "")])
    con.executemany(
        "INSERT INTO artist_albums VALUES (?,?,?,?,?)",
        [(1, 1, 0, 0, 0), (2, 2, 0, 0, 0), (1, 3, 0, 0, 0), (1, 4, 1, 1, None)],
    )
    rows = []
    for n, (name, album, disc, number, isrc, popularity) in enumerate(
        [
            ("Déjà Vu", 1, 1, 1, "USAAA0000001", 85),
            ("Don't Stop", 1, 1, 2, "USAAA0000002", 50),
            ("Second Disc", 1, 2, 1, "USAAA0000003", 40),
            ("", 1, 2, 2, None, 0),
            ("First Love", 2, 1, 1, "JPBBB9900001", 66),
            ("Automatic カラオケ", 2, 1, 2, "", 44),
            ("Lost", 3, 1, 1, "USAAA0000007", 0),
            ("Déjà Vu", 4, 1, 1, "USAAA0000001", 20),
            ("Déjà Vu (Live)", 4, 1, 2, "USAAA0000009", 95),
            ("Straße nach Norden", 4, 1, 3, "DEAAA0000010", 5),
        ],
        1,
    ):
        rows.append((n, item_id("t", n), 0, name, None, album, number, isrc, popularity, 1, disc, 1000 * n, n % 2))
    con.executemany("INSERT INTO tracks VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", rows)
    credits = [(1, 1), (2, 1), (3, 1), (4, 1), (5, 2), (6, 2), (7, 1), (8, 1), (9, 2), (9, 1), (10, 3)]
    con.executemany("INSERT INTO track_artists VALUES (?,?)", credits)
    con.commit()
    con.close()
    return path
