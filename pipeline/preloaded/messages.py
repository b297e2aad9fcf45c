"""Messages over a socket between two processes of this machine: JSON, and with it open files that are handed over."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Sequence
from typing import Any

_LENGTH = struct.Struct("<Q")
_MOST_FILES = 3


def send(message: object, over: socket.socket, files: Sequence[int] = ()) -> None:
    """Send one message, with the numbers of files that the other end is to have; OSError where it is gone."""
    body = json.dumps(message, ensure_ascii=False, default=str).encode()
    socket.send_fds(over, [_LENGTH.pack(len(body))], files)
    over.sendall(body)


def receive(over: socket.socket) -> tuple[Any, list[int]] | None:
    """Return the next message and the numbers that its files have here; None where the other end is gone."""
    try:
        head, files, _, _ = socket.recv_fds(over, _LENGTH.size, _MOST_FILES)
        if len(head) < _LENGTH.size:
            return None
        (length,) = _LENGTH.unpack(head)
        body = bytearray()
        while len(body) < length and (part := over.recv(length - len(body))):
            body += part
    except OSError:
        return None
    return (json.loads(body), files) if len(body) == length else None
