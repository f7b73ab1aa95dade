"""The metadata dump as a source of tables: DuckDB's sqlite extension, or Python's sqlite3 where that cannot load."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path

import duckdb

from spotgui.catalog.meta_schema import TABLES, Column, Table
from spotgui.errors import BadInputError, MachineError
from spotgui.importer.interruptible import run
from spotgui.progress import CancelToken

HEADER = b"SQLite format 3\0"
_PAGE = 20_000
_SEPARATOR, _NULL = "\x1f", "\x1e"


def check_file(path: Path) -> None:
    """Refuse what is not a whole sqlite file, by its header.

    Raises
    ------
    BadInputError
    """
    with path.open("rb") as file:
        head = file.read(100)
    if not head:
        raise BadInputError("{name} is empty.", "Download it again.", name=path.name)
    if not head.startswith(HEADER):
        raise BadInputError(
            "{name} is not an sqlite database.",
            "Name spotify_clean.sqlite3 or spotify_clean.sqlite3.zst.",
            name=path.name,
        )
    page = int.from_bytes(head[16:18], "big")
    expected = (65_536 if page == 1 else page) * int.from_bytes(head[28:32], "big")
    size = path.stat().st_size
    if size < expected:
        raise BadInputError(
            "{name} is truncated: {size:,} of {expected:,} bytes are there.",
            "Finish the download, then try again.",
            name=path.name,
            size=size,
            expected=expected,
        )


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn sqlite's errors, also those that come through DuckDB, into sentences.

    Raises
    ------
    BadInputError, MachineError
    """
    try:
        yield
    except (sqlite3.Error, duckdb.Error) as error:
        text = str(error).lower()
        if "locked" in text or "busy" in text:
            raise MachineError(
                "{name} is locked by another program.",
                "Close the program that has it open, then try again.",
                name=path.name,
            ) from error
        if "malformed" in text or "not a database" in text or "disk i/o error" in text:
            raise BadInputError(
                "{name} is damaged ({error}).", "Download it again.", name=path.name, error=error
            ) from error
        raise


def inspect(path: Path) -> dict[str, frozenset[str]]:
    """The columns of every table of the file.

    Raises
    ------
    BadInputError, MachineError
    """
    with explained(path), closing(_open(path)) as con:
        names = [row[0] for row in con.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
        return {n: frozenset(r[1] for r in con.execute(f'PRAGMA table_info("{n}")')) for n in names}


def missing_parts(path: Path, found: dict[str, frozenset[str]]) -> list[str]:
    """What the file lacks that can be done without, as phrases.

    Raises
    ------
    BadInputError
        It lacks something that cannot.
    """
    notes = []
    for table in TABLES:
        columns = found.get(table.name)
        if columns is None:
            if table.needed:
                raise BadInputError(
                    "{name} has no table {table!r}.",
                    "It is not the metadata dump (spotify_clean.sqlite3).",
                    name=path.name,
                    table=table.name,
                )
            notes.append(f"no table {table.name}")
            continue
        for column in table.columns:
            if column.name in columns or column.name == "rowid":
                continue
            if column.needed:
                raise BadInputError(
                    "Table {table!r} of {name} has no column {column!r}.",
                    "It is not the metadata dump (spotify_clean.sqlite3).",
                    table=table.name,
                    name=path.name,
                    column=column.name,
                )
            notes.append(f"no column {table.name}.{column.name}")
    return notes


def extension_path() -> Path | None:
    """The sqlite extension that the package brings, for this very version of DuckDB."""
    spec = find_spec("duckdb_extension_sqlite_scanner")
    for folder in spec.submodule_search_locations or () if spec else ():
        file = Path(folder) / "extensions" / f"v{duckdb.__version__}" / "sqlite_scanner.duckdb_extension"
        if file.exists():
            return file
    return None


class SqliteSource:
    """Copies tables of an sqlite file into a DuckDB connection.

    Parameters
    ----------
    extension : Path or None
        DuckDB's sqlite extension; None reads with Python's sqlite3, at half the speed.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, path: Path, extension: Path | None) -> None:
        self._con = con
        self._path = path
        self._attached = False
        if extension is not None:
            with explained(path):
                con.execute(f"LOAD '{_quoted(extension)}'")
                con.execute(f"ATTACH '{_quoted(path)}' AS source (TYPE sqlite, READ_ONLY)")
            self._attached = True

    def copy(self, table: Table, columns: frozenset[str], note: Callable[[float], None], cancel: CancelToken) -> None:
        """Fill a table; `note` gets the share done, 0 to 1.

        Raises
        ------
        Cancelled, BadInputError, MachineError
        """
        with explained(self._path):
            if not self._attached:
                self._copy_rows(table, columns, note, cancel)
                return
            try:
                self._copy_attached(table, columns, note, cancel, lenient=False)
            except (duckdb.TypeMismatchException, duckdb.InvalidInputException, duckdb.ConversionException) as error:
                if "mismatch" not in str(error).lower() and "unicode" not in str(error).lower():
                    raise
                # a text where a number should be: read all as text, keep what can be converted
                self._con.execute("SET sqlite_all_varchar = true")
                self._con.execute("DETACH source")
                self._con.execute(f"ATTACH '{_quoted(self._path)}' AS source (TYPE sqlite, READ_ONLY)")
                self._copy_attached(table, columns, note, cancel, lenient=True)

    def close(self) -> None:
        """Let go of the file."""
        if self._attached:
            self._con.execute("DETACH source")
            self._attached = False

    def _copy_attached(
        self,
        table: Table,
        columns: frozenset[str],
        note: Callable[[float], None],
        cancel: CancelToken,
        *,
        lenient: bool,
    ) -> None:
        chosen = ", ".join(_expression(c, columns, lenient) for c in table.columns)
        order = f" ORDER BY {table.order}" if table.order else ""
        run(self._con, f"INSERT INTO {table.name} SELECT {chosen} FROM source.{table.name}{order}", note, cancel)

    def _copy_rows(
        self, table: Table, columns: frozenset[str], note: Callable[[float], None], cancel: CancelToken
    ) -> None:
        names = [c.name if c.name in columns or c.name == "rowid" else f"NULL AS {c.name}" for c in table.columns]
        order = f" ORDER BY {table.order}" if table.order else ""
        cells = ", ".join(
            f"try_cast(nullif(unnest(string_split(${i + 1}, chr(31))), chr(30)) AS {c.type})"
            for i, c in enumerate(table.columns)
        )
        with closing(_open(self._path)) as con:
            (total,) = con.execute(f"SELECT count(*) FROM {table.name}").fetchone()
            rows = con.execute(f"SELECT {', '.join(names)} FROM {table.name}{order}")
            done = 0
            while page := rows.fetchmany(_PAGE):
                cancel.raise_if_cancelled()
                texts = [_SEPARATOR.join(map(_cell, column)) for column in zip(*page, strict=True)]
                self._con.execute(f"INSERT INTO {table.name} SELECT {cells}", texts)
                done += len(page)
                note(done / total)


def _cell(value: object) -> str:
    return _NULL if value is None else str(value).replace(_SEPARATOR, " ")


def _expression(column: Column, columns: frozenset[str], lenient: bool) -> str:
    if column.name not in columns and column.name != "rowid":
        return f"NULL AS {column.name}"
    return f"try_cast({column.name} AS {column.type}) AS {column.name}" if lenient else column.name


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _open(path: Path) -> sqlite3.Connection:
    con = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=0.5)
    con.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return con
