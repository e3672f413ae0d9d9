"""Frames: words that tell that an emergency pattern was met but nothing is happening now.

A frame holds for a match only if it holds for every part that tells of something, only near its own marker, and never
where the same clause says that it is now or the same sentence that it has come back. The past reaches on through its
sentence, but not over a clause that is told in the present: "leikattiin viime vuonna, eikä nyt hengitä"; and not back
to one: "ei hengitä viime vuonna oli infarkti".
"""

import tomllib
from bisect import bisect_left
from dataclasses import dataclass

from nlu.folding import Token, fold
from nlu.layout import Endings, Layout, Likened, Years, divide
from nlu.stems import Hit

_BESIDE = 6  # words between a naming word and what says that it is now
_ABOUT = 6  # words on either side that tell the language of a word
_LISTED = "listed"
_DOER = "doer"
_PAST = "past"
_SCENE = "scene"
_SUPPOSING = " supposing"
_NOT_SO = "not_so"
_AND_MORE = "and_more"
_LATER = ("after", "ended", "ended here")
_NOW = ("present", "again", "at_hand")
_LIVE = (*_NOW, "going_on", "finnish_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One kind of surrounding: its code, how far it reaches, the words that make it."""

    code: str
    reach: str  # as frames.toml tells
    default: bool
    before: bool
    always: bool  # holds for patterns too that name the frames which may hold for them
    questions: bool  # holds for a verb that is itself a question
    supposed: bool  # it is asked about: no more, where the writer sees it now
    not_for: frozenset[str]  # flags of patterns that it never holds for
    markers: tuple[str, ...]
    supposing: tuple[str, ...]  # markers that hold for what is told now only across a word as "where"


class Frames:
    """All frames, ready to be laid over a text."""

    def __init__(
        self,
        frames: tuple[Frame, ...],
        live: dict[str, tuple[str, ...]],
        years: Years,
        likened: Likened,
        endings: dict[str, Endings],
        english: frozenset[str],
    ) -> None:
        self._frames = frames
        self._english = english
        self._years = years
        self._likened = likened
        self._endings = endings
        self._about_times = {frame.code for frame in frames if frame.reach in {"told", _SCENE, "ended", "ended here"}}
        self._lists = {frame.code for frame in frames if frame.reach == _LISTED}
        self._kinds: dict[int, list[str]] = {}
        stems: dict[str, int] = {}
        sources = [*live.items(), *((frame.code, frame.markers) for frame in frames)]
        sources += [(frame.code + _SUPPOSING, frame.supposing) for frame in frames]
        for kind, members in sources:
            for stem in members:
                self._kinds.setdefault(stems.setdefault(stem, len(stems)), []).append(kind)
        self.stems = tuple(stems)  # whoever looks for them numbers them so

    @classmethod
    def from_toml(cls, text: str) -> "Frames":
        """The frames as written in frames.toml."""
        data = tomllib.loads(text)
        frames = tuple(
            Frame(
                code=one["code"],
                reach=one["reach"],
                default=one["default"],
                before=one.get("before", False),
                always=one.get("always", False),
                questions=one.get("questions", False),
                supposed=one.get("supposed", False),
                not_for=frozenset(one.get("not_for", ())),
                markers=tuple(one["markers"]),
                supposing=tuple(one.get("supposing", ())),
            )
            for one in data["frame"]
        )
        live = {kind: tuple(data[kind]) for kind in _LIVE}
        denial = data["denied_after"]
        live[_NOT_SO] = (*denial["whole"], *(f"{word} {no}" for word in denial["words"] for no in denial["then"]))
        live[_AND_MORE] = tuple(f"{said} ={only}" for said in live[_NOT_SO] for only in denial["unless"])
        endings = {kind: Endings.from_toml(one) for kind, one in data["ends"].items()}
        years = Years(
            first=data["first_past_year"],
            last=data["last_past_year"],
            born=tuple(map(fold, data["born"])),
            born_short=frozenset(map(fold, data["born_short"])),
            counting=frozenset(map(fold, data["counting"])),
        )
        likened = Likened(**{name: frozenset(map(fold, words)) for name, words in data["likened"].items()})
        return cls(frames, live, years, likened, endings, frozenset(data["english"]))

    def lay_out(self, text: str, tokens: list[Token], hits: list[Hit]) -> Layout:
        """Where clauses and sentences begin, and where markers stand, from *hits* in the order of their first words."""
        layout = divide(text, tokens)
        for hit in hits:
            for kind in self._kinds.get(hit.stem, ()):
                self._mark(kind, hit, layout, tokens)
            if self._endings["asking"].fit(tokens[hit.last].form):
                layout.questions.add(hit.first)
        past = layout.marks.setdefault(_PAST, [])
        past.extend(
            word
            for word in range(len(tokens))
            if self._years.is_past(word, tokens) and not self._likened.is_before(word, tokens)
        )
        past.sort()
        ages = [word for word in range(len(tokens)) if self._years.tells_age(word, tokens)]
        layout.after_age = {self._years.after_counting(word + 1, tokens) for word in ages}
        self._tell_times(layout, tokens)
        return layout

    def _tell_times(self, layout: Layout, tokens: list[Token]) -> None:
        """Mark the verbs of the present and of the past by how they end, where a frame asks for it."""
        if not any(layout.marks.get(code) or layout.marks.get(code + _SUPPOSING) for code in self._about_times):
            return
        distinct = {token.form for token in tokens}
        now, past = ({form for form in distinct if self._endings[kind].fit(form)} for kind in ("present", "past"))
        verbs = [word for word, token in enumerate(tokens) if token.form in now]
        layout.told_now.update(layout.clause[word] for word in verbs)
        layout.going_on = sorted({*layout.going_on, *verbs})
        layout.gone_by = [word for word, token in enumerate(tokens) if token.form in past]

    def _mark(self, kind: str, hit: Hit, layout: Layout, tokens: list[Token]) -> None:
        if kind in _NOW:
            _mark_now(kind, hit, layout)
        elif kind in {_NOT_SO, _AND_MORE}:
            if layout.clause[hit.first] == layout.clause[hit.last]:
                (layout.not_so if kind == _NOT_SO else layout.and_more).add(hit.first)
        elif kind in {"going_on", "finnish_on"}:
            self._mark_verb(kind, hit, layout, tokens)
        elif kind not in self._lists or hit.last in layout.colons:
            self._mark_frame(kind, hit, layout, tokens)

    def _mark_verb(self, kind: str, hit: Hit, layout: Layout, tokens: list[Token]) -> None:
        if kind == "finnish_on":
            if self._in_english(hit.first, tokens):
                return
            if self._endings["been"].fit(_form(tokens, hit.last + 1)):
                layout.perfect.add(hit.first)
        layout.going_on.append(hit.first)
        layout.told_now.add(layout.clause[hit.first])

    def _mark_frame(self, kind: str, hit: Hit, layout: Layout, tokens: list[Token]) -> None:
        if kind == _PAST and self._likened.is_before(hit.first, tokens):
            return
        if not self._years.is_of_birth(hit.last, tokens):
            layout.marks.setdefault(kind, []).append(hit.first)
            layout.touched.update((kind, word) for word in range(hit.first + 1, hit.last + 2))

    def _in_english(self, word: int, tokens: list[Token]) -> bool:
        return any(token.form in self._english for token in tokens[max(word - _ABOUT, 0) : word + _ABOUT])

    def denied(self, hits: list[Hit], layout: Layout) -> frozenset[int]:
        """The words at which *hits* begin of which the writer says that it is not so."""
        touching = {frame.code for frame in self._frames if frame.reach == "touching"}
        words = {word for code, word in layout.touched if code in touching}
        begin = {hit.first for hit in hits}
        return frozenset(word for word in begin & words if _same_clause(word, layout)) | (
            begin & (layout.not_so - layout.and_more)
        )

    def holding(self, hits: tuple[Hit, ...], layout: Layout, allowed: tuple[str, ...] | None, flag: str) -> str | None:
        """The code of the frame that holds for every one of *hits*, of a pattern with *flag*, or None."""
        for frame in self._frames:
            if not (frame.always or (frame.default if allowed is None else frame.code in allowed)):
                continue
            if flag not in frame.not_for and all(self._holds(frame, hit, layout) for hit in hits):
                return frame.code
        return None

    def _holds(self, frame: Frame, hit: Hit, layout: Layout) -> bool:
        if frame.reach != _DOER:
            return _holds(frame, hit, layout)
        last = {one.code: layout.last_before(one.code, hit) for one in self._frames if one.reach == _DOER}
        return last[frame.code] > max(place for code, place in last.items() if code != frame.code)


def _mark_now(kind: str, hit: Hit, layout: Layout) -> None:
    sentence = layout.sentence[hit.first]
    if kind == "present":
        layout.present.add(layout.clause[hit.first])
    elif kind == "again":
        layout.again.add(sentence)
    else:
        layout.at_hand.update(range(sentence - 1, layout.sentence[hit.last] + 2))


def _holds(frame: Frame, hit: Hit, layout: Layout) -> bool:
    if frame.reach == "touching":
        return _touched(frame.code, hit, layout)
    if frame.questions and hit.first in layout.questions:
        return True
    sentence = layout.sentence[hit.first]
    if sentence in layout.again or (frame.supposed and sentence in layout.at_hand):
        return False
    if frame.reach in _LATER:
        return _said_later(frame, hit, layout)
    if frame.reach == "unless":
        return not (_is_beside(frame.code, hit, layout) or _is_all(hit, layout))
    return layout.clause[hit.first] not in layout.present and _reaches(frame, hit, layout)


def _is_beside(code: str, hit: Hit, layout: Layout) -> bool:
    return any(
        abs(place - hit.first) <= _BESIDE and layout.sentence[place] == layout.sentence[hit.first]
        for place in layout.near(code, hit.first)
    )


def _is_all(hit: Hit, layout: Layout) -> bool:
    """Whether a text says only of whom it speaks and then *hit*: "isä -38, sydänkohtaus"."""
    return hit.first in layout.after_age and hit.last == len(layout.clause) - 1


def _reaches(frame: Frame, hit: Hit, layout: Layout) -> bool:
    if frame.reach == _LISTED:
        return _is_listed(frame.code, hit, layout)
    told, clause = frame.reach == "told", layout.clause[hit.first]
    wide = frame.reach == "sentence" or (frame.reach in {"told", _SCENE} and clause not in layout.told_now)
    wide = wide or (frame.reach == _SCENE and clause in layout.hanging)
    parts = layout.sentence if wide else layout.clause
    supposing = [
        place
        for place in layout.near(frame.code + _SUPPOSING, hit.first)
        if layout.hangs_between(place, hit) or (layout.clause[place] == clause and clause not in layout.told_now)
    ]
    near = [*layout.near(frame.code, hit.first), *supposing]
    places = [place for place in near if parts[place] == parts[hit.first]]
    if told:
        places = [place for place in places if not _is_of_another_clause(place, hit, layout)]
    return any(place < hit.first or not frame.before for place in places)


def _is_of_another_clause(marker: int, hit: Hit, layout: Layout) -> bool:
    """Whether *marker* of the past tells of something else than *hit*, though nothing but the words parts them."""
    if marker < hit.first:
        return layout.turns_to_now(marker, hit)
    return marker > hit.last and (layout.is_told_now(hit) or layout.begins_anew(marker, hit))


def _touched(code: str, hit: Hit, layout: Layout) -> bool:
    return (code, hit.first) in layout.touched and _same_clause(hit.first, layout)


def _is_listed(code: str, hit: Hit, layout: Layout) -> bool:
    """Whether the same sentence, over however many lines, lists *hit* after a marker and its colon."""
    places = layout.marks.get(code, [])
    at = bisect_left(places, hit.first)
    return at > 0 and layout.full_sentence[places[at - 1]] == layout.full_sentence[hit.first]


def _same_clause(word: int, layout: Layout) -> bool:
    """Whether the word before *word* is of the same clause."""
    return layout.clause[word - 1] == layout.clause[word]


def _said_later(frame: Frame, hit: Hit, layout: Layout) -> bool:
    """Whether a marker follows, in this sentence or the next, and nothing has come back."""
    sentence, clause = layout.sentence[hit.last], layout.clause[hit.first]
    if sentence + 1 in layout.again:
        return False
    if frame.reach != "after" and (
        clause in layout.present or clause in layout.told_now or not layout.is_told_past(hit)
    ):
        return False
    places = layout.marks.get(frame.code, [])
    at = bisect_left(places, hit.last + 1)
    if at == len(places) or layout.paragraph[places[at]] != layout.paragraph[hit.last]:
        return False
    return layout.sentence[places[at]] <= sentence + (frame.reach != "ended here")


def _form(tokens: list[Token], word: int) -> str:
    return tokens[word].form if word < len(tokens) else ""
