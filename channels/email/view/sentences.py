"""Our own sentences, told from a person's words where a mail brings them back."""

import re
from functools import cache


def without_ours(text: str, ours: frozenset[str]) -> str:
    """*text* without the sentences *ours*, word for word, wherever their lines are broken. Its line ends stay."""
    return _any_of(ours).sub(lambda found: "\n" * found[0].count("\n") or " ", text) if ours else text


@cache
def _any_of(sentences: frozenset[str]) -> re.Pattern[str]:
    # The longest first: one may begin as another does.
    words = (r"\s{1,3}".join(map(re.escape, one.split())) for one in sorted(sentences, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")
