"""The reply view: the new words of a mail. A view only; the whole text stays the record. In doubt it keeps."""

import re
from collections import Counter
from dataclasses import dataclass

from channels.email.history import Block, BlockKind, block_at
from channels.markup import tidy

# Private-use characters that stand around what a mail program marked as signature in its HTML, and in each line that
# somebody wrote in a colour of their own; see `marked`.
SIGNATURE_START, SIGNATURE_END = "\ue000", "\ue001"
COLOURED = "\ue004"

_FORWARD_SUBJECT = re.compile(r"\s*(?:fwd?|vl|vb|wg|edelleenlähetetty|vidarebefordra[nt])\s*:", re.IGNORECASE)
_QUOTED = re.compile(r"\s{0,3}>")
# "> 38,5": a person's "more than", not a mail program's mark. Where each line of several begins so, they are readings.
_TYPED = re.compile(r"\s*>\s*\d+(?:[.,/]\d+)?(?![\d.])\s?(?:[^\d\s].{0,80})?")
_FEWEST_BARE_QUOTES = 2
_SIGNATURE_MARK = "-- "  # with its blank: a person who draws a line in a letter leaves it out
_LONGEST_SIGNATURE = 15
_POSTSCRIPT = re.compile(r"\s*(?:p\.?\s?s\.?|jk)(?:[\s:.]|$)", re.IGNORECASE)
_DEVICE = (
    r"(?:iphone|ipad|ipod|android|samsung|galaxy|huawei|honor|oneplus|xiaomi|nokia|sony|xperia|windows|outlook|yahoo|gmail|"
    r"mail|s[äa]hköposti|e-?post|puhelime|telefon|mobil|mobiil|laite|laitte|kännyk|älypuhelin|älypuhelime|smartphone|"
    r"phone|device|tablet|proton|blackberry|elisa|telia|dna|tabletti)"
)
_TAGLINE = re.compile(
    rf"\W*(?:(?:lähetetty|lähetetään|skickat|skickades|skickad|sänt|sent)\b[^.!?;,:]{{0,40}}{_DEVICE}[^!?;,:]{{0,40}}"
    r"|(?:hanki|hämta|skaffa|get|lataa)\s+outlook\s+(?:for|för)\s+(?:ios|android|mac)\b.{0,60}"
    r"|(?:virukseton|virusfri|virus-free)\W.{0,60}(?:avast|avg)\S*)\W*",
    re.IGNORECASE,
)
# What a tagline says besides names of things, which have a capital or a number: anything else, somebody has written.
_IN_TAGLINE = re.compile(
    rf"lähetet\w+|skick\w+|sänt|sent|from|via|with|using|my|the|a|an|for|on|secure|mobile|wireless|app|e-?mail|"
    rf"från|för|ios|min|mitt|med|en|ett|säker\w*|på|i|minun|mobiili\w*|sovellu\w*|[\w-]*{_DEVICE}[\w-]*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[-'\u2019][^\W_]+)*")
