"""The nginx site that we ship, in a real nginx before a stand-in for Luotsi."""

import json
import re
import shutil
import socket
import ssl
import subprocess
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from aiohttp import ClientSession, TCPConnector, WSMsgType, web
from yarl import URL

from gateway.web.application import LARGEST_BODY, ROUTES
from tests.architecture.tree import ROOT
from tests.servers.ports import free_port
from tests.servers.programs import end, require, run
from tests.servers.waiting import eventually, wait_until

pytestmark = pytest.mark.servers

_WITHIN = 60.0  # seconds; each takes a moment of a machine that does nothing else
SITE = ROOT / "deploy" / "nginx"
MAIN = """
daemon off; master_process off; pid {folder}/pid; error_log {folder}/main.log warn;
events {{}}
http {{
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    include {folder}/upstream.conf; include {folder}/luotsi.conf;
}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nginx:
    """A running nginx with our site. Whoever wants to be Luotsi listens on `luotsi_port`."""

    address: str
    folder: Path
    luotsi_port: int
    client: ClientSession

    def log(self) -> str:
        return "".join(file.read_text(encoding="utf-8") for file in sorted(self.folder.glob("luotsi-*.log")))


async def _echo(request: web.Request) -> web.StreamResponse:
    """What reached Luotsi."""
    if request.headers.get("Upgrade") == "websocket":
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for message in socket:
            await socket.send_str(message.data)
        return socket
    body = await request.read()
    return web.json_response({"headers": dict(request.headers), "size": len(body), "peer": request.remote})


def _configure(folder: Path, https: int, luotsi: int) -> Path:
    certificate = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    run(require("openssl", "openssl"), "req", *certificate, *files, directory=folder)
    site = (SITE / "luotsi.conf").read_text(encoding="utf-8")
    site = re.sub(r"listen \[::\]:\d+[^;]*;", "", site).replace("listen 80;", f"listen 127.0.0.1:{free_port()};")
    site = site.replace("listen 443 ", f"listen 127.0.0.1:{https} ").replace("/var/log/nginx", str(folder))
    site = site.replace("/etc/luotsi/tls", str(folder)).replace("/etc/luotsi/nginx", str(SITE))
    (folder / "luotsi.conf").write_text(site, encoding="utf-8")
    upstream = (SITE / "upstream.conf").read_text(encoding="utf-8").replace("127.0.0.1:8080", f"127.0.0.1:{luotsi}")
    (folder / "upstream.conf").write_text(upstream, encoding="utf-8")
    main = folder / "nginx.conf"
    main.write_text(MAIN.format(folder=folder), encoding="utf-8")
    return main


@pytest.fixture
def ports(tmp_path):
    """Starts nginx; gives its own port and the one where it looks for Luotsi."""
    https, luotsi = free_port(), free_port()
    main = _configure(tmp_path, https, luotsi)
    with (tmp_path / "output").open("wb") as output:
        process = subprocess.Popen([require("nginx", "nginx-light"), "-c", main], stdout=output, stderr=output)
    try:
        wait_until((tmp_path / "pid").exists, within=_WITHIN, what="nginx is up")
        yield https, luotsi
    finally:
        end(process)


@pytest.fixture
async def nginx(tmp_path, ports):
    """nginx with our site; Luotsi behind it is away until a test starts it."""
    https, luotsi = ports
    context = ssl.create_default_context(cafile=tmp_path / "fullchain.pem")
    context.check_hostname = False
    opened: list[socket.socket] = []

    def connecting(address) -> socket.socket:
        opened.append(socket.socket(*address[:3]))
        return opened[-1]

    async with ClientSession(connector=TCPConnector(ssl=context, socket_factory=connecting)) as client:
        yield Nginx(address=f"https://127.0.0.1:{https}", folder=tmp_path, luotsi_port=luotsi, client=client)
    # The client does not wait until the other side has said, too, that an encrypted line ends.
    await eventually(lambda: all(one.fileno() < 0 for one in opened), within=_WITHIN, what="every line has ended")


@pytest.fixture
async def luotsi(nginx: Nginx):
    """A stand-in that tells what reached it."""
    app = web.Application(client_max_size=64 * 2**20)
    app.router.add_route("*", "/{path:.*}", _echo)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", nginx.luotsi_port).start()
        yield nginx
    finally:
        await runner.cleanup()


async def _status(nginx: Nginx, path: str) -> int:
    async with nginx.client.get(URL(nginx.address + path, encoded=True)) as answer:
        return answer.status


async def test_the_log_holds_no_address_no_browser_no_query_and_no_identifier(luotsi: Nginx):
    secret = "7K3QXW9M"
    agent = {"User-Agent": f"Agent-{secret}", "Referer": f"https://example.fi/{secret}", "Cookie": f"c={secret}"}
    for path in (f"/status?reference={secret}", f"/inbox/{secret}/reply", f"/{secret}", f"/api/v1/calls/{secret}"):
        async with luotsi.client.post(luotsi.address + path, data=secret, headers=agent) as answer:
            assert answer.status == 200

    log = luotsi.log()
    assert [json.loads(line)["place"] for line in log.splitlines()] == ["/status", "/inbox", "/-", "/api/v1/calls"]
    assert secret not in log
    assert "127.0.0.1" not in log


async def test_a_failing_luotsi_puts_no_address_or_path_into_the_error_log(nginx: Nginx):
    async with nginx.client.post(f"{nginx.address}/contact?q=7K3QXW9M", data="x") as answer:
        assert answer.status == 503

    assert "7K3QXW9M" not in nginx.log()
    assert "127.0.0.1" not in nginx.log()


@pytest.mark.parametrize(
    "path", ["/balance", "/metrics", "/balance/", "/metrics/x", "//metrics", "/inbox/../metrics", "/%6detrics"]
)
async def test_what_only_this_machine_may_ask_is_not_passed_on(luotsi: Nginx, path: str):
    assert await _status(luotsi, path) == 404


async def test_what_a_client_claims_about_itself_is_dropped(luotsi: Nginx):
    claims = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Host": "evil.example", "Forwarded": "for=203.0.113.7"}
    async with luotsi.client.get(f"{luotsi.address}/", headers=claims) as answer:
        heard = (await answer.json())["headers"]

    assert heard["X-Forwarded-For"] == "127.0.0.1"
    assert heard["X-Forwarded-Proto"] == "https"
    assert "203.0.113.7" not in str(heard)
    assert "evil.example" not in str(heard)


async def test_while_luotsi_is_away_everybody_is_told_112_and_when_to_come_back(nginx: Nginx):
    async with nginx.client.get(f"{nginx.address}/contact") as answer:
        page = await answer.text()

    assert (answer.status, answer.headers["Retry-After"], answer.headers["Cache-Control"]) == (503, "30", "no-store")
    assert page.count('href="tel:112"') == 3


async def test_a_too_large_form_is_refused_by_luotsi_in_its_own_words(luotsi: Nginx):
    async with luotsi.client.post(f"{luotsi.address}/contact", data=BytesIO(b"x" * (LARGEST_BODY + 1))) as answer:
        assert (await answer.json())["size"] == LARGEST_BODY + 1


async def test_an_endless_body_does_not_reach_luotsi(luotsi: Nginx):
    body = BytesIO(b"x" * 3_000_000)
    async with luotsi.client.post(f"{luotsi.address}/contact", data=body, expect100=True) as answer:
        assert answer.status == 413


def test_every_address_of_luotsi_has_a_place_in_the_log():
    areas = {route.path.split("/")[1] for route in ROUTES} - {"", "balance", "metrics"}
    (known,) = re.findall(r"<luotsi_area>([a-z|-]+)\)", (SITE / "luotsi.conf").read_text(encoding="utf-8"))

    assert areas - set(known.split("|")) == set()


async def test_what_people_send_never_lies_on_nginxs_disk(luotsi: Nginx):
    # Where nginx would put what it holds back, there is no folder any more: it would answer 500.
    held_back = luotsi.folder / "body"
    shutil.rmtree(held_back)
    held_back.touch()

    async with luotsi.client.post(f"{luotsi.address}/contact", data=BytesIO(b"x" * 1_000_000)) as answer:
        assert (await answer.json())["size"] == 1_000_000


async def test_a_chat_speaks_through_nginx_both_ways(luotsi: Nginx):
    async with luotsi.client.ws_connect(f"{luotsi.address}/chat/socket") as socket:
        await socket.send_str("moi")
        said = await socket.receive(timeout=_WITHIN)

    assert (said.type, said.data) == (WSMsgType.TEXT, "moi")
    # Both sides of an encrypted line say that they end: nginx writes its log when that is done.
    await eventually(lambda: '"status":101' in luotsi.log(), within=_WITHIN, what="the line has ended")
