"""A catalogue of a small dump."""

import pytest

from spotgui.catalog.queries import Catalog
from spotgui.importer.metadata import import_metadata
from spotgui.paths import Library
from tests.support.metadata_dump import write_dump


@pytest.fixture(scope="session")
def small_library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("catalog")
    library = Library(folder / "library")
    import_metadata(library, write_dump(folder / "dump.sqlite3"))
    return library


@pytest.fixture
def catalog(small_library):
    with Catalog(small_library.meta_db) as opened:
        yield opened
