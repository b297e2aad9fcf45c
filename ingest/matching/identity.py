"""Keyed hashes of who a person is. The key stays in the home; identity numbers never reach a disk in clear."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from pathlib import Path

from ingest.errors import UserError
from ingest.text.chinese import normalise
from ingest.text.identity_number import has_birthday, of_today

KEY_BYTES = 32
_NUMBER = re.compile(r"(?<!\d)([1-8]\d{5})(\d{8})(\d{3})([\dXx])(?!\d)|(?<!\d)([1-8]\d{5})(\d{6})(\d{3})(?!\d)")
MASK = "（已隐去）"


class Identity:
    """Turns what identifies a person into a keyed hash (HMAC-SHA256, hex), one name space a kind."""

    def __init__(self, key: bytes):
        self._key = key
        self._of_rows = hashlib.blake2b(digest_size=16, key=key)

    def __repr__(self) -> str:
        return "Identity(...)"

    def __reduce__(self) -> tuple[type[Identity], tuple[bytes]]:
        """Let another process of this program, which reads files, have it; a hash that is begun cannot be sent."""
        return Identity, (self._key,)

    @property
    def mark(self) -> str:
        """The fingerprint of the key itself, 16 hex characters: it tells keys apart and gives none away."""
        return self.digest("fingerprint of the key")[:16]

    def digest(self, kind: str, *parts: str) -> str:
        """Return the hash of one identifier; the same text of another `kind` gives another hash."""
        return hmac.new(self._key, "\0".join((kind, *parts)).encode(), hashlib.sha256).hexdigest()

    def fingerprint(self, text: str) -> str:
        """Return a keyed hash of a whole row, 32 hex characters; cheap enough for every row of a large file."""
        found = self._of_rows.copy()  # half the cost of taking in the key anew
        found.update(text.encode("utf-8", "surrogatepass"))
        return found.hexdigest()


def load_identity(path: Path, hashes_exist: bool) -> Identity:
    """Read the key, or make it on first use (mode 600).

    UserError if the key is gone although rows were landed with it: a new one would make everybody a stranger.
    """
    if not path.exists() and not hashes_exist:
        _make_key(path)
    return read_key(path)


def read_key(path: Path) -> Identity:
    """Read the key; UserError if it is gone or cut."""
    if not path.exists():
        raise UserError(
            f"找不到密钥文件“{path.name}”，而已入库的人员编码要靠它才对得上。"
            f"请把另外放的密钥放回“{path.parent}”，或用 dangjian restore --key 从备份中恢复。"
        )
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise UserError(f"密钥文件“{path}”已损坏，请放回另外放的密钥，或用 dangjian restore --key 从备份中恢复。")
    return Identity(key)


def _make_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    aside.unlink(missing_ok=True)
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)


def canonical_identity_number(text: str) -> str:
    """Return the identity number (公民身份证号) in one form; 15 digits are brought to the 18 of today."""
    return of_today(normalise(text).replace(" ", "").upper())


def mask_identity_numbers(text: str) -> str:
    """Hide what looks like an identity number; other long numbers, such as codes, stay."""
    if not any(character.isdigit() for character in text):
        return text
    return _NUMBER.sub(lambda found: MASK if _has_birthday(found) else found[0], text)


def _has_birthday(found: re.Match[str]) -> bool:
    return has_birthday(found[2] or f"19{found[6]}")
