"""Reads a copy of the service catalogue: JSON as PTV's open API (v11) gives it, https://api.palvelutietovaranto.suomi.fi.

The reader takes what it needs and lets the rest be: the national catalogue has grown fields in each version. A service
that is not published or has no name is left out. Around PTV's list of items the file says where it is from and of which
day; `reasons` of an item are ours, and none of them need be there.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from channels.codes import ANSWER_LANGUAGES, Language, Reason
from gateway.catalogue.services import Catalogue, Said, Service
from gateway.errors import ConfigurationError

_NAME, _OTHER_NAME = "Name", "AlternativeName"
_PUBLISHED: Final = "Published"
# PTV's types of descriptions, and where we show each.
_WHAT, _MORE, _HOW = "Summary", "Description", "ServiceUserInstruction"
_COST, _TAKES = "ChargeTypeAdditionalInfo", "DeadLineAdditionalInfo"

Item = Mapping[str, Any]


def read(file: Path) -> Catalogue:
    """The catalogue in *file*. Raises ConfigurationError where it cannot be read as one."""
    try:
        held = json.loads(file.read_text("utf-8"))
        published = [item for item in held["itemList"] if _is_published(item)]
        catalogue = Catalogue(
            source=str(held["source"]),
            date=date.fromisoformat(held["date"]).isoformat(),
            invented=bool(held.get("invented")),
            services=tuple(_service(item) for item in published),
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as problem:
        what = f"{type(problem).__name__}: {problem}"
        raise ConfigurationError(str(file), f"is no copy of the service catalogue ({what})") from problem
    if not catalogue.services:
        raise ConfigurationError(str(file), "holds no published service")
    return catalogue


def _is_published(item: Item) -> bool:
    return item.get("publishingStatus", _PUBLISHED) == _PUBLISHED and bool(_said(item.get("serviceNames"), _NAME))


def _service(item: Item) -> Service:
    names, told = item["serviceNames"], item.get("serviceDescriptions")
    others = [(one["language"], one["value"]) for one in names if one.get("type") == _OTHER_NAME]
    return Service(
        id=str(item.get("sourceId") or item["id"]),
        names=_said(names, _NAME),
        also_called={own: tuple(name for code, name in others if code == own) for own in ANSWER_LANGUAGES},
        what=_said(told, _WHAT),
        more=_said(told, _MORE),
        for_whom=_said(item.get("requirements")),
        cost=_said(told, _COST),
        how=_said(told, _HOW),
        takes=_said(told, _TAKES),
        page=_pages(item.get("serviceChannels")),
        reasons=tuple(Reason(code) for code in item.get("reasons", ())),
        municipalities=frozenset(_municipalities(item.get("areas"))),
    )


def _said(values: Sequence[Item] | None, kind: str | None = None) -> Said:
    """The texts of one *kind* by language, those that are there and that we write."""
    chosen = (one for one in values or () if kind is None or one.get("type") == kind)
    return {Language(one["language"]): one["value"].strip() for one in chosen if _is_ours(one) and one.get("value")}


def _is_ours(one: Item) -> bool:
    return one.get("language") in ANSWER_LANGUAGES


def _pages(channels: Sequence[Item] | None) -> Said:
    """The first address in each language among the ways to a service."""
    found: dict[Language, str] = {}
    for channel in channels or ():
        for page in (channel.get("contactDetails") or {}).get("webPages") or ():
            if _is_ours(page) and str(page.get("url", "")).startswith(("https://", "http://")):
                found.setdefault(Language(page["language"]), page["url"])
    return found


def _municipalities(areas: Sequence[Item] | None) -> Iterator[str]:
    for area in areas or ():
        for one in area.get("municipalities") or ():
            yield from (name["value"] for name in one["name"] if name.get("language") == Language.FI)
