"""Large pieces are read without the reader noticing."""

import numpy as np
import pytest

from spotgui.importer.read_ahead import PIECE, open_ahead


@pytest.mark.parametrize("size", [0, 1, PIECE, 2 * PIECE + 12_345])
def test_the_whole_file_comes(tmp_path, size):
    content = np.random.default_rng(1).bytes(size)
    (tmp_path / "file").write_bytes(content)
    with open_ahead(tmp_path / "file") as file:
        assert file.read(1) == content[:1]
        file.seek(0)
        parts = list(iter(lambda: file.read(1 << 20), b""))
    assert b"".join(parts) == content


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(FileNotFoundError):
        open_ahead(tmp_path / "file")