_LONGEST_TAGLINE = 110
_LONGEST_WITH_LINKS = 500
_SENT = re.compile(r"\W*(?:lähetet|skicka|sänt|sent)", re.IGNORECASE)
_LINK_BEHIND = re.compile(r"\s*[<(\[]https?://[^\s>)\]]*[>)\]]\s*$", re.IGNORECASE)
_LINKED = re.compile(r"\[([^\]]{1,60})\]\(https?://[^\s)]*\)", re.IGNORECASE)
_GLUED_TAGLINE = re.compile(r"(?<=[a-zåäö.!?…])(?:Lähetetty|Skickat|Skickades|Sänt|Sent)\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """What we know of the conversation that a mail belongs to."""

    known: bool  # it answers something that we sent
    parent_is_ours: bool  # and that directly, or as far as can be told
    our_addresses: frozenset[str]


UNSEEN = Thread(known=False, parent_is_ours=False, our_addresses=frozenset())


def new_words(text: str, subject: str, thread: Thread, signatures: tuple[str, ...] = ()) -> str:
    """*text* without our own history, marked signatures and one-line taglines.

    *signatures* are texts that the mail's HTML marks as signature. History is folded only in a thread that we know,
    and in a forward never: else it is news to us.
    """
    lines = _without_marked(text).split("\n")
    fold_history = thread.known and not _FORWARD_SUBJECT.match(subject)
    kept: list[str] = []
    segment: list[str] = []
    at = 0
    folded_before = False
    while at < len(lines):
        block = block_at(lines, at)
        if block is None:
            segment.append(lines[at])
            at += 1
            continue
        kept += _without_signature(segment, signatures)
        segment = []
        if block.kind is BlockKind.FORWARD:
            return _joined([*kept, *lines[at:]])
        if fold_history and _is_ours(lines, block, thread, first=not folded_before):
            folded_before = True
            at, after = _end_of_history(lines, block), at
            # Answers written into our own words, told from them by their colour alone.
            kept += [line for line in lines[after:at] if COLOURED in line]
        else:
            # Kept as content, and not looked at as signature: what it introduces may be news.
            kept += lines[block.start : block.end]
            at = block.end
    kept += _without_signature(segment, signatures)
    words = _joined(_without_quotes(kept, after_history=folded_before, bare=fold_history and thread.parent_is_ours))
    return words or _joined(_unmarked(lines))


def _unmarked(lines: list[str]) -> list[str]:
    """All that no mail program has marked as somebody else's or as its own.

    Where nothing is left of a mail, somebody may have written below our words; or nobody has written anything.
    """
    kept: list[str] = []
    at = 0
    while at < len(lines):
        block = block_at(lines, at)
        if block and block.kind is BlockKind.ATTRIBUTION and _is_marked(lines, block.end):
            at = block.end
            continue
        if not _QUOTED.match(lines[at]) and not _is_tagline(lines[at]):
            kept.append(lines[at])
        at += 1
    return kept


def folded_words(text: str, view: str) -> str:
    """What *view* leaves out of *text* although no mark says that it is not this person's.

    Answers may stand inside of our unmarked words, and below what passes for a signature. What a second introduction
    begins is older than our message, and was read when it came.
    """
    shown = Counter(line.strip() for line in view.split("\n"))
    lines = text.split("\n")
    kept: list[str] = []
    at = introduced = 0
    while at < len(lines):
        block = block_at(lines, at)
        if block is not None and block.kind is not BlockKind.FORWARD:
            introduced += 1
            if introduced > 1:
                break
            at = block.end
            continue
        line = lines[at].strip()
        if shown[line]:
            shown[line] -= 1
        elif line and not _QUOTED.match(line):
            kept.append(lines[at])
        at += 1
    return "\n".join(kept)


def outside_history(text: str) -> str:
    """*text* without the older messages in it, whoever wrote them: what says of this mail what kind it is.

    Not for people to read: in doubt it leaves out too much.
    """
    lines = text.split("\n")
    kept: list[str] = []
    at = 0
    while at < len(lines):
        block = block_at(lines, at)
        if block is None:
            if not _QUOTED.match(lines[at]):
                kept.append(lines[at])
            at += 1
        elif block.kind is BlockKind.FORWARD:
            break
        else:
            at = _end_of_history(lines, block)
    return _joined(kept)


def _is_ours(lines: list[str], block: Block, thread: Thread, *, first: bool) -> bool:
    """Whether *block* introduces our own message: it says so, or it is the first in a direct answer to us.

    "The doctor wrote on the 3rd of May:" is a person's sentence when no marked line follows.
    """
    if block.writers & thread.our_addresses:
        return True
    marked = block.kind is BlockKind.HEADER or _is_marked(lines, block.end)
    return first and thread.parent_is_ours and marked


def _is_marked(lines: list[str], start: int) -> bool:
    following = next((line for line in lines[start:] if line.strip()), "")
    return bool(_QUOTED.match(following))


def _end_of_history(lines: list[str], block: Block) -> int:
    """The line after the quoted message: past its marked lines, or the end of the text where nothing is marked."""
    at = block.end
    while at < len(lines) and not lines[at].strip():
        at += 1
    if at < len(lines) and _QUOTED.match(lines[at]):
        while at < len(lines) and (_QUOTED.match(lines[at]) or _blank_inside(lines, at)):
            at += 1
        return at
    return len(lines)


def _blank_inside(lines: list[str], at: int) -> bool:
    return not lines[at].strip() and at + 1 < len(lines) and bool(_QUOTED.match(lines[at + 1]))


def _without_quotes(lines: list[str], *, after_history: bool, bare: bool) -> list[str]:
    """*lines* without runs of ">" lines: after our message was quoted any, before only one of several lines."""
    kept: list[str] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _QUOTED.match(lines[end]):
            end += 1
        run = lines[at:end]
        enough = len(run) >= (1 if after_history else _FEWEST_BARE_QUOTES)
        if run and not (enough and (after_history or bare) and not all(_TYPED.fullmatch(line) for line in run)):
            kept += run
        elif run:
            after_history = True  # answers stand inside: what is quoted between them may be a line at a time
        else:
            kept.append(lines[at])
            end = at + 1
        at = end
    return kept


def _without_signature(segment: list[str], signatures: tuple[str, ...]) -> list[str]:
    for start, line in enumerate(segment):
        if line == _SIGNATURE_MARK:
            after = segment[start + 1 :]
            if len([one for one in after if one.strip()]) <= _LONGEST_SIGNATURE and any(one.strip() for one in after):
                segment = segment[:start] + _postscript(after)
            break
    segment = [_without_glued_tagline(line) for line in segment if not _is_tagline(line)]
    for signature in signatures:
        segment = _without_ending(segment, signature)
    return segment


def _postscript(lines: list[str]) -> list[str]:
    for at, line in enumerate(lines):
        if _POSTSCRIPT.match(line):
            return ["", *lines[at:]]
    return []


def _is_tagline(line: str) -> bool:
    if len(line) > _LONGEST_WITH_LINKS:
        return False
    # Some programs write the address of their maker behind it.
    bare = _LINK_BEHIND.sub("", _LINKED.sub(r"\1", line.strip()))
    if len(bare) > _LONGEST_TAGLINE or not _TAGLINE.fullmatch(bare):
        return False
    return not _SENT.match(bare) or all(_is_of_tagline(word) for word in _WORD.findall(bare))


def _is_of_tagline(word: str) -> bool:
    return word[0].isupper() or any(sign.isdigit() for sign in word) or bool(_IN_TAGLINE.fullmatch(word))


def _without_glued_tagline(line: str) -> str:
    """*line* without a tagline that the program has set right behind the last word, as Samsung's does."""
    found = _GLUED_TAGLINE.search(line)
    return line[: found.start()] if found and _is_tagline(line[found.start() :]) else line


def _without_ending(segment: list[str], signature: str) -> list[str]:
    """*segment* without its last lines, if these are just *signature*; its HTML twin may be laid out otherwise."""
    wanted = _letters(signature)
    if not wanted or signature.count("\n") >= _LONGEST_SIGNATURE:
        return segment
    tail = ""
    for at in range(len(segment) - 1, -1, -1):
        tail = _letters(segment[at]) + tail
        if tail == wanted:
            # What is marked may hold everything that was written: then it is no signature.
            return segment[:at] if any(line.strip() for line in segment[:at]) else segment
        if len(tail) > len(wanted):
            break
    return segment


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _without_marked(text: str) -> str:
    """*text* without what stands between signature marks, unless nothing else would be left."""
    if SIGNATURE_START not in text:
        return text
    rest = re.sub(rf"{SIGNATURE_START}([^{SIGNATURE_START}{SIGNATURE_END}]*){SIGNATURE_END}", "", text)
    if not rest.strip():
        rest = text
    return rest.replace(SIGNATURE_START, "").replace(SIGNATURE_END, "")


def _joined(lines: list[str]) -> str:
    return tidy("\n".join(lines).replace(COLOURED, "")).strip()
