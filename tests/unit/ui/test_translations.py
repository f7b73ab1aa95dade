"""Every text of the window can be translated, and the translations that are shipped are whole."""

from __future__ import annotations

import importlib.util
import pickle
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from spotgui.errors import BadInputError
from spotgui.sentences import Sentence
from spotgui.ui import formats, keys
from spotgui.ui.translated import told

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "resources" / "translations"


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", ROOT / "build_scripts" / "translations.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["translations"] = module
    spec.loader.exec_module(module)
    return module


script = _script()
LANGUAGES = sorted(file.stem.removeprefix("spotgui_") for file in FOLDER.glob("*.ts"))


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return request.param


def test_there_is_a_translation() -> None:
    assert "de" in LANGUAGES


def test_nothing_is_missing_and_nothing_left_over(language: str) -> None:
    known, texts = script.read(FOLDER / f"spotgui_{language}.ts"), script.collect()
    assert set(texts) - set(known) == set(), "run build_scripts/translations.py and translate what is unfinished"
    assert set(known) - set(texts) == set(), "run build_scripts/translations.py"
    assert [text for text, forms in known.items() if not all(forms)] == []


def test_what_is_filled_in_is_the_same(language: str) -> None:
    places = re.compile(r"\{[^}]*\}")
    for text, forms in script.read(FOLDER / f"spotgui_{language}.ts").items():
        for form in forms:
            assert sorted(places.findall(form)) == sorted(places.findall(text.source)), text
            assert text.source.count("&") >= form.count("&") or "&" not in text.source, text


def test_what_is_compiled_is_what_is_written(language: str, qapp: QApplication) -> None:
    translator = QTranslator()
    assert translator.load(str(FOLDER / f"spotgui_{language}.qm"))
    for text, forms in script.read(FOLDER / f"spotgui_{language}.ts").items():
        numbers = (1, 2) if text.numerus else (-1,)
        got = [translator.translate(text.context, text.source, None, n) for n in numbers]
        assert got == forms, "run build_scripts/translations.py"


def test_an_error_that_is_made_up_where_it_is_raised_is_refused(tmp_path: Path) -> None:
    (tmp_path / "core.py").write_text(
        "class SpotguiError(Exception): ...\nclass Full(SpotguiError): ...\n\ndef f(x):\n"
        "    raise Full(f'{x} is full.')\n"
    )
    with pytest.raises(ValueError, match="written out"):
        script.collect(tmp_path)


def test_what_the_core_says_is_collected() -> None:
    found = {text.source for text in script.collect() if text.context == "core"}
    assert {"No microphone was found.", "importing {name}", "'{name}' is empty.", "not a zstd file"} <= found


def test_a_text_that_is_made_up_where_it_is_said_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.py").write_text("class Page:\n    def f(self):\n        self.tr('a' + self.b)\n")
    with pytest.raises(ValueError, match="written out"):
        script.collect(tmp_path)


def test_the_window_speaks_german(german: None) -> None:
    assert QCoreApplication.translate("navigation", "Listen") == "Zuhören"
    assert formats.plural(1, "{n} song", "{n} songs") == "1 Lied"
    assert formats.plural(33_500_000, "{n} song", "{n} songs") == "33.500.000 Lieder"
    assert formats.stage(Sentence("importing {name}", name="0a.jsonl.zst")) == "0a.jsonl.zst wird importiert"
    inner = Sentence("a hole of zeros at byte {byte:,}: still downloading?", byte=1_000)
    problem = BadInputError(
        "{name} cannot be used: {problem}.", "Finish the download, or download it again.", name="x", problem=inner
    )
    assert str(problem) == (
        "x cannot be used: a hole of zeros at byte 1,000: still downloading?."
        " Finish the download, or download it again."
    )
    # and when it comes from another process
    assert told(pickle.loads(pickle.dumps(problem))) == (
        "x ist nicht brauchbar: eine Lücke aus Nullen bei Byte 1,000: Lädt sie noch?."
        " Lade sie fertig oder noch einmal herunter."
    )
    assert ("Ctrl+Q", "Beenden") in keys.table()
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"  # Qt's own


def test_without_a_translation_numbers_are_right_too() -> None:
    assert formats.plural(1, "{n} song", "{n} songs") == "1 song"
    assert formats.plural(2, "{n} song", "{n} songs") == "2 songs"
