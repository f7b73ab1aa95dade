"""What the core says to the user: plain English, which the window can say in another language."""

from __future__ import annotations

from numbers import Number
from typing import Any, Self


class Sentence(str):
    """Words for the user: an English text, that remembers what it was put together from.

    Parameters
    ----------
    template : str
        Written out where it is said, because translations go by it; values stand in braces: ``"{name} is silent."``
    **values
        Numbers, names, and other sentences.

    Attributes
    ----------
    template : str
    values : dict
    """

    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, /, **values: Any) -> Self:
        made = super().__new__(cls, template.format(**values) if values else template)
        made.template = template
        # paths and the like are told as texts, in whatever process the sentence ends
        made.values = {k: v if isinstance(v, (str, Number)) else str(v) for k, v in values.items()}
        return made
