"""Where in a text a mail program put older messages: the lines that introduce them, as people's programs write."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

_DAY = r"(?:\d{1,4}[./-]\s?\d{1,2}|\d{1,2}\.?\s+[^\W\d]{3,12}|[^\W\d]{3,12}\.?\s+\d{1,2})"
_A_DAY = re.compile(_DAY)
_WROTE = r"(?:kirjoitti|skrev|wrote|schrieb|a écrit)"
_COLONS_IN_TIMES = r"(?:[^:]|(?<=\d):(?=\d)){0,200}"
_ATTRIBUTION = re.compile(
    rf"(?:(?=.*{_DAY}).{{0,300}}?\b{_WROTE}\b{_COLONS_IN_TIMES}:|{_WROTE}\s.{{0,100}}{_DAY}.{{0,100}}:)\s*",
    re.IGNORECASE,
)
# An hour and minutes, and no day of a month: "9.14", "09:14:22".
_TIME = re.compile(r"(?<![\d.:/-])(?:[01]?\d|2[0-3])[.:][0-5]\d(?![\d/-]|\.(?!\d\d(?!\d)))")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ATTRIBUTION_END = re.compile(r":\s*$")
_MOST_ATTRIBUTION_LINES = 4

_LABELS = {
    "from": r"lähettäjä|från|from|avsändare|von|saatja|от",
    "sent": r"lähetetty|lähetyspäivä|päivämäärä|päiväys|pvm|skickat|sent|date|datum|gesendet|saadetud|kuupäev|"
    r"отправлено|дата",
    "to": r"vastaanottaja|vastaanottajat|till|to|mottagare|an|adressaat|saaja|кому",
    "cc": r"kopio|kopia|cc|koopia|копия",
    "subject": r"aihe|otsikko|ämne|rubrik|subject|re|betreff|teema|тема",
}
_LABEL = re.compile(
    "|".join(rf"(?P<{name}>[ *>]*(?:{words})\s?\*?\s?:\*?)" for name, words in _LABELS.items()), re.IGNORECASE
)
# A field of a header that is none of these: "Tärkeys: Suuri", "Attachments: list.pdf".
_FIELD = re.compile(r"[ *>]*[^\W\d_][\w -]{0,24}\*?:\*?\s\s?\S")
_FEWEST_LABELS = 3
_MOST_HEADER_LINES = 12

_ORIGINAL = re.compile(
    r"[-_ ]{2,}(?:alkuperäinen viesti|ursprungligt meddelande|originalmeddelande|original message|"
    r"reply message|vastausviesti)[-_ ]{2,}",
    re.IGNORECASE,
)
_FORWARD = re.compile(
    r"[-_ ]{2,}(?:välitetty viesti|edelleenlähetetty viesti|alkuperäinen välitetty viesti|"
    r"vidarebefordrat meddelande|vidarebefordrat brev|forwarded message|forwarded by .{0,80})[-_ ]{0,}|"
    r"(?:begin forwarded message|välitetty viesti alkaa|välitetty viesti|vidarebefordrat brev|"
    r"alkuperäinen viesti välitetty):?",
    re.IGNORECASE,
)
_RULE = re.compile(r"[_\-=*]{8,}")
_ADDRESS = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_BRACKETED = re.compile(r"<\s?[^\s<>@:]{1,64}@[^\s<>@]{1,200}\s?>")
# Without any date: "Advice <advice@x.example> wrote:", and as Horde writes it, "Quoting Advice <advice@x.example>:".
_UNDATED = re.compile(
    rf"\w[^<>:]{{1,200}}{_BRACKETED.pattern}\s?{_WROTE}\s?:|"
    rf"(?:{_WROTE}|lainaus|citerar|quoting)\s[^<>:]{{1,200}}{_BRACKETED.pattern}\s?:",
    re.IGNORECASE,
)
_GROUPWISE = re.compile(r">>>\s{1,3}[^\s>].{0,300}\s>>>")
_LONGEST_LINE = 2_000  # characters in which a mail program's own words are looked for


# All of a header in one line, right behind its mark: some phones write no line ends into their plain text.
_GLUED = re.compile(rf"{_ORIGINAL.pattern}(?P<header>[^-_\s].*)", re.IGNORECASE)

# A mark before a line; ">:" alone is the end of an introduction, which some programs break there.
QUOTED = re.compile(r"\s{0,3}>(?!:\s*$)")


class BlockKind(StrEnum):
    """What introduces an older message."""

    ATTRIBUTION = "attribution"  # "… wrote:", then lines with ">" or the plain text
    HEADER = "header"  # From, Sent, To, Subject, then the plain text
    FORWARD = "forward"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The introduction of an older message: lines `start` to `end`, and who wrote it, by address and as it says."""

    kind: BlockKind
    start: int
    end: int
    writers: frozenset[str]
    writer: str = ""  # of a header; of an attribution all that it says
    subject: str = ""


def block_at(lines: list[str], start: int) -> Block | None:
    """The introduction that begins at this line, if one does."""
    line = lines[start].strip()
    if not line or len(line) > _LONGEST_LINE:
        return None
    if _FORWARD.fullmatch(line):
        return Block(kind=BlockKind.FORWARD, start=start, end=start + 1, writers=frozenset())
    return (
        _glued(line, start)
        or _header_block(lines, start)
        or _attribution(lines, start)
        or _attribution_below_mark(lines, start)
        or _groupwise(line, start)
    )


