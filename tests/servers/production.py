"""A whole installation of several processes, on a PostgreSQL and a Redis of the tests' own."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gateway import keys
from gateway.app import KEY_FILE
from tests.servers.luotsi import LuotsiProcess

WORK, BEAT, LISTEN = ("work",), ("beat",), ("listen", "email")
LEASE = 2.0  # seconds; tests do not wait for 45


@dataclass(frozen=True, slots=True, kw_only=True)
class Production:
    """Its processes. All share one folder with keys, one database and one Redis."""

    serve: tuple[LuotsiProcess, ...]
    listen: LuotsiProcess
    beat: tuple[LuotsiProcess, ...]
    work: tuple[LuotsiProcess, ...]

    @property
    def every(self) -> tuple[LuotsiProcess, ...]:
        """All of them."""
        return (*self.serve, self.listen, *self.beat, *self.work)

    def start(self) -> None:
        """Start all of them."""
        with ThreadPoolExecutor() as starters:
            list(starters.map(LuotsiProcess.start, self.every))

    def stop(self) -> None:
        """See that nothing is left of any."""
        for process in self.every:
            process.stop()


def settings_of_production(directory: Path, database_url: str, redis_url: str) -> dict[str, str]:
    """What every process of an installation is told; the key file is there."""
    keys.load("", directory / "data" / KEY_FILE)
    return {
        "LUOTSI_DATA_DIR": str(directory / "data"),
        "LUOTSI_DATABASE_URL": database_url,
        "LUOTSI_REDIS_URL": redis_url,
        "LUOTSI_LEASE_SECONDS": str(LEASE),
    }


@contextmanager
def running_production(
    directory: Path,
    settings: Mapping[str, str],
    process: Callable[..., LuotsiProcess] = LuotsiProcess,
    *,
    serve: int = 1,
    beat: int = 1,
    work: Sequence[int] = (1, 1),
) -> Iterator[Production]:
    """So many of each, started and stopped, and a worker for each number of processes in *work*.

    The database is migrated already. *process* makes each, as LuotsiProcess does.
    """

    def made(name: str, number: int, part: tuple[str, ...], *arguments: str) -> LuotsiProcess:
        return process(directory / f"{name}-{number}", settings, *arguments, part=part)

    production = Production(
        serve=tuple(made("serve", number, ("serve",)) for number in range(serve)),
        listen=made("listen", 0, LISTEN),
        beat=tuple(made("beat", number, BEAT) for number in range(beat)),
        work=tuple(made("work", number, WORK, "--processes", str(many)) for number, many in enumerate(work)),
    )
    try:
        production.start()
        yield production
    finally:
        production.stop()
