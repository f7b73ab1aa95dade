"""Ordered, named, transactional changes to a database's schema."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from spotgui.errors import LibraryVersionError


@dataclass(frozen=True, slots=True)
class Migration:
    """A step of the schema's history; its place in the list is its version, from 1."""

    name: str
    statements: tuple[str, ...]


def version_of(con: duckdb.DuckDBPyConnection) -> int:
    """Version of the schema; 0 of an empty database."""
    known = con.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'schema_version'").fetchone()
    if not known or not known[0]:
        return 0
    row = con.execute("SELECT coalesce(max(version), 0) FROM schema_version").fetchone()
    return int(row[0]) if row else 0


def check_version(con: duckdb.DuckDBPyConnection, migrations: Sequence[Migration], path: Path) -> int:
    """The version, unless a newer program wrote it.

    Raises
    ------
    LibraryVersionError
    """
    version = version_of(con)
    if version > len(migrations):
        raise LibraryVersionError(
            "{path} was written by a newer version of spotgui (schema {version}, this one knows {known}).",
            "Update spotgui, or use another data directory.",
            path=path,
            version=version,
            known=len(migrations),
        )
    return version


def migrate(con: duckdb.DuckDBPyConnection, migrations: Sequence[Migration], path: Path) -> None:
    """Bring a database to the newest schema, each step in a transaction of its own.

    Raises
    ------
    LibraryVersionError
        A newer program wrote it.
    """
    for number, step in enumerate(migrations[check_version(con, migrations, path) :], version_of(con) + 1):
        con.execute("BEGIN")
        con.execute("CREATE TABLE IF NOT EXISTS schema_version(version INTEGER, name VARCHAR, applied TIMESTAMP)")
        for statement in step.statements:
            con.execute(statement)
        con.execute("INSERT INTO schema_version VALUES ($1, $2, now()::TIMESTAMP)", [number, step.name])
        con.execute("COMMIT")
