"""A house for the public pages: everything real, on a database of its own, with a clock that the test turns."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from channels.channel import Kept, StoreUnavailableError
from gateway.app import load_keys, open_services
from gateway.group_commit import GroupCommit
from gateway.keys import Index
from gateway.services import Services, ToKeep, Wakes
from gateway.settings import Settings
from gateway.steps.keeping import keep_group
from gateway.store import secrets
from gateway.store.engine import connect
from nlu.read import Engine
from nlu.reading import Message, Reading

MONDAY_NOON = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # 12.00 in Helsinki
PAGE = "0b9c7a52-5a0f-4f0e-8f5e-9d3c1a2b4c5d"
ANOTHER_PAGE = "3f3d8c1e-2f4b-4a39-9a55-6b7e8d9c0a1f"


@dataclass(slots=True)
class Clock:
    """The time, as the test says."""

    now: datetime = MONDAY_NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass(slots=True)
class LateEngine:
    """A real engine that cannot read yet."""

    engine: Engine
    ready: bool = False

    def read(self, message: Message) -> Reading:
        if not self.ready:
            raise TimeoutError
        return self.engine.read(message)


def load_once(folder: Path, migrated: Path) -> Services:
    """Everything that is read at start, to be used by many houses: it takes a second and holds no state."""

    async def load() -> Services:
        async with open_services(_settings(folder, copied(folder, migrated))) as services:
            return services

    return asyncio.run(load())


@asynccontextmanager
async def open_house(folder: Path, database_url: str, loaded: Services, clock: Clock) -> AsyncIterator[Services]:
    """Services on the database at *database_url*, with keys of their own in *folder*."""
    settings = _settings(folder, database_url)
    keyring = load_keys(settings)
    database = connect(settings.database)

    async def commit(group: Sequence[ToKeep]) -> Sequence[Kept]:
        return await keep_group(house, group)

    try:
        async with database.sessions.begin() as session:
            index = Index(await secrets.index_secret(session, keyring))
        house = replace(
            loaded,
            settings=settings,
            database=database.writer,
            sessions=database.sessions,
            readers=database.readers,
            keys=keyring,
            index=index,
            now=clock,
            wakes=Wakes(),
            keeper=GroupCommit(commit, StoreUnavailableError),
        )
        yield house
    finally:
        await database.close()


def copied(folder: Path, migrated: Path) -> str:
    """The URL of a copy of the SQLite file *migrated*."""
    file = folder / "house.db"
    shutil.copyfile(migrated, file)
    return f"sqlite:///{file}"


def _settings(folder: Path, database_url: str) -> Settings:
    return Settings(data_dir=folder, database_url=database_url, smtp_port=0, county="satakunta")


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
