"""Starting and ending the server."""

import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from kg.graph.store import STORE_FOLDER, open_store
from kg.model import NewskgError
from kg.server.app import application
from kg.server.endpoint import Options
from kg.server.stores import Stores

HOST, PORT = "127.0.0.1", 8010


def serve(
    outputs: Path,
    host: str = HOST,
    port: int = PORT,
    options: Options | None = None,
    started: Callable[[str], None] = print,
) -> None:
    """Serve the build in the folder `outputs` until the process is told to end (Ctrl-C, SIGTERM).

    `port` 0 takes any free one. `started` is called with the address as soon as requests are taken. Raises
    NewskgError where there is no build, or the address cannot be had.
    """
    options = options or Options()
    with open_store(outputs / STORE_FOLDER):
        pass
    stores = Stores(outputs)
    if options.token is not None:
        stores.claim()
    server = _Server(
        uvicorn.Config(
            application(stores, options), log_level="warning", access_log=False, timeout_graceful_shutdown=3
        )
    )
    with _listen(host, port) as bound:
        name, number = bound.getsockname()[:2]
        shown = f"[{name}]" if ":" in name else name
        server.started_at = lambda: started(f"http://{shown}:{number}/")
        server.run(sockets=[bound])


class _Server(uvicorn.Server):
    started_at: Callable[[], None]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.started_at()


def _listen(host: str, port: int) -> socket.socket:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
        family, kind, protocol, _, address = found[0]
        bound = socket.socket(family, kind, protocol)  # without it asyncio holds back what is small
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
    except OSError as error:
        raise NewskgError(
            f"{host}:{port}: cannot listen here ({error.strerror}); choose another --port"
        ) from None
    return bound
