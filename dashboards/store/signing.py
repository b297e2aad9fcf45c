"""The key that signs the audit log and the register of packs, and the newest signatures, both outside `app.sqlite`.

Whoever can write the database alone can change no row unseen, nor cut the end off: the head says how far it went.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KEY_FILE, HEAD_FILE = "audit.key", "audit.head"
KEY_BYTES = 32
GONE = (
    f"签名密钥 {KEY_FILE} 不在数据文件夹里，或者不完整：留痕核对不了，也接不上，所以谁也登录不了。请从另存的密钥放回；"
    "确实找不到，由数据所有者运行 dangjian audit renew --reason 原因，旧的留痕到此为止（保留），用新密钥重新开始。"
)
_SHOWN = 16

Value = str | int | float | None


@dataclass(frozen=True)
class Head:
    """The newest signed row of a table: its number and its signature."""

    number: int
    signature: str

    def __str__(self) -> str:
        """Return it as it is printed: the number and the first letters of the signature."""
        return f"{self.number}-{self.signature[:_SHOWN]}"


def read_key(home: Path) -> bytes | None:
    """Return the key, or None where it is not there, or not whole."""
    try:
        key = (home / KEY_FILE).read_bytes()
    except OSError:
        return None
    return key if len(key) == KEY_BYTES else None


def make_key(home: Path) -> bytes:
    """Make the key, readable by its owner alone; of two that make it at once, both get the first one's."""
    aside = home / f".{KEY_FILE}.{secrets.token_hex(4)}"
    _write_private(aside, new_key())
    try:
        os.link(aside, home / KEY_FILE)
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        if not (home / KEY_FILE).exists():
            aside.replace(home / KEY_FILE)
    finally:
        aside.unlink(missing_ok=True)
    return (home / KEY_FILE).read_bytes()


def new_key() -> bytes:
    """Return a key that nobody has yet."""
    return secrets.token_bytes(KEY_BYTES)


def replace_key(home: Path, key: bytes) -> Path | None:
    """Put another key in its place; return where what lay there is kept, None where nothing did."""
    path, kept = home / KEY_FILE, None
    if path.exists():
        kept = home / f"{KEY_FILE}.{secrets.token_hex(4)}"
        path.rename(kept)
    aside = home / f".{KEY_FILE}.{secrets.token_hex(4)}"
    _write_private(aside, key)
    aside.replace(path)
    return kept


def signature(key: bytes, *said: object) -> str:
    """Return the signature of what is said, as hexadecimal digits."""
    return hmac.new(key, json.dumps(said, ensure_ascii=False).encode(), hashlib.sha256).hexdigest()


def read_heads(home: Path, key: bytes) -> dict[str, Head] | None:
    """Return the newest signed row by table; None where the file is not there or not signed with this key."""
    told, heads = _read_heads(home)
    genuine = hmac.compare_digest(str(told.get("signature")), signature(key, "heads", told.get("heads")))
    return heads if genuine else None


def claimed_heads(home: Path) -> dict[str, Head]:
    """Return the newest signed row by table as the file says, signed by whomever; empty where nothing can be read."""
    return _read_heads(home)[1]


def _read_heads(home: Path) -> tuple[dict[str, Any], dict[str, Head]]:
    try:
        told = json.loads((home / HEAD_FILE).read_text(encoding="utf-8"))
        return told, {table: Head(*found) for table, found in told["heads"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}, {}


def write_heads(home: Path, key: bytes, heads: Mapping[str, Head]) -> None:
    """Write the newest signed rows down, beside the file and then in its place."""
    plain = {table: [head.number, head.signature] for table, head in sorted(heads.items())}
    text = json.dumps({"heads": plain, "signature": signature(key, "heads", plain)})
    aside = home / f".{HEAD_FILE}.{secrets.token_hex(4)}"
    _write_private(aside, text.encode())
    aside.replace(home / HEAD_FILE)


def _write_private(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
