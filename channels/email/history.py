"""Where in a text a mail program put older messages: the lines that introduce them, as people's programs write."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

_DAY = r"(?:\d{1,4}[./-]\s?\d{1,2}|\d{1,2}\.?\s+[^\W\d]{3,12}|[^\W\d]{3,12}\.?\s+\d{1,2})"
_WROTE = r"(?:kirjoitti|skrev|wrote|schrieb|a écrit)"
_ATTRIBUTION = re.compile(
    rf"(?:(?=.*{_DAY}).{{0,300}}?\b{_WROTE}\b[^:]{{0,200}}:|{_WROTE}\s.{{0,100}}{_DAY}.{{0,100}}:)\s*", re.IGNORECASE
)
_ATTRIBUTION_END = re.compile(r":\s*$")
_MOST_ATTRIBUTION_LINES = 4

_LABELS = {
    "from": r"lähettäjä|från|from|avsändare|von|saatja|от",
    "sent": r"lähetetty|lähetyspäivä|päivämäärä|päiväys|pvm|skickat|sent|date|datum|gesendet|saadetud|kuupäev|"
    r"отправлено|дата",
    "to": r"vastaanottaja|vastaanottajat|till|to|mottagare|an|adressaat|saaja|кому",
    "cc": r"kopio|kopia|cc|koopia|копия",
    "subject": r"aihe|otsikko|ämne|subject|re|betreff|teema|тема",
}
_LABEL = re.compile(
    "|".join(rf"(?P<{name}>[ *>]*(?:{words})\s?\*?\s?:\*?)" for name, words in _LABELS.items()), re.IGNORECASE
)
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
    writer: str = ""  # of a header
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
    joined = ""
    if any(len(line) > _LONGEST_LINE for line in lines[start : start + _MOST_ATTRIBUTION_LINES]):
        return None
    for end in range(start, min(start + _MOST_ATTRIBUTION_LINES, len(lines))):
        if not lines[end].strip() or QUOTED.match(lines[end]):
            return None
        joined = f"{joined} {lines[end].strip()}".strip()
        if _ATTRIBUTION_END.search(joined):
            # From the last line that will do: what stands before it, without an empty line between, is the person's.
            if not _ATTRIBUTION.fullmatch(joined) or (end > start and _attribution(lines, start + 1)):
                return None
            return Block(kind=BlockKind.ATTRIBUTION, start=start, end=end + 1, writers=addresses(joined))
    return None


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


def addresses(text: str) -> frozenset[str]:
    """The mail addresses in *text*, in lower case."""
    return frozenset(found.lower().strip(".") for found in _ADDRESS.findall(text))
