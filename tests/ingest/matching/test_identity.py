import os
import pickle
import stat
from pathlib import Path

import polars as pl
import pytest

from ingest.errors import UserError
from ingest.landing.store import Store
from ingest.matching.identity import Identity, canonical_identity_number, load_identity, mask_identity_numbers
from tests.ingest.small_district import LI_ID, MEMBERS, ZHANG_ID, basics, only, send, write


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "家" / "identity.key"
    first = load_identity(path, hashes_exist=False)
    assert load_identity(path, hashes_exist=True).digest("a", "b") == first.digest("a", "b")
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes().hex() not in repr(first)


def test_a_lost_key_is_not_replaced_by_a_new_one_behind_the_users_back(tmp_path: Path) -> None:
    store = Store(tmp_path / "home")
    send(store, basics(tmp_path / "in"))
    store.identity_key.unlink()
    with pytest.raises(UserError, match="备份"):
        send(store, tmp_path / "in")
    store.identity_key.write_bytes(b"short")
    with pytest.raises(UserError, match="损坏"):
        send(store, tmp_path / "in")


def test_the_old_number_of_15_digits_is_the_same_person() -> None:
    assert canonical_identity_number("110105491231002") == ZHANG_ID
    assert canonical_identity_number(" 11010519491231002x ") == ZHANG_ID


def test_kinds_of_identifiers_do_not_meet() -> None:
    identity = Identity(b"k" * 32)
    assert identity.digest("a", "1") != identity.digest("b", "1") != Identity(b"l" * 32).digest("b", "1")
    assert identity.digest("a", "1", "2") != identity.digest("a", "12")


def test_only_what_can_be_an_identity_number_is_masked() -> None:
    assert ZHANG_ID not in mask_identity_numbers(f"“{ZHANG_ID}”不对")
    assert "110105491231002" not in mask_identity_numbers("号110105491231002。")
    assert mask_identity_numbers("代码330000100011234567（033000010001）") == "代码330000100011234567（033000010001）"


def test_no_identity_number_is_left_anywhere_in_the_home(tmp_path: Path) -> None:
    """Except in the clerk's own returned workbook, which has to be correctable."""
    folder = basics(tmp_path / "in")
    wrong = [
        MEMBERS[0],
        ["D8", LI_ID, LI_ID, f"支部{LI_ID}", ZHANG_ID, "正式党员", ZHANG_ID, ""],
        ["D9", "孙八", "110105194912310021", "永安小学党支部", "永安小学", "正式党员", "", ""],
    ]
    write(folder, "b党员.csv", wrong)
    cases = [["编号", "党组织", "决定日期", "对象类别", "当事人编号", "处理类别", "处理种类"]]
    cases += [["C1", "永安小学党支部", "2025-02-28", "党员", "DSR-4711", "党纪处分", "警告"]]
    cases += [["C2", "没有DSR-4711的支部", "2025-02-30", "党员", "DSR-4711", "党纪处分", "警告"]]
    write(folder, "c处分.csv", cases)
    store = Store(tmp_path / "home")
    receipts = send(store, folder)
    assert only(receipts, "discipline").returned == 1
    secrets = (ZHANG_ID, LI_ID, "110105194912310021", "DSR-4711")
    for path in store.root.rglob("*"):
        if path.suffix == ".parquet":
            text = pl.read_parquet(path).write_csv()
        elif path.is_file() and path.suffix != ".xlsx":
            text = path.read_bytes().decode("utf-8", "replace")
        else:
            continue
        assert not [secret for secret in secrets if secret in text], path
    assert store.live_frame("discipline")["person_key"].str.len_chars().to_list() == [64]


def test_hashes_are_the_same_in_the_process_that_reads_files() -> None:
    """The key goes there with the file; a hash that was begun cannot, and once stopped every file from being read."""
    identity = Identity(b"k" * 32)
    assert pickle.loads(pickle.dumps(identity)).fingerprint("一行") == identity.fingerprint("一行")
