"""Text as it is searched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotgui.catalog.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Beyoncé – Déjà Vu", "beyonce deja vu"),
        ("Sigur Rós", "sigur ros"),
        ("Straße", "strasse"),
        ("Don't Stop (Remix)", "dont stop remix"),
        ("Don’t", "dont"),
        ("Ｆｕｌｌ Width", "full width"),
        ("Æon Flux Øst", "aeon flux ost"),
        ("宇多田ヒカル First", "宇 多 田 ヒ カ ル first"),
        ("ガ", "ガ"),
        ("Кино Ёлка", "кино елка"),
        ("방탄소년단", "방탄소년단"),
        ("AC/DC_live", "ac dc live"),
        ("İstanbul ışık", "istanbul isik"),
        ("!!!", ""),
        ("", ""),
    ],
)
def test_case_accents_and_punctuation_go(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
