"""Two other projects' readers beside ours, mail by mail: what they find, we find, or it stands here why not.

Their mails and answers are not part of the repository; LUOTSI_CORPORA says where they lie.
"""

import json
import re
from typing import NamedTuple

import pytest

from channels.email.parse import parse
from tests.channels.email.test_conformance import ARRIVAL, CORPORA

pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no mail corpora at {CORPORA}")

_TAGS = re.compile(r"(?s)<style.*?</style>|<!--.*?-->|<[^>]+>")
_BARE_SAYING = 10  # letters; a shorter text stands in many a longer one by chance

_INNER = "a multipart that breaks off in another, or has no part: theirs makes a file of the text, ours shows it"
_NO_END = "a boundary without its end: theirs takes the rest for text, headers and all; we cut the parts"
_NESTED = "theirs looks into an attached mail; ours is a file, whole, and can be opened"
_HTML = "an HTML part beside the text: theirs keeps its tags, ours lays it out, or shows the plain alternative"
_LAST_BLANK = "a boundary but for a last blank: theirs reads on, ours ends the part, and shows both"
_UUENCODED = "files uuencoded into a text: theirs leaves them there, ours makes files of them"
STALWART = {
    "legacy/033": "UTF-7 after a wrong label: theirs loses the umlauts, ours has them",
    "legacy/052": "UTF-7 after a wrong label: theirs loses the umlauts, ours has them",
    "legacy/049": _UUENCODED,
    **dict.fromkeys((f"malformed/{number:03}" for number in (1, 2, 3, 4, 6, 7, 8, 9, 11)), _INNER),
    "malformed/016": "boundaries of 80 characters, one the beginning of another: ours shows all of it as text",
    "malformed/005": "boundaries that are the ends of one another: by RFC 2046 the text stands after the end, unread",
    "malformed/012": "theirs lists two of the three attached mails, ours all",
    "malformed/020": _NO_END,
    "malformed/021": _NO_END,
    "thirdparty/002": "said to be in base64 and is not: theirs makes a file of it, ours shows it as it stands",
    "thirdparty/012": "a kind of text that nobody knows, and no other: theirs makes a file of it, ours shows it",
    "thirdparty/015": "mails in mails: theirs lists one, ours all three",
}
MIME4J = {
    "ak-0696": _NESTED,
    "mp-msg-rfc822": _NESTED,
    "jt-0498": _NESTED,
    "frag": _NESTED,
    "base64encoded-rfc822message-nested": _NESTED,
    "multi-2gifs-base64": "a multipart in base64, which RFC 2045 forbids: theirs decodes it, ours keeps it as a file",
    "bluedot-postcard": _HTML,
    "double-bound": _HTML,
    "ticket-60931": _HTML,
    "boundary-name-clash": _HTML,
    "malformedHeaderStartsBody-nocrlfcrlf": "where a header breaks off: ours shows one line more, hidden by theirs",
    "very-long-boundary": _LAST_BLANK,
    "weird-boundary": _LAST_BLANK,
    "uu-zeegee": _UUENCODED,
    "sig-uu": _UUENCODED,
    "uu-junk": _UUENCODED,
}


class Beside(NamedTuple):
    """One mail: what the other project found in it that ours lacks, or how many files more or fewer ours has."""

    name: str
    missing: list[str]
    files: tuple[int, int]

    @property
    def differs(self) -> bool:
        return bool(self.missing) or self.files[0] != self.files[1]


def letters(text):
    return re.sub(r"[\W_]+", "", text).lower()


def stalwart():
    """Bodies and number of files, as its JSON trees have them."""
    folder = CORPORA / "stalwart"
    for answer in sorted(folder.rglob("*.json")):
        theirs, ours = json.loads(answer.read_text("utf-8")), parse(answer.with_suffix(".eml").read_bytes(), ARRIVAL)
        bodies = [theirs["parts"][number]["body"] for number in dict.fromkeys(theirs["text_body"])]
        said = [body["Text"] for body in bodies if "Text" in body]
        shown = letters(ours.text)
        missing = [text for text in said if letters(text) not in shown]
        name = str(answer.relative_to(folder).with_suffix(""))
        yield Beside(name, missing, (len(theirs["attachments"]), len(ours.attachments)))


def mime4j():
    """Every decoded part: in our text, or in a file of ours."""
    for mail in sorted((CORPORA / "mime4j").rglob("*.msg")):
        ours, missing = parse(mail.read_bytes(), ARRIVAL), []
        shown, files = letters(ours.text), [bare(one.content) for one in ours.attachments]
        for decoded in mail.parent.glob(f"{mail.stem}_decoded_*"):
            if decoded.suffix not in {".txt", ".bin"} or re.fullmatch(r".*_decoded_.*_decoded.*", decoded.stem):
                continue
            content = decoded.read_bytes()
            texts = {letters(content.decode(charset, "replace")) for charset in ("utf-8", "latin-1")}
            in_a_file = any(bare(content) in one for one in files if len(bare(content)) > _BARE_SAYING or one)
            if not in_a_file and not any(text in shown for text in texts):
                missing.append(decoded.name)
        yield Beside(mail.stem, missing, (0, 0))


def bare(content):
    return content.replace(b"\r\n", b"\n").strip()


@pytest.mark.parametrize(("other", "explained", "least"), [(stalwart, STALWART, 107), (mime4j, MIME4J, 80)])
def test_what_another_reader_finds_is_found_or_it_is_said_why_not(other, explained, least):
    every = list(other())
    different = {one.name: one for one in every if one.differs}

    print(f"{other.__name__}: {len(every) - len(different)} of {len(every)} agree")
    for name, one in sorted(different.items()):
        print(f"  {name}: {explained.get(name, 'NOT EXPLAINED')} (files: {one.files})")
    assert len(every) >= least
    assert different.keys() == explained.keys()
