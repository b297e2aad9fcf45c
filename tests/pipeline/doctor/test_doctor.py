"""What `doctor` says of a home: each damage in a line with what to do, and what it mends without loss."""

from __future__ import annotations

import json
import re
import shutil
import sys
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import duckdb
import pyrage
import pytest

from ingest.landing.manifest import read_manifest
from ingest.landing.store import Store
from ingest.landing.whole_files import write_text
from pipeline import child_process, cli
from pipeline.backup.make import back_up
from pipeline.backup.record import note_failure, note_good
from pipeline.commands import engine as engines
from pipeline.commands import purge
from pipeline.commands import serve as serving
from pipeline.doctor import examine as examining
from pipeline.doctor import place
from pipeline.doctor.examine import examine
from pipeline.doctor.finding import Finding
from pipeline.doctor.mend import mend
from pipeline.selfcheck.damage import FAULTS, Fault
from pipeline.warehouse import build as build_module
from pipeline.warehouse.publish import current_build, publish
from tests.ingest.small_district import ACTIVITIES, basics, send, write
from tests.pipeline.backup.homes import LOCK

NOTE = {
    "snapshot_id": "2025-a", "year": 2025, "build_id": "20251231T000000-0000002", "as_of": "2025-12-31",
    "taken_at": "2026-01-05T00:00:00+00:00", "taken_by": "区办", "path": "2025-a.duckdb",
}  # fmt: skip
NO_MATTER = {"权限", "备份"}
"""Homes made by a test belong to a test."""


policy = cache(build_module.policy)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that is well: a few ledgers landed, two builds that say so, one of them frozen."""
    folder = tmp_path_factory.mktemp("whole")
    home = folder / "home"
    store = Store(home)
    send(store, basics(folder / "in"))
    (home / "warehouse").mkdir()
    publish(_scratch(folder / "1.duckdb", store), home / "warehouse", "20251231T000000-0000001")
    publish(_scratch(folder / "2.duckdb", store), home / "warehouse", "20251231T000000-0000002")
    (home / "reviews" / "2025").mkdir(parents=True)
    shutil.copyfile(current_build(home / "warehouse"), home / "reviews" / "2025" / "2025-a.duckdb")
    (home / "reviews" / "2025" / "2025-a.json").write_text(json.dumps(NOTE), encoding="utf-8")
    return home


def _scratch(path: Path, store: Store) -> Path:
    connection = duckdb.connect(str(path))
    connection.execute("create schema marts")
    connection.execute(
        "create table marts.build_info as select timestamp '2025-12-31' as built_at, date '2025-12-31' as as_of"
    )
    connection.execute("create table marts.batch (batch varchar, received_at timestamp)")
    batches = [(each.batch, each.received_at) for each in store.live_manifests()]
    connection.executemany("insert into marts.batch values (?, ?)", batches)
    connection.execute("create table marts.indicator_value as select range as n, hash(range) as h from range(60000)")
    connection.close()
    return path


@pytest.fixture
def home(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "home"))


_COMMAND = re.compile(r"dangjian [a-z]+")
_ENGLISH = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")


def english_in(text: str) -> list[str]:
    """Return what is English in a text: two words of it beside each other, but for commands that it names."""
    return _ENGLISH.findall(_COMMAND.sub("", text))


def unwell(home: Path, deep: bool = False) -> list[Finding]:
    """Return what is not well, but for what every home of a test has."""
    return [each for each in examine(home, deep) if not each.is_well and each.what not in NO_MATTER]


def test_a_home_that_is_well_is_said_to_be(home: Path) -> None:
    assert unwell(home) == [] == unwell(home, deep=True)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_every_fault_is_found_with_what_to_do_about_it(home: Path, fault: Fault) -> None:
    for build in (home / "warehouse").glob("*0000001.duckdb") if fault.needs_build else ():
        build.unlink()  # the damage is done to the first one, which has to be the published one
    fault.damage(home)
    found = unwell(home, deep=fault.is_deep)
    assert found, fault.name
    assert any(word in each.found for each in found for word in ("请", "restore", "build")), found
    assert not [words for each in found for words in english_in(each.found)], found


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_no_command_ends_in_a_traceback_whatever_is_broken(
    home: Path, fault: Fault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A junk as-of.txt, a cut manifest and a cut warehouse each ended four commands in a traceback."""
    monkeypatch.setattr(engines, "on_duckdb", lambda work: _scratch_again(work.database, Store(home)))
    for module in (build_module, examining):  # no home has any of it
        monkeypatch.setattr(module, "policy", policy)
    monkeypatch.setattr(child_process, "run_bound", lambda *_: 0)  # what pages say of such a home is tried with them
    for module in (serving, purge):  # their threads would live as long as the tests
        monkeypatch.setattr(module, "watch", lambda home, say: None)
    fault.damage(home)
    more, key = write(tmp_path, "活动.csv", ACTIVITIES), pyrage.x25519.Identity.generate()
    (tmp_path / "私钥").write_text(str(key), encoding="utf-8")
    batch, kept = "B000001-school", str(tmp_path / "一.backup")
    for arguments in (
        ("ingest", str(more)),
        ("withdraw", batch),
        ("batches",),
        ("build",),
        ("sql", "select count(*) from build_info"),
        ("explain", "O01", "010101", "2025"),
        ("diff", "20251231T000000-0000001", "20251231T000000-0000002"),
        ("layout", str(more)),
        ("backup", "--out", kept, "--recipient", str(key.to_public())),
        ("backup", "--check", kept, "--identity", str(tmp_path / "私钥")),
        ("restore", kept, "--identity", str(tmp_path / "私钥")),
        ("purge",),
        ("serve", "--port", "18999"),
        ("doctor", "--mend"),
    ):
        monkeypatch.setattr(sys, "argv", ["dangjian", "--home", str(home), *arguments])
        with pytest.raises(SystemExit) as end:
            cli.main()
        said = capsys.readouterr()
        assert end.value.code in (None, 0, 1, 2), arguments
        assert "Traceback" not in said.err, arguments
        assert not english_in(said.err), (arguments, said.err)
        assert not end.value.code or any("一" <= letter <= "龥" for letter in said.err + said.out), arguments


