"""A lesson in a classroom: this computer's address in the local network, to read and to scan."""

from __future__ import annotations

import io
import socket
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from ipaddress import IPv4Address

import segno

EVERYWHERE = "0.0.0.0"  # noqa: S104 (listening to the class is what is asked for)

SAME_NETWORK = "All devices must be in the same network as this computer."
NO_NETWORK = (
    "This computer is in no network, so only it can open the lesson."
    " Join a network and start again."
)

# Connecting a datagram socket sends nothing: the system only says from which of its addresses it
# would. The first is nobody's (RFC 5737); the others lie in the networks that schools have.
_TOWARDS = ("192.0.2.1", "192.168.254.254", "10.254.254.254", "172.30.254.254", "169.254.254.254")

_SIGNS = {
    "0": "###,# #,# #,# #,###",
    "1": " # ,## , # , # ,###",
    "2": "###,  #,###,#  ,###",
    "3": "###,  #,###,  #,###",
    "4": "# #,# #,###,  #,  #",
    "5": "###,#  ,###,  #,###",
    "6": "###,#  ,###,# #,###",
    "7": "###,  #,  #,  #,  #",
    "8": "###,# #,###,# #,###",
    "9": "###,# #,###,  #,###",
    ".": " , , , ,#",
    ":": " ,#, ,#, ",
}


def addresses() -> tuple[str, ...]:
    """Under which a class can reach this computer, the likeliest first."""
    found = dict.fromkeys((*_routed(), *_of_interfaces()))
    return tuple(address for address in found if _can_be_reached(address))


def names() -> tuple[str, ...]:
    """What else the class may type instead of the address."""
    name = socket.gethostname().lower()
    return (name, f"{name}.local") if name.isascii() and name else ()


def invitation(address: str, port: int, encoding: str) -> str:
    """The address as a link, in large letters, and as a code, as far as the screen can show it."""
    link = f"http://{address}:{port}"
    shown = [link, _large(f"{address}:{port}", encoding), _code(link, encoding), SAME_NETWORK]
    return "\n\n".join(part for part in shown if part)


def _routed() -> Iterator[str]:
    for target in _TOWARDS:
        with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect((target, 9))
            yield str(probe.getsockname()[0])


def _of_interfaces() -> Iterator[str]:
    """For a network without a way out, such as a switch and a cable, where Linux names none."""
    if sys.platform != "linux":
        return
    import fcntl  # noqa: PLC0415 (Linux has it, Windows does not)

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _, name in socket.if_nameindex():
            with suppress(OSError):
                asked = struct.pack("256s", name.encode()[:15])
                told = fcntl.ioctl(probe.fileno(), 0x8915, asked)  # SIOCGIFADDR
                yield socket.inet_ntoa(told[20:24])


def _can_be_reached(address: str) -> bool:
    known = IPv4Address(address)
    return not (known.is_loopback or known.is_unspecified)


def _large(text: str, encoding: str) -> str:
    rows = (" ".join(row) for row in zip(*(_SIGNS[sign].split(",") for sign in text), strict=True))
    drawn = "\n".join(row.rstrip() for row in rows)
    return drawn.replace("#", "█") if _can_show("█", encoding) else drawn


def _code(link: str, encoding: str) -> str:
    if not _can_show("▀▄█", encoding):
        return ""
    drawn = io.StringIO()
    segno.make(link, micro=False).terminal(drawn, border=2, compact=True)
    return drawn.getvalue().rstrip("\n")


def _can_show(signs: str, encoding: str) -> bool:
    try:
        signs.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
