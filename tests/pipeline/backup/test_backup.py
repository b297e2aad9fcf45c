"""A backup holds the home but not its key, is whole or not there, and goes back to an empty place only."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn

import pytest

from ingest.errors import UserError
from ingest.full_disk import FullDisk
from ingest.landing.months import Month
from ingest.landing.store import Store
from ingest.landing.whole_files import sha256_of
from pipeline.backup import archive, make, still
from pipeline.backup.archive import hashes_of
from pipeline.backup.daily import back_up_daily, is_due, kept, name_at
from pipeline.backup.landed_files import damaged
from pipeline.backup.lock import Lock, Opener, new_pair
from pipeline.backup.make import back_up, check, put_key_apart
from pipeline.backup.record import note_good, read_record
from pipeline.backup.restore import opened_key, restore
from pipeline.backup.sealed import locked_key
from pipeline.backup.setting import FILE, text_of
from tests.ingest.small_district import ACTIVITIES, send, write
from tests.pipeline.backup.homes import LOCK, OPENER, PUBLIC, files, small_home

NOT_IN_IT = re.compile(r"identity\.key|.*\.lock|backup\.json|landed\.index\..*|inbox/.*|logs/.*")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return small_home(tmp_path)


def opener_of(path: Path) -> Opener:
    return Opener(private_keys=OPENER.opened(locked_key(path)).decode())


def test_what_comes_back_is_what_was_there_without_the_key(home: Path, tmp_path: Path) -> None:
    out, key_file, back = tmp_path / "一.backup", tmp_path / "key", tmp_path / "back"
    contents = back_up(home, out, LOCK)
    put_key_apart(home, key_file, LOCK)
    key = opened_key(key_file.read_bytes(), OPENER)
    assert key == (home / "identity.key").read_bytes() and key not in key_file.read_bytes()
    assert restore(out, back, opener_of(out), None) == contents
    wanted = {name: content for name, content in files(home).items() if not NOT_IN_IT.fullmatch(name)}
    found = files(back)
    assert found.pop("app.sqlite") and wanted.pop("app.sqlite")  # SQLite's copy need not be the same bytes
    assert found == wanted
    assert sqlite3.connect(back / "app.sqlite").execute("select text from note").fetchall() == [("记下的事",)]
    assert not list(home.glob(".backup-*"))


def test_without_its_key_the_home_can_be_read_and_the_next_delivery_is_refused(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "一.backup"
    back_up(home, out, LOCK)
    restore(out, tmp_path / "back", opener_of(out), None)
    store = Store(tmp_path / "back")
    assert store.live_frame("member").equals(Store(home).live_frame("member"))
    activities = write(tmp_path, "活动.csv", ACTIVITIES)
    with pytest.raises(UserError, match=r"找不到密钥文件.*dangjian restore"):
        send(store, activities)
    store.identity_key.write_bytes((home / "identity.key").read_bytes())
    assert [receipt.accepted for receipt in send(store, activities)] == [3]


def test_the_key_of_another_home_is_not_put_back(home: Path, tmp_path: Path) -> None:
    """Everybody would be a stranger, and the next delivery would count twice."""
    out = tmp_path / "一.backup"
    back_up(home, out, LOCK)
    with pytest.raises(UserError, match="不是这份备份的"):
        restore(out, tmp_path / "back", opener_of(out), b"k" * 32)
    assert not (tmp_path / "back").exists() and not list(tmp_path.glob(".restoring-*"))
    restore(out, tmp_path / "back", opener_of(out), (home / "identity.key").read_bytes())
    assert (tmp_path / "back" / "identity.key").read_bytes() == (home / "identity.key").read_bytes()
    if sys.platform != "win32":
        assert {path.stat().st_mode & 0o077 for path in (tmp_path / "back").rglob("*") if path.is_file()} == {0}
        assert (tmp_path / "back").stat().st_mode & 0o777 == 0o700


def test_nothing_that_is_there_is_written_over(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "一.backup"
    back_up(home, out, LOCK)
    with pytest.raises(UserError, match="不会覆盖"):
        back_up(home, out, LOCK)
    before = hashes_of(home)
    with pytest.raises(UserError, match="不会覆盖"):
        restore(out, home, opener_of(out), None)
    assert hashes_of(home) == before


@pytest.mark.parametrize("place", [300, 2_000, 9_000, -60])
def test_a_backup_that_was_changed_anywhere_is_refused(home: Path, tmp_path: Path, place: int) -> None:
    out = tmp_path / "一.backup"
    back_up(home, out, LOCK)
    content = bytearray(out.read_bytes())
    content[place] ^= 0xFF
    out.write_bytes(content)
    with pytest.raises(UserError):
        restore(out, tmp_path / "back", opener_of(out), None)
    assert not (tmp_path / "back").exists()


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_backup_that_was_cut_is_refused(home: Path, tmp_path: Path, share: float) -> None:
    out = tmp_path / "一.backup"
    back_up(home, out, LOCK)
    out.write_bytes(out.read_bytes()[: int(out.stat().st_size * share)])
    with pytest.raises(UserError):
        check(out, opener_of(out))


def test_a_passphrase_opens_what_it_locked_and_another_does_not(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="至少要"):
        Lock(passphrase="太短了").locked(b"secret")
    locked = Lock(passphrase="一个记得住的足够长的口令").locked(b"secret")
    assert Opener(passphrase="一个记得住的足够长的口令").opened(locked) == b"secret"
    with pytest.raises(UserError, match="口令不对"):
        Opener(passphrase="另一个足够长的口令写在这").opened(locked)
    with pytest.raises(UserError, match="要用口令"):
        Opener(private_keys=new_pair()[0]).opened(locked)


def test_a_wrong_private_key_or_public_key_is_said(tmp_path: Path) -> None:
    locked = LOCK.locked(b"secret")
    for opener, words in (
        (Opener(private_keys=new_pair()[0]), "私钥不对"),
        (Opener(private_keys="# 空的"), "没有私钥"),
        (Opener(private_keys="AGE-SECRET-KEY-1CUT"), "不完整"),
        (Opener(), "--identity"),
    ):
        with pytest.raises(UserError, match=words):
            opener.opened(locked)
    with pytest.raises(UserError, match="不是公钥"):
        Lock(recipients=(PUBLIC[:-3],)).locked(b"secret")


def test_a_batch_that_lands_meanwhile_is_in_it_whole_or_not_at_all(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its files were there and its manifest not yet: the restored home found rows that nobody knew of."""
    activities = write(tmp_path, "活动.csv", ACTIVITIES)
    copy_all = still._copy_all
    copied, sent = iter([False, True]), []

    def landing_between(*given: object) -> None:
        copy_all(*given)  # type: ignore[arg-type]
        if next(copied, False):  # the manifests are copied, the rows are not
            sent.append(send(Store(home), activities))

    monkeypatch.setattr(still, "_copy_all", landing_between)
    out, back = tmp_path / "一.backup", tmp_path / "back"
    back_up(home, out, LOCK)
    assert sent
    restore(out, back, opener_of(out), (home / "identity.key").read_bytes())
    store = Store(back)
    assert store.live_frame("activity").is_empty()
    assert store.sweep() == []
    send(store, activities)
    assert store.live_frame("activity").height == Store(home).live_frame("activity").height


