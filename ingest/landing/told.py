"""A run that met a full disk says what it had landed by then: each batch is whole or not there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ingest.full_disk import full_disk, is_full_disk
from ingest.landing.store import Store

_NAMED = 5


@contextmanager
def told_what_landed(store: Store) -> Iterator[None]:
    """Turn a full disk inside into one sentence (FullDisk) that names the files landed in the meantime."""
    before = store.last_sequence
    try:
        yield
    except Exception as error:
        if not is_full_disk(error):
            raise
        files = dict.fromkeys(each.file for each in store.manifests() if each.sequence > before)
        raise full_disk(store.root, _said(list(files))) from error


def _said(files: list[str]) -> str:
    if not files:
        return "这次的文件一份也没有入库，以前入库的不受影响"
    named = "、".join(f"“{name}”" for name in files[:_NAMED])
    more = f"等 {len(files)} 个文件" if len(files) > _NAMED else ""
    return (
        f"{named}{more}已经入库，其余没有，有的回执没有写成（同样的文件再导入一次，入过库的不会重复计算，回执会补上）"
    )
