"""Personal identity codes in a text: where they stand, however they are written, and the text with them hidden.

A code of the usual shape (DDMMYY, sign, three digits, check character) is hidden even where it is mistyped (l, I or O
for a digit, too) or glued to a word. Written otherwise (over two lines, digit by digit, with dots or slashes, with a
blank or nothing for the sign) it counts only where its check character is right.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from stdnum.fi import hetu

from channels.seen import DASHES, MASK, TO_HYPHEN, as_seen

# Where digits stand close to one another: no code is without one, and a long text is soon looked through for them.
_WITH_DIGITS = re.compile(r"[0-9]++(?:[^0-9]{1,100}+[0-9]++)*+")
_LONGEST_CODE = 100  # characters, with all that is written between
_D, _NUMERIC = "[0-9OIL]", f"[0-9{MASK}]"
_FIRST = r"(?:[0-3]|(?<![^\W_])[OIL])"
_TO_DIGITS = str.maketrans("OIL", "011")
_GAP = r"[ \t\u00a0\u2009\u202f]?"
# Bounded on both sides, by another code if by nothing else; or in one piece, whatever it is glued to.
# The letters O, I and L are looked for too: a code mistyped so is no code, but it is still personal.
_USUAL = re.compile(
    rf"(?i)(?:(?<!{_NUMERIC})|(?<=[-+A-Z][0-9]{{4}}))[0-3OIL]{_D}{_GAP}[01OIL]{_D}{_GAP}{_D}{{2}}{_GAP}[-+YXWVUABCDEF{DASHES}]"
    rf"{_GAP}{_D}{{3}}{_GAP}[0-9A-Z](?:(?!\w)|(?=[0-9]{{6}}[-+A-Z]))"
)
_GLUED = re.compile(
    rf"(?i)(?:(?<!{_NUMERIC})|(?P<behind>(?<={MASK})|(?<=[-+A-Z ][0-9]{{4}})|(?<=(?<![0-9])[0-9]{{10}}))|(?P<run>))"
    rf"(?=(?P<all>{_FIRST}{_D}[01OIL]{_D}{{3}}(?P<sign>[-+YXWVUA-F]){_D}{{3}}(?P<check>[0-9A-Z]))"
    rf"(?P<more>[0-9](?![0-9]{{5}}[-+A-Z]))?)"
)
_WRAP = r"(?>[ \t]?\r?\n[>| \t]{0,3})?+"
_IN_DATE = r"[ \t]?[-./,:_ ]?[ \t]?"
_SPREAD = rf"{_FIRST}(?P<by>[ \t._-]{{1,2}}){_D}(?P=by)[01OIL](?P=by){_D}(?P=by){_D}(?P=by){_D}"
# Looked for at every place, since what only looks like a code may stand right before one.
_UNUSUAL = re.compile(
    rf"(?i)(?<!{_NUMERIC})(?<!{_NUMERIC}[.,/:-])(?=(?P<all>(?P<date>{_SPREAD}"
    rf"|(?:(?P<dd>{_FIRST}{_WRAP}{_D})(?P<gap>{_IN_DATE}){_WRAP}(?P<mm>[01OIL]{_WRAP}{_D})(?P=gap)"
    rf"|(?P<d>{_D}{{1,2}})\.[ ]?(?P<m>{_D}{{1,2}})\.[ ]?){_WRAP}(?P<hundreds>18|19|20)?(?P<yy>{_D}{_WRAP}{_D}))"
    r"(?P<between>[\W_]{0,6}|[\W_]{0,2}(?:[A-FU-Y]|(?:väli)?viiva|miinus|minus|streck|dash|hyphen)[\W_]{0,2}"
    r"|[ ](?:ja|och|and)(?:[ ](?:loppu|slutet))?[ ]|[ ,]{1,2}(?:loppu|loppuosa|tunnusosa|slutet)[: ]{1,2})"
    rf"(?P<number>{_D}(?P<in>[ \t]{{0,2}}){_WRAP}{_D}(?P=in){_WRAP}{_D})"
    rf"(?P<late>{_GAP}-?{_GAP}{_WRAP})(?P<check>[0-9A-FHJ-NPR-Y])))"
)
_CENTURY_LETTER = re.compile(r"(?<![^\W_])[A-FU-Y](?![^\W_])", re.IGNORECASE)
_SEPARATED = re.compile(r"[ \t]?(?:[-~]{1,2}|[A-FU-Y])[ \t]?(?:\r?\n[> \t]{0,3})?", re.IGNORECASE)
_SEPARATED_CLOSE = re.compile(r"(?:[-~]{1,2}|[A-FU-Y])(?:\r?\n[> \t]{0,3})?", re.IGNORECASE)
_PARTED = re.compile(r"[./,:_-]")
_NUMBER_BEFORE = re.compile(rf"{_NUMERIC}[ \t.,/-]{{1,2}}$")
_NUMBER_AFTER = re.compile(rf"[ \t.,/-]{{1,2}}{_NUMERIC}")
_NEXT_CODE = re.compile(r"[0-9]{6}[-+A-Z]", re.IGNORECASE)
_HUNDREDS = {"18": "+", "19": "-", "20": "A"}
_MOBILE_SHAPE = re.compile(r"0(?:4[0-9]|50)[0-9]{3}-[0-9]{4}")
_CENTURIES = {"+": 1800, **dict.fromkeys("-YXWVU", 1900), **dict.fromkeys("ABCDEF", 2000)}
_SEPARATOR_AT = 6
_CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityCode:
    """A personal identity code found in a text: canonical `code`, and where it stands in code points."""

    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """A text with its identity codes replaced by tokens.

    `codes` are the right ones, where they stood before. `hidden` is what the tokens stand for, the first for
    `[hetu-0001]` and so on, mistyped ones among them; give it back to mask another text with the same tokens.
    """

    text: str
    codes: tuple[IdentityCode, ...]
    hidden: tuple[str, ...]
    tokens: tuple["Token", ...]

    def before(self, start: int, end: int) -> tuple[int, int]:
        """Where that stood before which stands at *start* to *end* of `text` now; a code only as a whole."""
        first, last = start, end
        for token in self.tokens:
            if token.start >= end:
                break
            moved = token.stood_to - token.end
            first = start + moved if token.end <= start else min(first, token.stood_from)
            last = end + moved if token.end <= end else token.stood_to
        return first, last


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token in a masked text, and where its code stood before."""

    start: int
    end: int
    stood_from: int
    stood_to: int