def test_what_is_cleared_away_meanwhile_makes_it_look_again(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link, missing = still._link, iter([True])

    def vanishing(path: Path, target: Path) -> None:
        if next(missing, False):
            raise FileNotFoundError(path)
        link(path, target)

    monkeypatch.setattr(still, "_link", vanishing)
    back_up(home, tmp_path / "一.backup", LOCK)
    monkeypatch.setattr(still, "_link", lambda path, target: (_ for _ in ()).throw(FileNotFoundError(path)))
    with pytest.raises(UserError, match="移走"):
        back_up(home, tmp_path / "二.backup", LOCK)
    assert "移走" in str(read_record(home).failure)


def test_damage_in_the_home_is_said_and_the_backup_is_no_good_one(home: Path, tmp_path: Path) -> None:
    path = next((home / "landed" / "member").glob("*.parquet"))
    path.write_bytes(path.read_bytes()[:-9])
    (home / "app.sqlite").write_bytes(b"broken" * 100)
    with pytest.raises(UserError, match=r"2 个文件已经损坏.*doctor --deep"):
        back_up(home, tmp_path / "一.backup", LOCK)
    assert (tmp_path / "一.backup").exists() and read_record(home).good_at is None


def full(*_: object, **__: object) -> NoReturn:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("where", ["take", "seal", "hashes_of"])
def test_on_a_full_disk_nothing_of_a_backup_stays(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.setattr(make, where, full)
    out = tmp_path / "out" / "一.backup"
    with pytest.raises(FullDisk, match="备份没有写成"):
        back_up(home, out, LOCK)
    assert list(out.parent.iterdir()) == [] and not list(home.glob(".backup-*"))


def test_on_a_full_disk_nothing_of_a_restore_stays(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "一.backup"
    back_up(home, out, LOCK)
    private_key = opener_of(out)
    monkeypatch.setattr("pipeline.backup.restore.os.fdopen", full)
    with pytest.raises(FullDisk):
        restore(out, tmp_path / "back", private_key, None)
    assert not (tmp_path / "back").exists() and not list(tmp_path.glob(".restoring-*"))


def test_a_member_that_would_lie_outside_the_home_is_refused(home: Path, tmp_path: Path) -> None:
    for name in ("../outside", "/outside", "a/../../outside", "C:/outside", "a\\..\\outside"):
        assert not archive._is_inside(name)
    assert archive._is_inside("landed/member/B000001-member.parquet")


@pytest.fixture
def days(home: Path, tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "每天's"
    folder.mkdir()
    (home / FILE).write_text(text_of(folder, PUBLIC), encoding="utf-8")
    yield folder


def test_every_day_one_is_made_where_the_home_asks_for_it(home: Path, days: Path) -> None:
    now = datetime.now(UTC)
    made = back_up_daily(home, now)
    assert made is not None and made.parent == days
    assert check(made, opener_of(made)).batches > 0
    assert back_up_daily(home, now + timedelta(hours=5)) is None
    assert is_due(home, now + timedelta(hours=25)) and is_due(home, now - timedelta(days=3))  # the clock was set back
    (home / FILE).write_text("文件夹: x\n公钥: []\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"backup\.yaml"):
        back_up_daily(home, now + timedelta(hours=25))
    (home / FILE).unlink()
    assert back_up_daily(home, now + timedelta(hours=25)) is None


def test_seven_days_four_weeks_and_twelve_months_are_kept_and_nothing_of_others_is_cleared() -> None:
    first = datetime(2026, 1, 1, 3, 0, tzinfo=UTC)
    every_day = [name_at(first + timedelta(days=day)) for day in range(500)]
    stay = kept([*every_day, "别人的文件.docx"])
    days = sorted(name[9:17] for name in stay - {"别人的文件.docx"})
    assert "别人的文件.docx" in stay
    assert days[-7:] == [name[9:17] for name in every_day[-7:]]
    assert len({day[:6] for day in days}) == 12
    assert len(days) <= 7 + 4 + 12
    assert kept([*stay, name_at(first + timedelta(days=500))]) >= {every_day[-1]}


def test_a_record_that_was_cut_is_no_record(home: Path, tmp_path: Path) -> None:
    note_good(home, home / "aliases.csv", "2026-11-30T00:00:00+00:00")
    assert not read_record(home).is_old(datetime(2026, 12, 5, tzinfo=UTC))
    assert read_record(home).is_old(datetime(2026, 12, 10, tzinfo=UTC))
    for content in ("", "[1]", '{"good_at": "soon"}'):
        (home / "backup.json").write_text(content, encoding="utf-8")
        assert read_record(home).is_old(datetime(2026, 12, 5, tzinfo=UTC))


def test_batches_that_are_put_together_by_months_are_looked_at_too(home: Path) -> None:
    """Their own files are gone, which is no loss; the month's files and records are held against their hashes."""
    landed = home / "landed"
    path = next((landed / "member").glob("*.parquet"))
    together = {kind: landed / kind / "M2025-12-1-member.parquet" for kind in ("member", "intake", "quality")}
    for kind, file in together.items():
        (landed / kind / path.name).rename(file)
    hashes = {kind: sha256_of(file) for kind, file in together.items()}
    Month("member", "2025-12", 1, frozenset({path.stem}), hashes).write(landed)
    assert list(damaged(landed, deep=True)) == []
    together["intake"].write_bytes(b"PAR1 other PAR1")
    assert list(damaged(landed, deep=False)) == []
    assert list(damaged(landed, deep=True)) == [together["intake"]]
    together["intake"].unlink()
    assert list(damaged(landed, deep=False)) == [together["intake"]]