def _scratch_again(scratch: Path, store: Store) -> None:
    scratch.unlink(missing_ok=True)
    _scratch(scratch, store)


@pytest.mark.parametrize("missing", [1, 100_000, 500_000])
def test_a_build_without_its_end_is_found_though_it_opens(home: Path, missing: int) -> None:
    """The end of a build is rows: it opened, said when it was built, and the doctor called it well."""
    path = current_build(home / "warehouse")
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content[:-missing])
    assert [each.what for each in unwell(home)] == ["数据仓库"]


def test_a_frozen_build_without_its_note_is_found(home: Path) -> None:
    """Nobody saw that it was there, and its packs could not be made again."""
    (home / "reviews" / "2025" / "2025-a.json").unlink()
    assert [each.what for each in unwell(home)] == ["冻结的数据"]


def test_a_pointer_to_nowhere_is_pointed_at_the_newest_whole_build(home: Path) -> None:
    warehouse = home / "warehouse"
    (warehouse / "20251231T000000-0000002.duckdb").write_bytes(b"")
    assert any("0000001" in said for said in mend(home))
    assert current_build(warehouse).stem.endswith("0000001")
    write_text("nowhere", warehouse / "CURRENT")
    list(mend(home))
    assert current_build(warehouse).stem.endswith("0000001")
    (warehouse / "20251231T000000-0000001.duckdb").write_bytes(b"")
    assert any("build --full" in said for said in mend(home))


