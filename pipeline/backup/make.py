"""Make a backup: a still picture, hashed, sealed beside its name, read back whole, and only then given the name."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.errors import UserError
from ingest.full_disk import full_disk, is_full_disk
from ingest.landing.key_fingerprint import fingerprint_of
from ingest.matching.identity import read_key
from ingest.system_reason import reason
from pipeline.backup.archive import Contents, hashes_of, nothing, read_archive, write_archive
from pipeline.backup.lock import Lock, Opener
from pipeline.backup.record import note_failure, note_good, note_key, signing_mark
from pipeline.backup.sealed import seal, unsealed
from pipeline.backup.still import APART, HEAD, SCRATCH, SIGNING, take
from pipeline.warehouse.publish import current_build


def back_up(home: Path, out: Path, lock: Lock) -> Contents:
    """Write a backup of `home` to `out` and return what it holds; it may name files that are damaged in the home.

    Nobody is held up, and what is landed or built meanwhile is in it whole or not at all. UserError if `out` exists,
    another backup is being made, or there is no room; then nothing stays behind.
    """
    if out.exists():
        raise UserError(f"“{out}”已经存在，不会覆盖。请换一个文件名。")
    if not (home / "landed").is_dir():
        raise UserError(f"“{home}”里还没有导入过台账，没有什么可备份的。")
    try:
        with FileLock(home / "backup.lock", timeout=0), _noting_failure(home):
            return _back_up(home, out, lock)
    except Timeout as error:
        raise UserError("另一个备份正在进行，请等它结束。") from error


def put_key_apart(home: Path, out: Path, lock: Lock) -> None:
    """Write the home's key to a file of its own, locked. UserError if there is none, or `out` exists."""
    if out.exists():
        raise UserError(f"“{out}”已经存在，不会覆盖。请换一个文件名。")
    identity = read_key(home / APART)
    locked = lock.locked(b"".join(path.read_bytes() for path in (home / APART, home / SIGNING) if path.is_file()))
    with _beside(out) as aside:
        aside.write_bytes(locked)
    note_key(home, identity.mark, signing_mark(home / SIGNING))


def _back_up(home: Path, out: Path, lock: Lock) -> Contents:
    for left in home.glob(f"{SCRATCH}*"):
        shutil.rmtree(left, ignore_errors=True)
    with (
        _beside(out) as aside,
        tempfile.TemporaryDirectory(prefix=SCRATCH, dir=home, ignore_cleanup_errors=True) as scratch,
    ):
        still = Path(scratch)
        damaged = take(home, still)
        contents = _contents(still, damaged)
        opener = seal(lambda stream: write_archive(still, contents, stream), aside, lock)
        check(aside, opener)
    if damaged:
        raise UserError(
            f"备份写好了（{out}），但数据文件夹里有 {len(damaged)} 个文件已经损坏，如“{damaged[0]}”，"
            "备份里的也是坏的。请运行 doctor --deep 看怎么处理，处理好后再备份；以前的备份请留着。"
        )
    note_good(home, out, contents.made_at)
    return contents


def check(path: Path, private_key: Opener) -> Contents:
    """Read a backup from beginning to end and return what it holds; UserError if anything in it is not as written."""
    with unsealed(path, private_key) as stream:
        return read_archive(stream, nothing)


def _contents(still: Path, damaged: list[str]) -> Contents:
    try:
        build = current_build(still / "warehouse").stem
    except UserError:
        build = None
    return Contents(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        key=fingerprint_of(still),
        batches=len(list((still / "landed" / "manifest").glob("*.json"))),
        build=build,
        files=hashes_of(still),
        damaged=tuple(damaged),
        audit=_audit_head(still),
    )


def _audit_head(still: Path) -> str | None:
    """Return how far the audit log went, as it is printed; None where nothing was logged, or nobody can tell."""
    try:
        number, signature = json.loads((still / HEAD).read_text(encoding="utf-8"))["heads"]["audit"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return f"{number}-{str(signature)[:16]}"


@contextmanager
def _beside(out: Path) -> Iterator[Path]:
    """Yield where to write; what was written gets its name at the end, and is removed if the block fails."""
    aside = out.with_name(f".{out.name}.tmp")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        yield aside
        aside.replace(out)
    except OSError as error:
        if is_full_disk(error):
            raise full_disk(out.parent, "备份没有写成，数据不受影响") from error
        raise UserError(f"备份写不到“{out}”：{reason(error)}。请检查文件夹和权限。") from error
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def _noting_failure(home: Path) -> Iterator[None]:
    try:
        yield
    except UserError as error:
        with suppress(OSError):  # the disk is full, which is what the sentence says
            note_failure(home, str(error))
        raise
