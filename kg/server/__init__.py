"""A built graph over HTTP: the SPARQL 1.1 Protocol, things that resolve, and the site, under one roof."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.server.run import serve

__all__ = ["serve"]


def __getattr__(name: str) -> Any:
    """The processes that answer queries import this package too, and need nothing of HTTP."""
    if name != "serve":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from kg.server.run import serve

    return serve
