"""What one test has put into SQL, the next one need not: every test has engines of its own, and they forget with it.

To word statements anew took an eighth of what the gateway's tests cost. A statement is known by the dialect in which it
is worded, so the engines of one process share both. A dialect knows nothing of the database behind it.
"""

from typing import Any

from sqlalchemy import Connection, Dialect, Engine, event

_KNOWN: dict[type[Dialect], tuple[Dialect, Any]] = {}  # and the statements worded in it


@event.listens_for(Engine, "engine_connect")
def _know(connection: Connection) -> None:
    engine = connection.engine
    dialect, statements = _KNOWN.setdefault(type(engine.dialect), (engine.dialect, engine._compiled_cache))
    if engine.dialect is not dialect:
        engine.dialect, engine._compiled_cache = dialect, statements
    connection.dialect = dialect
