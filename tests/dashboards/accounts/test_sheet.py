"""A thousand accounts out of a sheet: all or none, with one-time passwords that nobody else chose."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import openpyxl
import pytest
from argon2 import PasswordHasher

from dashboards.accounts import grants, passwords, people, sheet
from ingest.errors import UserError
from pipeline.policy import account_rules


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


def bring_in(folder: Path, text: str, name: str = "名单.csv") -> tuple[int, int]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    keep = partial(sheet.write_passwords, folder / "out.xlsx")
    return sheet.bring_in(folder / "home", sheet.rows_of(path), path.name, "test", keep)


def handed_out(folder: Path) -> dict[str, str]:
    rows = list(openpyxl.load_workbook(folder / "out.xlsx").active.iter_rows(values_only=True))
    return {str(row[0]): str(row[4]) for row in rows[2:]}


def test_a_sheet_makes_accounts_with_grants_and_hands_out_passwords_that_work(tmp_path: Path) -> None:
    text = (
        "某区账号\n用户名,姓名,身份,单位,止\nli,李,学校,3453001084.0,2099-12-31\nli,李,区级查看,,\n3301,赵,支部,B1,\n"
    )
    assert bring_in(tmp_path, text) == (2, 3)
    given, home = handed_out(tmp_path), tmp_path / "home"
    assert set(given) == {"li", "3301"} and len(set(given.values())) == 2
    for login, password in given.items():
        account = people.known(home, login)
        assert account.must_change and passwords.is_right(password, account.password_hash)
        assert passwords.fault(password, login, account.name, account_rules.policy()) is None
    held = grants.held(home, people.known(home, "li").account)
    assert [(one.role, one.unit_id, one.last_day and one.last_day.year) for one in held] == [
        ("区级查看", "", None),
        ("学校", "3453001084", 2099),
    ]


def test_a_sheet_that_grew_is_taken_again_without_touching_who_is_there(tmp_path: Path) -> None:
    bring_in(tmp_path, "用户名,姓名,身份,单位\nli,李,学校,S1\n")
    kept = people.known(tmp_path / "home", "li").password_hash
    (tmp_path / "out.xlsx").unlink()
    assert bring_in(tmp_path, "用户名,姓名,身份,单位\nLI,李,学校,S1\nLi,李,支部,B1\nwu,吴,学校,S2\n") == (1, 2)
    assert people.known(tmp_path / "home", "li").password_hash == kept
    assert set(handed_out(tmp_path)) == {"wu"}


@pytest.mark.parametrize(
    "rows,said",
    [
        ("a b,李,学校,S1", "第 2 行：用户名“a b”不行"),
        ("li,,学校,S1", "没有写姓名"),
        ("li,李,校长,S1", "没有“校长”这个身份"),
        ("li,李,学校,", "要写明是哪个学校"),
        ("li,李,学校,S1\nli,王,学校,S2", "第 3 行：用户名“li”前面写的姓名是“李”"),
        ("", "表头下面没有人"),
    ],
)
def test_one_wrong_row_and_nobody_is_added(rows: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=said):
        bring_in(tmp_path, f"用户名,姓名,身份,单位\n{rows}\nok,好,区级查看,\n" if rows else "用户名,姓名,身份,单位\n")
    assert not people.there_are_any(tmp_path / "home") and not (tmp_path / "out.xlsx").exists()


def test_what_is_no_sheet_of_people_is_refused_with_a_sentence(tmp_path: Path) -> None:
    for text, name, said in (("a,b\n1,2\n", "a.csv", "没有找到表头"), ("no workbook", "a.xlsx", "打不开")):
        with pytest.raises(UserError, match=said):
            bring_in(tmp_path, text, name)