def _glued(line: str, start: int) -> Block | None:
    match = _GLUED.fullmatch(line)
    if match is None:
        return None
    labels = [found for found in _LABEL.finditer(match["header"]) if found.lastgroup]
    if {"from"} <= {found.lastgroup for found in labels} and len(
        {found.lastgroup for found in labels}
    ) >= _FEWEST_LABELS:
        first = labels[1].start() if labels[0].lastgroup == "from" else len(match["header"])
        return _header(start, start + 1, match["header"][labels[0].end() : first], match["header"])
    return None


def _header_block(lines: list[str], start: int) -> Block | None:
    first = start
    while first < len(lines) and first < start + 3 and _is_lead_in(lines[first]):
        first += 1
    marked = any(_ORIGINAL.fullmatch(line.strip()) for line in lines[start:first] if len(line) <= _LONGEST_LINE)
    said: dict[str, str] = {}  # by label
    end = first
    for at in range(first, min(first + _MOST_HEADER_LINES, len(lines))):
        match = _LABEL.match(lines[at])
        if match and match.lastgroup:
            said[match.lastgroup] = lines[at][match.end() : _LONGEST_LINE]
            end = at + 1
        elif len(lines[at]) > _LONGEST_LINE or (lines[at].strip() and not (said and _continues(lines, at))):
            break
    # Somebody may type "Lähettäjä:" in a letter; no one types all of a header, in its own order.
    if first < len(lines) and not _LABEL.match(lines[first]):
        return None
    if (len(said) >= _FEWEST_LABELS and "from" in said) or (marked and said):
        while end < len(lines) and _FIELD.match(lines[end]):
            end += 1
        return _header(start, end, said.get("from", ""), said.get("subject", ""))
    return None


def _header(start: int, end: int, writer: str, subject: str) -> Block:
    return Block(
        kind=BlockKind.HEADER,
        start=start,
        end=end,
        writers=addresses(writer),
        writer=writer.strip(" *\t"),
        subject=subject,
    )


def _is_lead_in(line: str) -> bool:
    stripped = line.strip()
    if len(stripped) > _LONGEST_LINE:
        return False
    return not stripped or bool(_RULE.fullmatch(stripped) or _ORIGINAL.fullmatch(stripped))


def _continues(lines: list[str], at: int) -> bool:
    """Whether this line is the rest of a long list of receivers, and another label follows."""
    return "@" in lines[at] and any(_LABEL.match(line) for line in lines[at + 1 : at + 3])


def _attribution(lines: list[str], start: int) -> Block | None:
    if QUOTED.match(lines[start]):
        return None
    near = lines[start : start + _MOST_ATTRIBUTION_LINES]
    if any(len(line) > _LONGEST_LINE for line in near):
        return None
    for end, line in enumerate(near, start=1):
        if not line.strip() or QUOTED.match(line):
            return None
        if _ATTRIBUTION_END.search(line):
            said = _one_line(near[:end])
            if not _is_attribution(said) or _begins_below(near[:end], said):
                return None
            return _attributed(start, start + end, said)
    return None


def _is_attribution(said: str) -> bool:
    dated_address = names_as_programs_do(said) and is_dated(said)
    return dated_address or bool(_ATTRIBUTION.fullmatch(said) or _UNDATED.fullmatch(said))


def _begins_below(lines: list[str], said: str) -> bool:
    """Whether the attribution *said* begins below its first line, which then is the person's.

    It begins at the last line that will do; but one whose date stands in the line above has lost it there.
    """
    below = _one_line(lines[1:])
    return _is_attribution(below) and (is_dated(below) or not is_dated(said))


def _one_line(lines: list[str]) -> str:
    return " ".join(line.strip() for line in lines)


def _attributed(start: int, end: int, said: str) -> Block:
    return Block(kind=BlockKind.ATTRIBUTION, start=start, end=end, writers=addresses(said), writer=said)


def _groupwise(line: str, start: int) -> Block | None:
    return _attributed(start, start + 1, line.strip("> ")) if _GROUPWISE.fullmatch(line) else None


def _attribution_below_mark(lines: list[str], start: int) -> Block | None:
    """What Proton writes: "Original message", and below it "… wrote:"."""
    if not _ORIGINAL.fullmatch(lines[start].strip()):
        return None
    below = next((at for at in range(start + 1, min(start + 3, len(lines))) if lines[at].strip()), None)
    block = None if below is None else _attribution(lines, below)
    return block and replace(block, start=start)


def names_as_programs_do(introduction: str) -> bool:
    """Whether *introduction* has an address in angle brackets: people type one without."""
    return bool(_BRACKETED.search(introduction))


def is_dated(introduction: str) -> bool:
    """Whether *introduction* has a day, its year and a time, as programs write it; people leave one of them out."""
    return bool(_A_DAY.search(introduction) and _YEAR.search(introduction) and _TIME.search(introduction))


def addresses(text: str) -> frozenset[str]:
    """The mail addresses in *text*, in lower case."""
    return frozenset(found.lower().strip(".") for found in _ADDRESS.findall(text))
