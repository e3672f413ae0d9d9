"""What the tests of the public pages begin with: a Monday, forms filled in, an engine that is late."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from gateway.services import Services
from nlu.read import Engine
from nlu.reading import Finding, Message, Reading

MONDAY_NOON = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # 12.00 in Helsinki
PAGE = "0b9c7a52-5a0f-4f0e-8f5e-9d3c1a2b4c5d"
ANOTHER_PAGE = "3f3d8c1e-2f4b-4a39-9a55-6b7e8d9c0a1f"


@dataclass(slots=True)
class LateEngine:
    """A real engine that cannot read yet."""

    engine: Engine
    ready: bool = False

    def read(self, message: Message) -> Reading:
        if not self.ready:
            raise TimeoutError
        return self.engine.read(message)

    def danger(self, message: Message) -> tuple[Finding, ...]:
        return self.engine.danger(message)


def with_late_engine(house: Services) -> tuple[Services, LateEngine]:
    """The same house, reading only once the engine is ready."""
    late = LateEngine(house.engine)
    return replace(house, engine=late), late


def message(text: str, **more: str) -> dict[str, str]:
    """What the browser sends of the form, with a number to call."""
    return {"submission_id": PAGE, "text": text, "answer_by": "phone", "phone": "040 123 4567", **more}


def reference_in(html: str) -> str:
    """The reference that a page shows in its groups."""
    shown = html.split('class="reference-shown">')[1].split("</p>", maxsplit=1)[0]
    return "".join(part.split("</span>")[0] for part in shown.split("<span>")[1:])


def page_name_in(html: str) -> str:
    """The name of the page that looks again."""
    return html.split('name="page" value="')[1].split('"', maxsplit=1)[0]
