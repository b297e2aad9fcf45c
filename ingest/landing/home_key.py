"""The key of a home: its fingerprint stands in the home and in every batch, and another key is turned away.

Keys of rows and of persons are hashes made with it. By another key the same rows are other rows, and count twice.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from ingest.errors import UserError
from ingest.landing.key_fingerprint import FILE, fingerprint_of
from ingest.landing.whole_files import write_text
from ingest.matching.identity import Identity, load_identity, read_key


class Keyed(Protocol):
    """What a home is asked about its key: `ingest.landing.store`."""

    root: Path

    @property
    def identity_key(self) -> Path:
        """The file that holds the key."""

    @property
    def has_batches(self) -> bool:
        """Whether anything was landed."""

    def key_marks(self) -> set[str]:
        """Return the fingerprints of the keys with which the batches were landed."""


def identity_of(store: Keyed) -> Identity:
    """Return the key of a home, made on first use; UserError if it is gone, cut, or not that of the batches.

    The home is locked. A home of before fingerprints were kept goes on with the key that it has, which is written down.
    """
    identity = load_identity(store.identity_key, hashes_exist=store.has_batches)
    fault = _fault(store, identity)
    if fault is not None:
        raise UserError(fault)
    path = store.root / FILE
    if not path.exists():
        write_text(f"{identity.mark}\n", path)
    return identity


def key_fault(store: Keyed) -> str | None:
    """Return what is wrong with the key of a home, as a sentence; None where nothing is, or nothing needs it yet."""
    if not store.identity_key.exists() and not store.has_batches:
        return None
    try:
        return _fault(store, read_key(store.identity_key))
    except UserError as error:
        return str(error)


def _fault(store: Keyed, identity: Identity) -> str | None:
    of_home = fingerprint_of(store.root)
    known = store.key_marks() or ({of_home} if of_home else set())
    if known <= {identity.mark}:
        return None
    others = sorted(known - {identity.mark})
    return (
        f"密钥文件“{store.identity_key}”不是入库时用的那一个"
        f"（现在的指纹是 {identity.mark}，已入库的是 {'、'.join(others)}）。"
        "换了密钥，同一行、同一个人会重复计算，所以没有继续。"
        "请放回原来的密钥文件，或用 dangjian restore --key 从备份中恢复；"
        "确实要换成新的密钥，请另建一个数据文件夹，把台账重新报送一遍。"
    )