def identity_codes(text: str) -> tuple[IdentityCode, ...]:
    """Every personal identity code in *text* whose check character is right, in order."""
    return tuple(found for found in _personal(text) if _is_right(found.code))


def mask_identity_codes(text: str, hidden: tuple[str, ...] = ()) -> Masked:
    """*text* with each distinct identity code as `[hetu-0001]`, `[hetu-0002]`, …; mistyped ones are hidden as well.

    *hidden* are the codes that already have a token, from an earlier text of the same contact.
    """
    numbers = {code: number for number, code in enumerate(hidden, start=1)}
    pieces: list[str] = []
    tokens: list[Token] = []
    end = length = 0
    personal = _personal(text)
    for found in personal:
        token = f"[hetu-{numbers.setdefault(found.code, len(numbers) + 1):04}]"
        start = length + found.start - end
        length = start + len(token)
        pieces += [text[end : found.start], token]
        tokens.append(Token(start=start, end=length, stood_from=found.start, stood_to=found.end))
        end = found.end
    return Masked(
        text="".join([*pieces, text[end:]]),
        codes=tuple(found for found in personal if _is_right(found.code)),
        hidden=tuple(numbers),
        tokens=tuple(tokens),
    )


def _personal(text: str) -> list[IdentityCode]:
    """What is to be hidden in *text*, in order, none in another; of two that overlap the right one."""
    seen, places = as_seen(text)
    read = [*_usual(seen), *_glued(seen), *_unusual(seen)]
    found = [IdentityCode(code=one.code, start=places(one.start)[0], end=places(one.end - 1)[1]) for one in read]
    # A soft hyphen is not seen, and yet some write it for the dash.
    found += _usual(text) if seen != text else ()
    right = {code for code in {one.code for one in found} if _is_right(code)}
    kept: list[IdentityCode] = []
    for one in sorted(found, key=lambda one: (one.start, one.code not in right)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif one.code in right and kept[-1].code not in right:
            kept[-1] = one
    return kept


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Every match of *pattern* near a digit."""
    for digits in _WITH_DIGITS.finditer(text):
        first, last = digits.start() - _LONGEST_CODE // 2, digits.end() + _LONGEST_CODE // 2
        yield from pattern.finditer(text, max(0, first), last)


def _usual(text: str) -> Iterator[IdentityCode]:
    for match in _matches(_USUAL, text):
        code = re.sub(r"\s", "", match[0]).translate(TO_HYPHEN).upper()
        if _is_personal(code):
            yield IdentityCode(code=code, start=match.start(), end=match.end())


def _glued(text: str) -> Iterator[IdentityCode]:
    for match in _matches(_GLUED, text):
        code, check, signed = match["all"].upper(), match["check"], match["sign"] in "-+"
        # Letters and digits in one piece, with no sign, are most often no code at all.
        lettered, alone = signed and check.isalpha(), match["run"] is None and match["more"] is None
        usual = signed and (check.isupper() or (check.isdigit() and match["behind"] is None))
        if (lettered or (alone and (signed or check.isupper()))) and (usual or _fits(code)) and _is_personal(code):
            yield IdentityCode(code=code, start=match.start("all"), end=match.end("all"))


def _unusual(text: str) -> Iterator[IdentityCode]:
    for match in _matches(_UNUSUAL, text):
        dd, d, mm, m, yy, whole, number, check = match.group("dd", "d", "mm", "m", "yy", "date", "number", "check")
        day = f"{dd or d.zfill(2)}{mm or m.zfill(2)}{yy}" if yy else whole
        digits = "".join(filter(str.isalnum, day + number))
        if _CHECKS[int(digits.upper().translate(_TO_DIGITS)) % 31] != check.upper():
            continue
        code = f"{digits[:_SEPARATOR_AT]}{_sign(match)}{digits[_SEPARATOR_AT:]}{check}".upper()
        shows = _lettered if check.isalpha() else _numbered
        if shows(match) and _stands_apart(match) and _fits(code):
            yield IdentityCode(code=code, start=match.start("all"), end=match.end("all"))


def _sign(match: re.Match[str]) -> str:
    """The sign of the century: as written, else by the year, else that of most who are living."""
    between = match["between"]
    if letter := _CENTURY_LETTER.search(between):
        return letter[0]
    return _HUNDREDS.get(match["hundreds"] or "", "+" if "+" in between and "-" not in between else "-")


def _stands_apart(match: re.Match[str]) -> bool:
    """Whether no word or number goes on right before or after, or a sign shows nevertheless that this is a code."""
    start, end = match.span("all")
    text, capital, close = match.string, match["check"].isupper(), bool(_SEPARATED_CLOSE.fullmatch(match["between"]))
    if text[end : end + 1].isalnum() and not _NEXT_CODE.match(text, end):
        return close and capital and not match["late"]
    return capital or close or not text[start - 1 : start].isalnum()


def _lettered(match: re.Match[str]) -> bool:
    """Whether what ends with the right letter is a code, and no date with a sum behind it: "22.11.26, 125e"."""
    between, late, capital = match["between"], match["late"], match["check"].isupper()
    breaks = (match["date"] + match["number"] + late).count("\n")
    if _PARTED.search(match["date"]):
        return capital or (not late and bool(_SEPARATED_CLOSE.fullmatch(between)))
    if _SEPARATED.fullmatch(between) or not (late or match["in"] or breaks):
        return True
    # A telephone number may stand before somebody's initial.
    follows = _NUMBER_BEFORE.search(match.string, max(0, match.start() - 3), match.start())
    phone = match["date"][0] == "0" and (match["by"] is not None or not between or breaks > 0)
    return capital and breaks <= 1 and not follows and not phone


def _numbered(match: re.Match[str]) -> bool:
    """Whether what ends with the right digit is a code, and no telephone number, time or reference."""
    text, start, end, late = match.string, match.start("all"), match.end("all"), match["late"]
    if _NUMBER_BEFORE.search(text, max(0, start - 3), start) or _NUMBER_AFTER.match(text, end):
        return False
    if late != match["in"] and ("-" in late or "\n" not in late):
        return False
    if _PARTED.search(match["date"]) or match["hundreds"]:
        # "1.2.2026-0830" is a time of day.
        return bool(_SEPARATED_CLOSE.fullmatch(match["between"])) and match["hundreds"] != "20"
    if _SEPARATED.fullmatch(match["between"]):
        return True
    # No telephone number of ours begins with another digit than 0.
    return not match["date"].startswith("0") and bool(re.fullmatch(rf"[0-9]{{6}}{_GAP}[0-9]{{4}}", match["all"]))


def _is_right(code: str) -> bool:
    return bool(hetu.is_valid(code, allow_temporary=True))


def _fits(code: str) -> bool:
    return _is_right(code[:-1].translate(_TO_DIGITS) + code[-1])


def _is_personal(code: str) -> bool:
    """Whether *code* has a valid date and is not a mobile number written in two halves (040123-4567)."""
    if _is_right(code):
        return True
    digits = code.translate(_TO_DIGITS)
    try:
        date(_CENTURIES[code[_SEPARATOR_AT]] + int(digits[4:_SEPARATOR_AT]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return False
    return not _MOBILE_SHAPE.fullmatch(code)
