"""The key of a home: its fingerprint stands in the home and in every batch, and another key is turned away.

Keys of rows and of persons are hashes made with it. By another key the same rows are other rows, and count twice.
"""

from __future__ import annotations

from pathlib import Path

from ingest.errors import UserError
from ingest.landing.store import Store
from ingest.landing.whole_files import write_text
from ingest.matching.identity import Identity, load_identity, read_key

_FILE = "identity.fingerprint"


def identity_of(store: Store) -> Identity:
    """Return the key of a home, made on first use; UserError if it is gone, cut, or not that of the batches.

    A home of before fingerprints were kept goes on with the key that it has, which is written down.
    """
    identity = load_identity(store.identity_key, hashes_exist=bool(store.manifests()))
    fault = _fault(store, identity)
    if fault is not None:
        raise UserError(fault)
    path = store.root / _FILE
    if not path.exists():
        write_text(f"{identity.mark}\n", path)
    return identity


def key_fault(store: Store) -> str | None:
    """Return what is wrong with the key of a home, as a sentence; None where nothing is, or nothing needs it yet."""
    if not store.identity_key.exists() and not store.manifests():
        return None
    try:
        return _fault(store, read_key(store.identity_key))
    except UserError as error:
        return str(error)


def fingerprint_of(root: Path) -> str | None:
    """Return the fingerprint of the key as it is written down in the home; None in a home of before that was done."""
    written = root / _FILE
    return (written.read_text(encoding="ascii", errors="replace").strip() or None) if written.is_file() else None


def _fault(store: Store, identity: Identity) -> str | None:
    of_home = fingerprint_of(store.root)
    of_batches = {each.key for each in store.manifests() if each.key is not None}
    known = of_batches or ({of_home} if of_home else set())
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
