"""Base forms and compound parts of Finnish words, where Voikko is installed: "lääkkeiden" is "lääke".

Without it the engine reads on by letter groups alone, a little less well, and says so once.
"""

import logging
import re
import threading
from collections.abc import Callable
from functools import cache
from typing import Any

log = logging.getLogger(__name__)

_PART = re.compile(r"\+?([^()+]+)\(")
_ANALYSES = 3  # of an ambiguous word; the later ones are rare
_MOST = 100_000  # words remembered
_LONGEST = 40  # letters of a word that is looked at

Lemmatiser = Callable[[str], tuple[str, ...]]


@cache
def load() -> Lemmatiser:
    """What tells the base forms of a word; nothing of any word where Voikko is missing."""
    try:
        import libvoikko  # noqa: PLC0415 - optional: a machine without it reads on

        voikko = libvoikko.Voikko("fi")
    # Its own error class lies in the module that may be missing, and a broken dictionary must not stop anything.
    except Exception as error:  # noqa: BLE001
        log.warning("voikko_missing", extra={"why": type(error).__name__})
        return _nothing
    return _remembering(voikko)


def _nothing(_word: str) -> tuple[str, ...]:
    return ()


def _remembering(voikko: Any) -> Lemmatiser:  # noqa: ANN401 - libvoikko has no types
    known: dict[str, tuple[str, ...]] = {}
    # Texts are read in several threads, a handle of Voikko is for one at a time, and ctypes lets others run meanwhile:
    # without this the process dies of a broken heap.
    asking = threading.Lock()

    def lemmas(word: str) -> tuple[str, ...]:
        found = known.get(word)
        if found is None:
            with asking:
                found = _of(voikko, word)
            if len(known) < _MOST:
                known[word] = found
        return found

    return lemmas


def _of(voikko: Any, word: str) -> tuple[str, ...]:  # noqa: ANN401
    if len(word) > _LONGEST or not word.isalpha():
        return ()
    said: dict[str, None] = {}
    for analysis in voikko.analyze(word)[:_ANALYSES]:
        if base := analysis.get("BASEFORM"):
            said[f"base {base.lower()}"] = None
        for part in _PART.findall(analysis.get("WORDBASES") or ""):
            said[f"part {part.lower()}"] = None
    return tuple(said)
