#!/usr/bin/env python3
"""Collect what the window says, bring the translations up to date and compile them.

python build_scripts/translations.py            after any change of a text: update every .ts, compile every .qm
python build_scripts/translations.py --new fr   begin a translation

`lupdate` knows neither `formats.plural` nor the `_tr` of modules without classes, so the texts are collected here; the
files are those of Qt Linguist, and `lrelease` of PySide6 compiles them.
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
SOURCES = ROOT / "spotgui"
PLURALS = "plurals"
CORE = "core"
"""Context of what the core says: sentences and known errors."""
_WINDOW, _COMMANDS = "ui", "cli"  # packages: what only the command line says is English everywhere
_FORMS = {"ja": 1, "zh": 1, "ko": 1, "pl": 3, "ru": 3, "cs": 3}  # others have two


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """Something that the window says, in the context that it is translated in."""

    context: str
    source: str

    @property
    def numerus(self) -> bool:
        """Does it have several forms?"""
        return self.context == PLURALS


def collect(folder: Path = SOURCES) -> dict[Text, str]:
    """All texts, each with the file that says it first.

    Raises
    ------
    ValueError
        A text is not written out where it is said, so nobody can translate it.
    """
    trees = {file: ast.parse(file.read_text("utf-8")) for file in sorted(folder.rglob("*.py"))}
    spoken, constants = _error_names(trees.values()) | {"Sentence"}, _constants(trees.values())
    found: dict[Text, str] = {}
    for file, tree in trees.items():
        package = file.relative_to(folder).parts[0]
        texts = list(_texts(tree, file)) if package in (_WINDOW, "app.py") or folder != SOURCES else []
        if package != _COMMANDS:
            texts += _sentences(tree, file, spoken, constants)
        for text in texts:
            found.setdefault(text, str(file.relative_to(ROOT) if file.is_relative_to(ROOT) else file))
    return dict(sorted(found.items()))


def _sentences(tree: ast.Module, file: Path, spoken: set[str], constants: dict[str, str]) -> Iterator[Text]:
    """What errors and sentences are made of; what another function has put into words is that function's affair."""
    for _, call in _calls(tree, ""):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name not in spoken:
            continue
        for argument in call.args:
            if isinstance(argument, ast.Name) and argument.id in constants:
                yield Text(CORE, constants[argument.id])
            elif not isinstance(argument, (ast.Call, ast.Name)) and _literal(argument, file):
                yield Text(CORE, _literal(argument, file))


def _error_names(trees: Iterable[ast.Module]) -> set[str]:
    """Classes of known errors."""
    bases = {
        node.name: {getattr(base, "id", "") for base in node.bases}
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    found = {"SpotguiError"}
    while more := {name for name, of in bases.items() if of & found} - found:
        found |= more
    return found


def _constants(trees: Iterable[ast.Module]) -> dict[str, str]:
    """Texts that have a name, because several errors end with them."""
    return {
        node.targets[0].id: node.value.value
        for tree in trees
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }


def _texts(tree: ast.Module, file: Path) -> Iterator[Text]:
    short = _short_contexts(tree)
    for inside, call in _calls(tree, ""):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name == "tr":
            yield Text(inside, _literal(call.args[0], file))
        elif name in ("translate", "say", "QT_TRANSLATE_NOOP") and len(call.args) >= 2:
            context, source = call.args[:2]
            if isinstance(context, ast.Constant) and isinstance(source, ast.Constant):
                yield Text(str(context.value), str(source.value))
        elif name in short:
            yield Text(short[name], _literal(call.args[0], file))
        elif name == "plural":
            yield Text(PLURALS, _literal(call.args[2], file))


def _calls(node: ast.AST, inside: str) -> Iterator[tuple[str, ast.Call]]:
    """Calls, with the class in which each stands."""
    if isinstance(node, ast.ClassDef):
        inside = node.name
    if isinstance(node, ast.Call):
        yield inside, node
    for child in ast.iter_child_nodes(node):
        yield from _calls(child, inside)


def _short_contexts(tree: ast.Module) -> dict[str, str]:
    """Functions of the module that only translate in a context of theirs."""
    found = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == "_tr" and isinstance(node.body[-1], ast.Return):
            call = node.body[-1].value
            if isinstance(call, ast.Call) and isinstance(call.args[0], ast.Constant):
                found[node.name] = str(call.args[0].value)
    return found


def _literal(node: ast.expr, file: Path) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise ValueError(f"{file}:{node.lineno}: a text must be written out where it is said")


def read(file: Path) -> dict[Text, list[str]]:
    """The translations of a .ts file; several forms where there are, empty where not translated yet."""
    known = {}
    for context in ET.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") == "unfinished":
                continue
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            known[Text(context.findtext("name", ""), message.findtext("source", ""))] = forms
    return known


def write(file: Path, language: str, texts: dict[Text, str], known: dict[Text, list[str]]) -> int:
    """Write a .ts file; returns how many texts are not translated."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, ET.Element] = {}
    missing = 0
    for text, place in texts.items():
        if text.context not in contexts:
            contexts[text.context] = ET.SubElement(root, "context")
            ET.SubElement(contexts[text.context], "name").text = text.context
        message = ET.SubElement(contexts[text.context], "message", {"numerus": "yes"} if text.numerus else {})
        ET.SubElement(message, "location", filename=f"../../{place}")
        ET.SubElement(message, "source").text = text.source
        forms = known.get(text, [])
        missing += not forms
        translation = ET.SubElement(message, "translation", {} if forms else {"type": "unfinished"})
        if text.numerus:
            for form in forms or [""] * _FORMS.get(language.split("_", maxsplit=1)[0], 2):
                ET.SubElement(translation, "numerusform").text = form
        elif forms:
            translation.text = forms[0]
    ET.indent(root)
    content = ET.tostring(root, encoding="unicode")
    file.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{content}\n', "utf-8")
    return missing


def main() -> int:
    """Update and compile; 1 when something is left to translate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--new", metavar="CODE", help="begin a translation into this language")
    new = parser.parse_args().new
    FOLDER.mkdir(exist_ok=True)
    texts = collect()
    files = sorted(FOLDER.glob("*.ts")) + ([FOLDER / f"spotgui_{new}.ts"] if new else [])
    left = 0
    for file in files:
        language = file.stem.removeprefix("spotgui_")
        missing = write(file, language, texts, read(file) if file.exists() else {})
        left += missing
        print(f"{file.name}: {len(texts)} texts, {missing} not translated", file=sys.stderr)
        release = Path(sys.executable).with_name("pyside6-lrelease")
        subprocess.run([release, "-silent", file, "-qm", file.with_suffix(".qm")], check=True)
    return int(left > 0)


if __name__ == "__main__":
    sys.exit(main())
