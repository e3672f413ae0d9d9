"""The parts of a text that the danger detector looks at one by one, so that nothing around them can water them down.

A part is a range of numbers of words: what stands between two of them belongs to it.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from nlu.folding import Token

WINDOW = 60  # words
_STEP = 30
_POINT = 15  # words that are shown of a window
_POINT_STEP = 8
_LINE_ENDS = re.compile(r"\n")
_BLOCK_ENDS = re.compile(r"\n[^\S\n]*\n")
_SENTENCE_ENDS = re.compile(r"[.!?\n]")
_SAYS_SOMETHING = 3  # words; of fewer nothing is made by themselves
MOST = 400  # windows of one text: the first and the last of a longer one


def windows(text: str, tokens: list[Token]) -> list[range]:
    """What stands between empty lines, and each line of it, in order: a program may have broken the lines.

    What has more than sixty words is cut into stretches. More paragraphs only add windows, so they cannot make a text
    less urgent, up to 400 of them. Of a longer text the first and the last two hundred are looked at.
    """
    blocks = _parted(text, tokens, range(len(tokens)), _BLOCK_ENDS)
    wholes = [whole for block in blocks for whole in (block, *_parted(text, tokens, block, _LINE_ENDS))]
    return _bounded({part for whole in wholes for part in _stretches(whole, WINDOW, _STEP)})


def lone_sentences(text: str, tokens: list[Token]) -> list[range]:
    """Each sentence that says something, in order: one in a friendly block may say it all. Bounded as windows are."""
    said = [one for one in sentences(text, tokens) if len(one) >= _SAYS_SOMETHING]
    return _bounded({part for one in said for part in _stretches(one, WINDOW, _STEP)})


def _bounded(parts: set[range]) -> list[range]:
    each = sorted(parts, key=lambda part: (part.start, part.stop))
    return each if len(each) <= MOST else [*each[: MOST // 2], *each[-MOST // 2 :]]


def points(text: str, tokens: list[Token], window: range) -> list[range]:
    """The sentences of a *window*, and each stretch of fifteen words in longer ones: one of them says what it is."""
    said = _parted(text, tokens, window, _SENTENCE_ENDS)
    return [part for sentence in said for part in _stretches(sentence, _POINT, _POINT_STEP)]


def sentences(text: str, tokens: list[Token]) -> list[range]:
    """The sentences of *text*, as far as signs tell them apart."""
    return list(_parted(text, tokens, range(len(tokens)), _SENTENCE_ENDS))


def _parted(text: str, tokens: list[Token], part: range, between: re.Pattern[str]) -> Iterator[range]:
    start = part.start
    for one, other in pairwise(part):
        if between.search(text, tokens[one].end, tokens[other].start):
            yield range(start, other)
            start = other
    if part:
        yield range(start, part.stop)


def _stretches(words: range, most: int, step: int) -> Iterator[range]:
    for start in range(0, max(len(words) - (most - step), 1), step):
        yield words[start : start + most]
