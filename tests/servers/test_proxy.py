"""The tests' bad network leaves no line open, whatever was under way when it ended."""

import asyncio
import gc
import random
import socket
import warnings

from tests.servers.ports import free_port
from tests.servers.proxy import Weather, running_proxy


async def test_no_line_is_left_open_by_clients_that_come_as_it_ends():
    port = free_port()
    behind = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", port)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", ResourceWarning)
        for turns in range(12):
            async with running_proxy(port, Weather(chance=random.Random(turns))) as proxy:
                clients = [socket.create_connection(("127.0.0.1", proxy.port)) for _ in range(4)]
                for _ in range(turns):
                    await asyncio.sleep(0)
            for client in clients:
                client.close()
        behind.close()
        await asyncio.sleep(0.1)
        gc.collect()

    assert [str(one.message) for one in told] == []
