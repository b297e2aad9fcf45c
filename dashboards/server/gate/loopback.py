"""Whether an address to listen on is of this machine alone."""

from __future__ import annotations

import ipaddress


def is_loopback(address: str | None) -> bool:
    """Tell whether only programs of this machine reach a server on `address`; None is every address."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address or "").is_loopback
    except ValueError:
        return False
