"""What the core says, in the language of the window.

`build_scripts/translations.py` collects the templates of all `Sentence`s and known errors in this context.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from spotgui.errors import SpotguiError
from spotgui.sentences import Sentence

CONTEXT = "core"


def translated(text: str) -> str:
    """A sentence of the core in the language of the window; other texts as they are."""
    if not isinstance(text, Sentence) or not text:
        return text
    template = QCoreApplication.translate(CONTEXT, text.template)
    if not text.values:
        return template
    return template.format(**{name: _value(value) for name, value in text.values.items()})


def told(problem: SpotguiError) -> str:
    """What happened and what to do about it."""
    return f"{translated(problem.message)} {translated(problem.action)}".rstrip()


def _value(value: object) -> object:
    return translated(value) if isinstance(value, Sentence) else value