def test_mending_removes_scratch_and_nothing_that_was_landed(home: Path) -> None:
    landed = {path: path.read_bytes() for path in home.glob("landed/*/*.*")}
    for name in (".backup-x/landed/a", "warehouse/building/scratch.duckdb", "landed/member/.B1.parquet.9.tmp"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(b"left")
    assert any("临时文件" in said for said in mend(home))
    assert place.leftovers(home) == []
    assert {path: path.read_bytes() for path in home.glob("landed/*/*.*")} == landed


@pytest.mark.skipif(sys.platform == "win32", reason="rights are another matter there")
def test_rights_that_are_too_wide_are_found_and_mended(home: Path) -> None:
    home.chmod(0o755)
    (home / "identity.key").chmod(0o644)
    assert [each.is_well for each in examine(home) if each.what in ("权限", "身份密钥")] == [False, False]
    list(mend(home))
    assert [each.is_well for each in examine(home) if each.what in ("权限", "身份密钥")] == [True, True]
    assert (home.stat().st_mode & 0o777, (home / "identity.key").stat().st_mode & 0o777) == (0o700, 0o600)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are another matter there")
def test_a_folder_that_becomes_a_home_is_its_owners_alone(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir(mode=0o755)
    send(Store(tmp_path / "home"), basics(tmp_path / "in"))
    assert (tmp_path / "home").stat().st_mode & 0o777 == 0o700


def test_a_disk_with_no_room_for_a_build_is_found(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "room", lambda folder: 5 << 20)
    (found,) = unwell(home)
    assert found.what == "磁盘" and "还剩 5.0 MB，建仓大约需要" in found.found


def backup_findings(home: Path) -> list[tuple[str, bool]]:
    return [(each.what, each.is_well) for each in examine(home) if "备份" in each.what]


def test_no_backup_an_old_one_and_one_that_failed_are_found(home: Path) -> None:
    assert backup_findings(home) == [("备份", True)]  # what was landed today need not be backed up yet
    for path in (home / "landed" / "manifest").glob("*.json"):
        manifest = read_manifest(path.read_text(encoding="utf-8"), path.name)
        long_ago = str(manifest.received_at - timedelta(days=30)).replace(" ", "T")
        text = path.read_text(encoding="utf-8").replace(manifest.received_at.isoformat(), long_ago)
        path.write_text(text, encoding="utf-8")
    assert backup_findings(home) == [("备份", False)]
    back_up(home, home.parent / "一.backup", LOCK)
    assert backup_findings(home) == [("备份", True), ("密钥的备份", False)]
    ago = datetime.now(UTC) - timedelta(days=9)
    note_good(home, home.parent / "一.backup", ago.isoformat())
    assert backup_findings(home)[0] == ("备份", False)
    note_failure(home, "盘不在。")
    assert backup_findings(home)[0] == ("备份", False)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "home")
    send(store, basics(tmp_path / "in"))
    return store


def found(store: Store, what: str) -> list[tuple[str, bool]]:
    """Return what is found of one thing, and whether it is well."""
    return [(each.found, each.is_well) for each in examine(store.root) if each.what == what]


def test_a_wrong_key_is_not_well(store: Store) -> None:
    assert [is_well for _, is_well in found(store, "身份密钥")] == [True]
    store.identity_key.write_bytes(b"k" * 32)
    ((said, is_well),) = found(store, "身份密钥")
    assert not is_well and "dangjian restore" in said
    store.identity_key.unlink()
    assert [is_well for _, is_well in found(store, "身份密钥")] == [False]


def test_landed_files_that_no_manifest_knows_are_counted(store: Store) -> None:
    assert found(store, "没有清单的文件") == []
    for path in (store.landed / "manifest").glob("*-member.json"):
        path.unlink()
    for _ in range(2):  # before they are set aside, and after
        ((said, is_well),) = found(store, "没有清单的文件")
        assert not is_well and said.startswith("有 3 个")
        store.sweep()
    assert list(store.quarantine.iterdir())
