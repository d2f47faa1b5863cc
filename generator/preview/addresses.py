"""Where the preview stands: host, port and sub-path; and which file of the site a request asks for."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

HOST: Final = "127.0.0.1"
PORT: Final = 8000
OWN: Final = "__preview__"
"""The folder of the preview's own files; no site has one of this name."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the preview is served. `path` begins and ends with a slash."""

    host: str = HOST
    port: int = PORT
    path: str = "/"

    @property
    def address(self) -> str:
        """The address of the front page."""
        host = "localhost" if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104 - asked for by the reader
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}{self.path}"

    @property
    def family(self) -> socket.AddressFamily:
        """The family of the host's number."""
        return socket.AF_INET6 if ":" in self.host else socket.AF_INET

    @property
    def is_open(self) -> bool:
        """Whether other machines may reach it."""
        return not is_own_machine(self.host)


def sub_path(path: str) -> str:
    """A sub-path as it stands in addresses, with its slashes: `a/b` is `/a/b/`."""
    inside = quote(path.strip("/"))
    return f"/{inside}/" if inside else "/"


def is_own_machine(host: str) -> bool:
    """Whether a host's name or number always means the machine it is used on."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def file_address(asked: str) -> str | None:
    """The address of the file asked for, a folder's is its `index.html`; None where it leads out of the site."""
    if any(part in ("..", ".") for part in asked.split("/")) or "\\" in asked or "\0" in asked or asked.startswith("/"):
        return None
    return f"{asked}index.html" if not asked or asked.endswith("/") else asked
