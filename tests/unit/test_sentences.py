from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np

from spotgui.errors import DiskFullError, SpotguiError
from spotgui.sentences import Sentence


def test_it_is_its_english_text() -> None:
    said = Sentence("{name} has {tracks:,} tracks.", name=Path("/a/b"), tracks=1_000)
    assert said == "/a/b has 1,000 tracks."
    assert said.template == "{name} has {tracks:,} tracks."
    assert said.values == {"name": "/a/b", "tracks": 1_000}


def test_braces_of_a_name_do_no_harm() -> None:
    assert Sentence("{name} is silent.", name="{x}.wav") == "{x}.wav is silent."
    assert Sentence("a {b} c") == "a {b} c"


def test_it_comes_whole_out_of_another_process() -> None:
    said = Sentence("Only {share:.0%} of {what}.", share=np.float32(0.25), what=Sentence("the {n} codes", n=4))
    back = pickle.loads(pickle.dumps(said))
    assert back == said == "Only 25% of the 4 codes."
    assert (back.template, back.values) == (said.template, said.values)
    assert isinstance(back.values["what"], Sentence)


def test_an_error_says_both_of_its_sentences_with_the_same_values() -> None:
    problem = DiskFullError("The disk with {folder} is full.", "Make room in {folder}.", folder=Path("/x"))
    back = pickle.loads(pickle.dumps(problem))
    for one in (problem, back):
        assert isinstance(one, DiskFullError)
        assert str(one) == "The disk with /x is full. Make room in /x."
        assert one.message.template == "The disk with {folder} is full."
        assert one.action.values == {"folder": "/x"}


def test_an_error_takes_a_sentence_as_it_is() -> None:
    said = Sentence("{n} onsets.", n=3)
    assert SpotguiError(said).message is said
    assert str(SpotguiError("Only words {like these}.")) == "Only words {like these}."
