"""A long DuckDB statement that tells how far it is and can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet

import duckdb

from spotgui.progress import Cancelled, CancelToken

_POLL_S = 0.1


def run(con: duckdb.DuckDBPyConnection, statement: str, note: Callable[[float], None], cancel: CancelToken) -> None:
    """Execute a statement in a thread; `note` gets the share done, 0 to 1, ten times a second.

    DuckDB's `interrupt` works on the connection object that runs the query, and only on that.

    Raises
    ------
    Cancelled
    """
    with ThreadPoolExecutor(1, "duckdb") as pool:
        future = pool.submit(con.execute, statement)
        while True:
            try:
                future.result(_POLL_S)
            except NotYet:
                if future.done():
                    continue
                if cancel.cancelled:
                    con.interrupt()
                else:
                    note(min(1.0, max(0.0, con.query_progress() / 100)))
                continue
            except duckdb.InterruptException:
                raise Cancelled from None
            break
    cancel.raise_if_cancelled()
    note(1.0)
