"""Ledger files: complete, consistent, and strict about what they do not know."""

from pathlib import Path

import pytest
import yaml

from ingest.errors import UserError
from ingest.ledger import ANYBODY, LEDGER_DIRECTORY, load_ledgers, read_ledger
from ingest.schema import owner_column
from ingest.text.header_text import header_keys

IN_ORDER = [
    "school", "organisation", "organisation_event", "member", "activity", "attendance", "training", "appraisal",
    "discipline", "integrity_file", "survey", "survey_return", "problem", "pledge", "standardisation", "deliverable",
    "outreach", "request", "dues", "admission", "transfer", "honour", "work_task", "decision", "publicity", "funding",
    "moral_education",
]  # fmt: skip


def altered(tmp_path: Path, **changes: object) -> Path:
    content = yaml.safe_load((LEDGER_DIRECTORY / "training.yaml").read_text(encoding="utf-8"))
    path = tmp_path / "training.yaml"
    path.write_text(yaml.safe_dump({**content, **changes}, allow_unicode=True), encoding="utf-8")
    return path


def test_ledgers_come_in_the_order_in_which_they_depend_on_each_other() -> None:
    assert list(load_ledgers()) == IN_ORDER


def test_an_unknown_key_is_refused_with_the_file_and_the_key(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"training\.yaml 的 colour 有误：不认识这个键"):
        read_ledger(altered(tmp_path, colour="red"))


@pytest.mark.parametrize(("owed_by", "said"), [(["county"], "不认识“county”"), ([], "owed_by 有误")])
def test_a_ledger_is_asked_of_levels_that_there_are(tmp_path: Path, owed_by: list[str], said: str) -> None:
    """A misspelt level would ask nobody, and nobody would ever be missed."""
    with pytest.raises(UserError, match=said):
        read_ledger(altered(tmp_path, owed_by=owed_by))


def test_what_the_district_keeps_is_asked_of_no_branch() -> None:
    """All branches stood there as 未报送 for a survey that they do not run."""
    kept = {one.id for one in load_ledgers().values() if one.is_kept_by_the_district}
    assert kept == {"school", "organisation", "organisation_event", "discipline", "survey", "survey_return"}


def test_a_header_that_means_two_columns_is_refused(tmp_path: Path) -> None:
    columns = yaml.safe_load((LEDGER_DIRECTORY / "training.yaml").read_text(encoding="utf-8"))["columns"]
    columns[0]["aliases"].append("姓  名*")
    with pytest.raises(UserError, match="means both"):
        read_ledger(altered(tmp_path, columns=columns))


def test_a_value_alias_must_lead_to_a_value(tmp_path: Path) -> None:
    columns = yaml.safe_load((LEDGER_DIRECTORY / "training.yaml").read_text(encoding="utf-8"))["columns"]
    next(each for each in columns if each["id"] == "training_type")["value_aliases"]["线上"] = "网上"
    with pytest.raises(UserError, match="网上"):
        read_ledger(altered(tmp_path, columns=columns))


def test_a_key_names_columns_that_exist(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such column: shoe_size"):
        read_ledger(altered(tmp_path, key=["shoe_size"]))


@pytest.mark.parametrize("ledger", load_ledgers().values(), ids=list(load_ledgers()))
def test_every_ledger_has_an_example_of_its_required_columns(ledger) -> None:  # type: ignore[no-untyped-def]
    given = {column.id for column in ledger.required}
    assert given <= set(ledger.example)
    assert ledger.owner and ledger.watch_for


def test_headers_are_compared_without_width_marks_hints_and_artefacts() -> None:
    for text in (
        "活动日期",
        "活 动\n日 期*",
        "活動日期：",
        "★活动日期（如2019/10/24）",
        "活动日期(请勿修改",
        "活动日期【必填】",
    ):
        assert "活动日期" in header_keys(text)
    assert header_keys("所属片區(qū)")[0] == "所属片区"


def test_only_the_last_brackets_are_a_hint_where_the_name_has_some_of_its_own() -> None:
    assert "镇街" in header_keys("镇(街)（请勿改动）")


def test_only_those_who_keep_a_register_or_the_cases_hand_them_in(tmp_path: Path) -> None:
    """A school could hand in the register of all organisations, and the 区级管理员 the discipline ledger."""
    others = {one.id: one.uploaded_by for one in load_ledgers().values() if one.uploaded_by != ANYBODY}
    district = ("区级管理员",)
    assert others == {
        "school": district,
        "organisation": district,
        "organisation_event": district,
        "discipline": ("纪检专员",),
    }
    with pytest.raises(UserError, match="不认识“校长”"):
        read_ledger(altered(tmp_path, uploaded_by=["校长"]))


def test_whoever_speaks_for_some_organisations_hands_in_no_ledger_without_owners() -> None:
    """A row that belongs to nobody could not be held against what the sender speaks for."""
    assert [one.id for one in load_ledgers().values() if "学校" in one.uploaded_by and owner_column(one) is None] == []
