"""Where the clauses and sentences of a text begin and end, and what is marked in them. The frames are laid over it."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from nlu.folding import Token, fold
from nlu.stems import Hit

_SENTENCE_END = re.compile(r"[.!?\n]")
# Not where somebody hesitates ("hän ei... herää"), nor where a line was broken.
_FULL_STOP = re.compile(r"(?<!\.)[.!?][\"'”’»)]*\s|\n\s*\n")
_EMPTY_LINE = re.compile(r"\n\s*\n")
_CLAUSE_END = re.compile(r"[.,;:!?\n()–—]")
_CLAUSE_WORDS = frozenset({"mutta", "mut", "muttei", "vaan", "ja", "seka", "men", "och", "but", "and", "so"})
_HANGING = frozenset({
    "jossa", "jolloin", "missa", "etta", "kun", "jos", "miten", "mihin", "mita", "kuka", "milloin", "minne", "kenelle",
    "dar", "nar", "om", "hur", "att", "som", "vart", "vad", "vem",
    "where", "when", "if", "how", "that", "who", "what", "whether", "which",
})  # fmt: skip  # a clause that begins with one of these belongs to the one before
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_DIGITS = 4
_IN_NUMBERS = frozenset({".", ","})  # ends nothing between two digits: 2.8, 39,5
_AGE_DIGITS = 2
_BIRTH = 4  # words between a word of birth and its year
_BEFORE = 3  # words between a verb in the present and what it tells: "hon vaknar bara inte"
_NEAR = 14  # words between a marker and the words it speaks of: in speech without full stops a clause has no end


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """Which numbers are years in which something may have happened: none of birth, and no time of day."""

    first: int
    last: int
    born: tuple[str, ...]
    born_short: frozenset[str]
    counting: frozenset[str]

    def is_past(self, word: int, tokens: list[Token]) -> bool:
        """Whether *word* is a year gone by in which something happened."""
        form = tokens[word].form
        return _is_year(form) and self.first <= int(form) <= self.last and not self.is_of_birth(word, tokens)

    def tells_age(self, word: int, tokens: list[Token]) -> bool:
        """Whether *word* is a number that tells how old somebody is: 84, -38, 1938."""
        form = tokens[word].form
        if not form.isdecimal():
            return False
        if len(form) == _AGE_DIGITS:
            return True
        return _is_year(form) and (int(form) < self.first or self.is_of_birth(word, tokens))

    def after_counting(self, word: int, tokens: list[Token]) -> int:
        """The first word from *word* on that does not only tell what a number counts: years, born."""
        while word < len(tokens) and (tokens[word].form in self.counting or tokens[word].form.startswith(self.born)):
            word += 1
        return word

    def is_of_birth(self, word: int, tokens: list[Token]) -> bool:
        """Whether *word* is a number of four digits that tells when somebody was born, or the time of day."""
        if not _is_year(tokens[word].form):
            return False
        if word + 1 < len(tokens) and tokens[word + 1].form.startswith(self.born):
            return True
        counted = True  # whether only what belongs to a date has stood between
        for token in reversed(tokens[max(word - _BIRTH, 0) : word]):
            if _is_year(token.form):
                return False
            if token.form.startswith(self.born) or (counted and token.form in self.born_short):
                return True
            counted = counted and (token.form.isdecimal() or token.form in self.counting)
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Likened:
    """The words by which what is now is likened to what was: "as in 2019"."""

    words: frozenset[str]
    between: frozenset[str]
    doubtful: frozenset[str]
    after: frozenset[str]
    never_after: frozenset[str]

    def is_before(self, word: int, tokens: list[Token]) -> bool:
        """Whether something is likened to what begins at *word*."""
        at = word - 1
        if at > 0 and tokens[at].form in self.between:
            at -= 1
        if at < 0:
            return False
        said, before = tokens[at].form, tokens[at - 1].form if at else ""
        return before not in self.never_after and (
            said in self.words or (said in self.doubtful and before in self.after)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Endings:
    """How words of one kind end, those that are of it however they end, and those that only end like one."""

    endings: tuple[str, ...]
    words: frozenset[str]
    other_endings: tuple[str, ...]
    other_words: frozenset[str]

    @classmethod
    def from_toml(cls, data: dict[str, list[str]]) -> "Endings":
        """As written in frames.toml."""
        others = data["others"]
        return cls(
            endings=tuple(map(fold, data["endings"])),
            words=frozenset(map(fold, data.get("words", ()))),
            other_endings=tuple(fold(one) for one in others if not one.startswith("=")),
            other_words=frozenset(fold(one.removeprefix("=")) for one in others),
        )

    def fit(self, form: str) -> bool:
        """Whether the word *form* is of this kind."""
        if form in self.words:
            return True
        return form.endswith(self.endings) and not form.endswith(self.other_endings) and form not in self.other_words


@dataclass(slots=True)
class Layout:
    """The clauses and sentences of one text, by word, and where the markers stand."""

    clause: list[int]
    sentence: list[int]
    full_sentence: list[int]  # as `sentence`, but the end of a line alone ends none
    paragraph: list[int]
    colons: set[int]  # words right before a colon
    present: set[int] = field(default_factory=set)  # clauses
    going_on: list[int] = field(default_factory=list)  # words that are verbs in the present
    told_now: set[int] = field(default_factory=set)  # clauses with one
    hanging: set[int] = field(default_factory=set)  # clauses that belong to the one before: "where", "that"
    hangs: list[int] = field(default_factory=list)  # words that begin such a clause, wherever they stand
    perfect: set[int] = field(default_factory=set)  # words of `going_on` that tell what has been: "on kaatunut"
    gone_by: list[int] = field(default_factory=list)  # words that are verbs in the past
    at_hand: set[int] = field(default_factory=set)  # sentences that tell that the writer sees it now
    again: set[int] = field(default_factory=set)  # sentences
    marks: dict[str, list[int]] = field(default_factory=dict)  # frame → words at which its markers begin, in order
    not_so: set[int] = field(default_factory=set)  # words of which it is said right after them that it is not so
    and_more: set[int] = field(default_factory=set)  # words of which it is said that they are so and more is
    after_age: set[int] = field(default_factory=set)  # words right after the age of somebody
    questions: set[int] = field(default_factory=set)  # verbs that ask whether it is so: "huutaako"
    touched: set[tuple[str, int]] = field(default_factory=set)  # frame, word inside or right after one of its markers

    def near(self, kind: str, word: int) -> list[int]:
        """The markers of *kind* nearest to *word* on either side, near enough to speak of it."""
        places = self.marks.get(kind, [])
        at = bisect_left(places, word)
        return [place for place in places[max(at - 1, 0) : at + 1] if abs(place - word) <= _NEAR]

    def last_before(self, kind: str, hit: Hit) -> int:
        """The last marker of *kind* in the clause of *hit* up to its end; -1 where there is none."""
        places = self.marks.get(kind, [])
        at = bisect_left(places, hit.last + 1) - 1
        return places[at] if at >= 0 and self.clause[places[at]] == self.clause[hit.first] else -1

    def hangs_between(self, marker: int, hit: Hit) -> bool:
        """Whether a word between *marker* and *hit* makes what follows depend on it: "where", "when"."""
        at = bisect_left(self.hangs, marker + 1)
        return at < len(self.hangs) and self.hangs[at] < hit.first

    def turns_to_now(self, marker: int, hit: Hit) -> bool:
        """Whether a verb in the present follows *marker* up to *hit*: "viime vuonna muutimme mummo on lattialla"."""
        at = bisect_left(self.going_on, marker + 1)
        return at < len(self.going_on) and self.going_on[at] <= hit.last

    def is_told_now(self, hit: Hit) -> bool:
        """Whether a verb in the present stands in *hit*, or right before it in its clause: "isä ei herää"."""
        begin = bisect_left(self.going_on, hit.first - _BEFORE)
        verbs = self.going_on[begin : bisect_left(self.going_on, hit.last + 1)]
        return any(self.clause[verb] == self.clause[hit.first] and verb not in self.perfect for verb in verbs)

    def is_told_past(self, hit: Hit) -> bool:
        """Whether a verb in the past stands near *hit* in its clause."""
        return any(self.clause[verb] == self.clause[hit.first] for verb in self._gone_by(hit.first, hit.last))

    def begins_anew(self, marker: int, hit: Hit) -> bool:
        """Whether a verb in the past goes with *marker*, after *hit*, and none with *hit*: "savua viime vuonna oli"."""
        mine, other = self.clause[hit.first], self.clause[marker]
        since = marker if mine == other else hit.last
        verbs = self._gone_by(hit.first, marker)
        return any(self.clause[verb] == other and verb > since for verb in verbs) and not any(
            self.clause[verb] == mine and verb < marker for verb in verbs
        )

    def _gone_by(self, first: int, last: int) -> list[int]:
        return self.gone_by[bisect_left(self.gone_by, first - _NEAR) : bisect_left(self.gone_by, last + _NEAR)]


def divide(text: str, tokens: list[Token]) -> Layout:
    """The clauses and sentences of *text*."""
    clause = sentence = full = paragraph = 0
    clauses: list[int] = []
    sentences: list[int] = []
    full_sentences: list[int] = []
    paragraphs: list[int] = []
    colons: set[int] = set()
    hanging: set[int] = set()
    end = 0
    for token in tokens:
        between = text[end : token.start]
        plain = between == " " or (between in _IN_NUMBERS and _is_number(text[end - 1], text[token.start]))
        if not plain and _SENTENCE_END.search(between):
            sentence += 1
            full += _FULL_STOP.search(between) is not None
            paragraph += _EMPTY_LINE.search(between) is not None
        if ":" in between:
            colons.add(len(clauses) - 1)
        if token.form in _CLAUSE_WORDS or (not plain and _CLAUSE_END.search(between)):
            clause += 1
            if token.form in _HANGING:
                hanging.add(clause)
        clauses.append(clause)
        sentences.append(sentence)
        full_sentences.append(full)
        paragraphs.append(paragraph)
        end = token.end
    hangs = [word for word, token in enumerate(tokens) if token.form in _HANGING]
    return Layout(clauses, sentences, full_sentences, paragraphs, colons, hanging=hanging, hangs=hangs)


def _is_number(before: str, after: str) -> bool:
    return before.isdecimal() and after.isdecimal()


def _is_year(form: str) -> bool:
    return len(form) == _YEAR_DIGITS and _YEAR.fullmatch(form) is not None
