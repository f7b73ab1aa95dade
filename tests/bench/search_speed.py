"""Search as you type on a million synthetic tracks, the catalogue's own and what was tried beside it.

python tests/bench/search_speed.py [TRACKS] [FOLDER]
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np

from spotgui.catalog.folding import fold
from spotgui.catalog.models import Kind
from spotgui.catalog.queries import Catalog
from spotgui.importer.metadata import import_metadata
from spotgui.paths import Library
from tests.support.metadata_dump import SCHEMA

SYLLABLES = fold("ba ko ri ta mu ne lo sha vi dre an el or in qu za pe ti gra sto my lu fe wo").split()
SCRIPTS = (
    (0.76, SYLLABLES),
    (0.10, ["bé", "kö", "ñi", "ça", "øl", "łu", "ré", "än", "jó", "tê", "ša", "in", "de", "la"]),
    (0.06, ["ба", "ко", "ри", "та", "му", "не", "ло", "ша", "ви", "дре", "ан", "ел", "ор", "ще", "ю"]),
    (0.05, list("愛夢空花海月星風春夜歌心光の恋ラブソング")),
    (0.03, ["사", "랑", "노", "래", "하", "늘", "바", "람"]),
)
"""Which share of the words is made of which syllables."""
NAMES_TYPED = 25


def make_names(count: int, seed: int, words: int = 60_000) -> list[str]:
    """Names of two to five words, which are as unevenly frequent as those of a language."""
    rng, numbers = random.Random(seed), np.random.default_rng(seed)
    scripts = rng.choices([s for _, s in SCRIPTS], [share for share, _ in SCRIPTS], k=words)
    vocabulary = ["".join(rng.choices(syllables, k=rng.choice((1, 2, 2, 3, 3, 4)))) for syllables in scripts]
    share = 1 / np.arange(1, words + 1) ** 0.9
    chosen = numbers.choice(words, p=share / share.sum(), size=5 * count)
    return [" ".join(vocabulary[k] for k in chosen[5 * i : 5 * i + 2 + i % 4]) for i in range(count)]


def make_isrcs(count: int, registrants: int = 5_000) -> list[str]:
    """A country, a registrant, a year and a number; some registrants have thousands of recordings."""
    rng = np.random.default_rng(6)
    share = 1 / np.arange(1, registrants + 1) ** 0.9
    countries, letters = ("US", "GB", "DE", "QZ", "FR", "BR"), "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    prefixes = [
        countries[min(int(rng.exponential(1.5)), 5)] + "".join(letters[k] for k in rng.integers(0, 36, 3))
        for _ in range(registrants)
    ]
    chosen = rng.choice(registrants, p=share / share.sum(), size=count)
    return [f"{prefixes[k]}{i % 10**7:07d}" for i, k in enumerate(chosen)]


def make_dump(path: Path, tracks: int) -> list[str]:
    """A metadata dump of so many tracks, a tenth as many albums and a twentieth as many artists."""
    names = make_names(tracks, 1)
    albums, artists = make_names(tracks // 10, 2), make_names(tracks // 20, 3)
    rng = np.random.default_rng(4)
    popularity = np.where(rng.random(tracks) < 0.7, 0, rng.integers(1, 100, tracks)).tolist()
    isrcs = make_isrcs(tracks)
    con = sqlite3.connect(path)
    con.executescript("PRAGMA synchronous = OFF;" + SCHEMA)
    con.executemany(
        "INSERT INTO artists VALUES (?,?,0,?,0,?)",
        ((i, f"a{i:021d}", n, popularity[i]) for i, n in enumerate(artists)),
    )
    con.executemany(
        "INSERT INTO albums VALUES (?,?,0,?,'album',1,NULL,NULL,NULL,'',?,'2001','year',10,NULL)",
        ((i, f"b{i:021d}", n, popularity[i]) for i, n in enumerate(albums)),
    )
    con.executemany(
        "INSERT INTO tracks VALUES (?,?,0,?,NULL,?,1,?,?,1,1,200000,0)",
        (
            (i, f"{i * 2654435761 % 62**4:08x}{i:014d}", n, i // 10 % len(albums), isrcs[i], popularity[i])
            for i, n in enumerate(names)
        ),
    )
    con.executemany("INSERT INTO track_artists VALUES (?,?)", ((i, i // 20 % len(artists)) for i in range(tracks)))
    con.executemany(
        "INSERT INTO artist_albums VALUES (?,?,0,0,0)", ((i // 2 % len(artists), i) for i in range(len(albums)))
    )
    con.commit()
    con.close()
    return names


def typed(text: str) -> list[str]:
    """What stands in the field after each key."""
    return [text[:k] for k in range(1, len(text) + 1)]


def make_queries(names: list[str], isrcs: list[str]) -> dict[str, list[str]]:
    """What is typed, by kind."""
    rng = random.Random(7)
    plain = [name for name in names if name.isascii()]
    accented = [name for name in names if fold(name).isascii() and not name.isascii()]
    other = [name for name in names if not fold(name).isascii()]
    registrants = [start for start, _ in Counter(isrc[:5] for isrc in isrcs).most_common(10)]
    pick = lambda names: rng.sample(names, NAMES_TYPED)  # noqa: E731
    return {
        "one key": list("abcdefghijklmnopqrstuvwxyz0123456789"),
        "a name, key by key": [query for name in pick(plain) for query in typed(name)],
        "2 to 5 beginnings in any order": [
            " ".join(word[: rng.randint(1, 3)] for word in rng.sample(name.split(), k=len(name.split())))
            for name in rng.sample(names, 5 * NAMES_TYPED)
        ],
        "with accents": [query for name in pick(accented) for query in typed(name)],
        "the same, typed without": [query for name in pick(accented) for query in typed(fold(name))],
        "other scripts": [query for name in pick(other) for query in typed(name)],
        "ISRCs of the largest registrants": [query for start in registrants for query in typed(f"{start}0012345")],
        "ISRCs of any": [query for isrc in pick(isrcs) for query in typed(isrc)],
        "a word and the beginning of an ISRC": [
            f"{name.split()[0]} {isrc[:k]}"
            for name, isrc in zip(names[:2000:100], isrcs[:2000:100], strict=True)
            for k in (1, 2, 3, 5, 7)
        ],
    }


def measure(title: str, search: Callable[[str], object], queries: list[str]) -> None:
    """Print a row, after a round that warms the page cache."""
    times = []
    for query in queries[:300]:
        search(query)
    for query in queries:
        start = time.perf_counter()
        search(query)
        times.append((time.perf_counter() - start) * 1e3)
    worst = queries[int(np.argmax(times))]
    median, high, top = np.percentile(times, [50, 95, 100])
    print(f"{title:44}{median:9.2f}{high:9.2f}{top:9.2f}  {worst!r}", flush=True)


def measure_word_table(names: list[str], queries: list[str]) -> None:
    """A sorted table of folded words, each with its tracks by rank; ranges of words, intersected."""
    folded = [fold(n).split() for n in names]
    words = sorted({w for name in folded for w in name})
    place = {w: i for i, w in enumerate(words)}
    pairs = np.array([(place[w], i) for i, name in enumerate(folded) for w in name], np.int32)
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
    starts, tracks = np.searchsorted(pairs[:, 0], np.arange(len(words) + 1)), pairs[:, 1].copy()

    def search(text: str) -> object:
        found: np.ndarray | None = None
        for word in fold(text).split():
            low, high = bisect_left(words, word), bisect_left(words, word + "\U0010ffff")
            mine = np.unique(tracks[starts[low] : starts[high]])
            found = mine if found is None else np.intersect1d(found, mine, assume_unique=True)
        return found[:20] if found is not None else []

    measure("sorted words, ranges intersected (numpy)", search, queries)


def measure_scan(names: list[str], queries: list[str]) -> None:
    """DuckDB reads all folded names for every query."""
    con = duckdb.connect(config={"threads": 2})
    text = "\n".join(fold(n) for n in names)
    con.execute(
        "CREATE TABLE names AS SELECT unnest(range(len(string_split($1, chr(10))))) AS place,"
        " unnest(string_split($1, chr(10))) AS name",
        [text],
    )

    def search(query: str) -> object:
        words = fold(query).split()
        where = " AND ".join(
            f"(starts_with(name, ${2 * i + 1}) OR contains(name, ${2 * i + 2}))" for i in range(len(words))
        )
        values = [v for w in words for v in (w, f" {w}")]
        return con.execute(f"SELECT place FROM names WHERE {where} ORDER BY place LIMIT 20", values).fetchall()

    measure("DuckDB, all names read", search, queries[:60])


def main() -> None:
    """Print the table."""
    tracks = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory(dir=sys.argv[2] if len(sys.argv) > 2 else None) as name:
        folder = Path(name)
        names = make_dump(folder / "dump.sqlite3", tracks)
        library = Library(folder / "library")
        start = time.monotonic()
        import_metadata(library, folder / "dump.sqlite3")
        size = (library.root / "search.sqlite").stat().st_size
        print(
            f"{tracks} tracks imported in {time.monotonic() - start:.0f} s;"
            f" search.sqlite {size / tracks:.0f} bytes a track"
        )
        kinds = make_queries(names, make_isrcs(tracks))
        queries = random.Random(8).sample([query for kind in kinds.values() for query in kind], 150)
        print(f"{'':44}{'median':>9}{'95 %':>9}{'worst':>9}  ms, warm")
        with Catalog(library.meta_db) as catalog:
            for kind, typed_so in kinds.items():
                measure(kind, lambda q: catalog.search(q, 20), typed_so)
            starts = [str(k * tracks // 60) for k in range(60)]
            measure("catalogue: a page of 50 of all tracks", lambda q: catalog.page(Kind.TRACK, int(q), 50), starts)
            found = [h.item_id for q in queries[:60] for h in catalog.search(q, 1, [Kind.TRACK])]
            measure("catalogue: one track by id", catalog.track, found)
        measure_word_table(names, queries)
        measure_scan(names, queries)


if __name__ == "__main__":
    main()
