"""Everywhere that something could have been written down: database files, write-ahead logs, dumps."""

from pathlib import Path

from sqlalchemy import make_url

from tests.servers.luotsi import LuotsiProcess
from tests.servers.postgres import PostgresServer
from tests.servers.programs import require, run


def written_by(luotsi: LuotsiProcess, postgres: PostgresServer | None) -> dict[str, bytes]:
    """Each file that *luotsi* or its database has written, and the database's dump, by name."""
    url = make_url(luotsi.environment["LUOTSI_DATABASE_URL"])
    folders = [luotsi.directory] if postgres is None else [luotsi.directory, postgres.data]
    files = [file for folder in folders for file in sorted(folder.rglob("*")) if file.is_file()]
    if postgres is None:
        database = Path(url.database or "")
        files += sorted(database.parent.glob(f"{database.name}*"))
        return {str(file): file.read_bytes() for file in files}
    plain = url.set(drivername="postgresql").render_as_string()
    dump = run(require("pg_dump", "postgresql-client"), "--inserts", plain, directory=luotsi.directory)
    return {"pg_dump": dump.encode(), **{str(file): _content(file) for file in files}}


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""  # PostgreSQL, running, has thrown it away since


def where(words: str, places: dict[str, bytes]) -> list[str]:
    """The names of the *places* in which *words* stand, as they are or as a dump writes bytes, in any case."""
    plain = words.encode()
    wanted = {plain, plain.lower(), plain.upper(), words.encode("utf-16-le"), plain.hex().encode()}
    return [name for name, content in places.items() if any(one in content for one in wanted)]
