"""What is said with a "not", in its other forms: in the past, and in the order of a Swedish subordinate clause.

What is found now is told in the past ("när jag kom låg far på golvet och svarade inte"), and in such a clause Swedish
says "inte vaknar" where it else says "vaknar inte". The data files hold one form; the others follow from grammar.
"""

_SWEDISH_NO = ("inte", "ingen", "inget")
_BETWEEN = ("hon", "han", "sig")  # may stand between a Swedish verb and its "inte"
_AFTER_INTE = {"ingen": "någon", "inget": "något"}
_SWEDISH_PAST = {
    "bär": "bar", "får": "fick", "ger": "gav", "går": "gick", "hjälper": "hjälpte", "kan": "kunde",
    "kommer": "kom", "känner": "kände", "ligger": "låg", "lyder": "lydde", "räcker": "räckte", "rör": "rörde",
    "ser": "såg", "sitter": "satt", "står": "stod", "vet": "visste", "vill": "ville", "äter": "åt",
}  # fmt: skip
_ENDINGS = {"ar": ("ade", "at"), "as": ("ades", "ats")}  # as most Swedish verbs end: now, then, and after "har"
_OTHERS = ("er", "ade", "ades")
_INFINITIVE = ("a", "as")
_LENGTH = {"aa", "ää"}  # as Finnish verbs end that lose it: vastaa, vastannut
_DOUBLED = "lnrs"  # tule, tullut; pääse, päässyt; a vowel stands before
_VOWELS = "aeiouyäö"


def forms(stem: str, language: str) -> tuple[str, ...]:
    """*stem* and what else says the same, later or in another clause."""
    words = stem.split(" ")
    others = {"fi": _finnish, "sv": _swedish}.get(language, _none)(words)
    return tuple(dict.fromkeys([stem, *(" ".join(one) for one in others)]))


def _none(_words: list[str]) -> list[list[str]]:
    return []


def _finnish(words: list[str]) -> list[list[str]]:
    """Beside "ei herää" the words "ei herännyt": the verb is the first word after the "no"."""
    bare = [word.strip("=*") for word in words]
    if "ei" not in bare:
        return []
    at = bare.index("ei") + 1
    at += bare[at : at + 1] == ["~"]
    participle = _participle(bare[at]) if at < len(words) else None
    return [[*words[:at], participle, *words[at + 1 :]]] if participle else []


def _participle(verb: str) -> str | None:
    """How the past participle begins where it does not begin as *verb* does."""
    if verb == "saa":
        return "saanu"
    if len(verb) > len("saa") and verb[-2:] in _LENGTH:
        return f"{verb[:-1]}nn"
    if verb.endswith("e") and verb[-2:-1] in _DOUBLED and verb[-3:-2] in _VOWELS and len(verb) > len("ole"):
        return f"{verb[:-1]}{verb[-2]}"
    return None


def _swedish(words: list[str]) -> list[list[str]]:
    bare = [word.strip("=*") for word in words]
    if bare[0] == "inte" and len(bare) > 1 and bare[1].endswith(_INFINITIVE):
        return [["inte", can, *words[1:]] for can in ("kan", "kunde")]
    no = next((place for place, word in enumerate(bare) if word in _SWEDISH_NO), 0)
    verb = no - 2 if no > 1 and bare[no - 1] in _BETWEEN else no - 1
    if verb < 0 or not _is_verb(bare[verb]):
        return []
    told = [[*words[:verb], said, *words[verb + 1 :]] for said in ("", _past(bare[verb])) if said]
    order = [one for one in (words, *told) if bare[no - 1] not in {"hon", "han"}]
    hanging = [_hanging(one, verb, no) for one in order]
    if bare[verb][-2:] in _ENDINGS and verb == no - 1 and bare[no] == "inte":
        hanging.append([*words[:verb], "inte", bare[verb][:-2] + _ENDINGS[bare[verb][-2:]][1], *words[no + 1 :]])
    return [*told, *hanging]


def _is_verb(word: str) -> bool:
    return word in _SWEDISH_PAST or word in _SWEDISH_PAST.values() or word.endswith((*_ENDINGS, *_OTHERS))


def _past(verb: str) -> str:
    if verb[-2:] in _ENDINGS:
        return verb[:-2] + _ENDINGS[verb[-2:]][0]
    return _SWEDISH_PAST.get(verb, "")


def _hanging(words: list[str], verb: int, no: int) -> list[str]:
    """Instead of "vaknar inte" the words "inte vaknar", instead of "får ingen luft" "inte får någon luft"."""
    said = words[no].strip("=")
    after = [_AFTER_INTE[said]] if said in _AFTER_INTE else []
    return [*words[:verb], "inte", *words[verb:no], *after, *words[no + 1 :]]
