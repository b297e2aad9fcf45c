"""Indicator files are policy: a wrong one is refused in words, a new one needs no code."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from ingest.errors import UserError
from pipeline.policy.indicator_frames import breakdown_frame, indicator_frame, measure_frame
from pipeline.policy.indicators import load_indicators
from pipeline.settings import PROJECT

REAL = PROJECT / "data" / "indicators"


def write_changed(folder: Path, code: str, **changes: object) -> None:
    content = yaml.safe_load((REAL / f"{code}.yaml").read_text(encoding="utf-8")) | changes
    (folder / f"{code}.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


def test_all_indicators_of_the_release_load_under_their_own_names() -> None:
    """A file that did not load would leave its page blank and nobody would notice."""
    loaded = load_indicators(REAL)
    assert {one.indicator for one in loaded} == {path.stem for path in REAL.glob("*.yaml")}
    found = {one.indicator for one in loaded if not one.is_local}
    counted = {family: sum(code[0] == family for code in found) for family in sorted({code[0] for code in found})}
    assert counted == {"B": 9, "D": 10, "I": 6, "L": 11, "O": 12, "Q": 3, "R": 10, "S": 7, "V": 9}


CLOSED = "取值不在允许的范围内"
LAST = {"measure": "outreach", "categories": ["群众"]}


@pytest.mark.parametrize(
    ("code", "changes", "words"),
    [
        ("O01", {"low_is_good": True}, "low_is_good.*没有这个键"),
        ("O01", {"direction": "up"}, f"direction.*{CLOSED}.*higher、lower、none"),
        ("O01", {"family": "组织 生活"}, f"family.*{CLOSED}.*组织生活"),
        ("O01", {"kind": "count"}, f"kind.*{CLOSED}"),
        ("O01", {"unit": "百分比"}, f"unit.*{CLOSED}"),
        ("O01", {"base_period": "weekly"}, f"base_period.*{CLOSED}.*semester"),
        ("O01", {"fed_by": "activities"}, f"fed_by.*{CLOSED}"),
        ("O01", {"grain": "支部"}, f"grain.*{CLOSED}"),
        ("O01", {"scope": "branches"}, "scope.*scope.csv 里没有“branches”"),
        ("O01", {"minimum_base": "五"}, "minimum_base.*应是整数"),
        ("O01", {"date_reviewed": "去年"}, "date_reviewed.*不是日期"),
        ("O01", {"next_review": date(2020, 1, 1)}, "next_review 应晚于 date_reviewed"),
        ("O01", {"why_it_matters": ""}, "why_it_matters.*不能为空"),
        ("O01", {"denominator_text": ""}, "denominator_text 不能为空"),
        ("O01", {"unit": "次"}, "unit 应为 %"),
        ("V08", {"unit": "%"}, "unit 不能是百分比"),
        ("L06", {"base_period": "month"}, "base_period 应为 year"),
        ("D01", {"confidential": False}, "confidential 应为 true"),
        ("O01", {"indicator": "O99"}, "应与文件名一致"),
        ("O01", {"kind": "ratio"}, "parameters 缺少 numerator、denominator"),
        ("O01", {"parameters": ["党课"]}, "parameters.*应是一组“键: 值”"),
        ("O01", {"parameters": {"categories": ["党课"], "threshold": 3}}, "parameters.threshold.*没有这个键"),
        ("O01", {"parameters": {"categories": ["党科"]}}, "categories.*activity_type.csv 里没有“党科”"),
        ("O01", {"parameters": {"categories": ["党课"], "required": 2}}, "parameters.required 不用于 frequency"),
        ("O06", {"parameters": {"categories": ["党课"]}}, "parameters 缺少 required"),
        ("V01", {"parameters": {"rows": LAST}}, "parameters 缺少 subjects"),
        ("V01", {"parameters": {"rows": LAST, "subjects": "schools"}}, "subjects.*请改成 organisations"),
        ("V03", {"parameters": {"subjects": "organisations"}}, "subjects.*请改成 schools"),
        ("V01", {"parameters": {"subjects": "members"}}, "parameters 缺少 rows"),
        ("V01", {"parameters": {"rows": {"measure": "outreech"}, "subjects": "members"}}, f"measure.*{CLOSED}"),
        (
            "V09",
            {"parameters": {"sum": {"measure": "activity"}, "breakdowns": ["month"]}},
            f"breakdowns.*{CLOSED}.*kind",
        ),
        ("V09", {"parameters": {"sum": {"measure": "activity"}, "whole": False}}, "parameters.whole 不用于 total"),
    ],
)
def test_a_wrong_indicator_file_is_refused_with_file_key_and_mend(
    tmp_path: Path, code: str, changes: dict[str, object], words: str
) -> None:
    """Unknown keys and words that are let through are how definitions drift."""
    write_changed(tmp_path, code, **changes)
    with pytest.raises(UserError, match=rf"指标文件 {code}\.yaml") as refusal:
        load_indicators(tmp_path)
    assert re.search(words, str(refusal.value))


@pytest.mark.parametrize(
    ("code", "key", "words"),
    [
        ("R02", "breakdowns", "parameters 缺少 breakdowns"),
        ("R02", "share_of_whole", "share_of_whole: true"),
        ("R02", "denominator", "parameters 缺少 denominator"),
        ("R04", "required", "parameters 缺少 required"),
        ("S05", "numerator", "parameters 缺少 numerator"),
    ],
)
def test_a_parameter_that_is_left_out_is_named(tmp_path: Path, code: str, key: str, words: str) -> None:
    parameters = yaml.safe_load((REAL / f"{code}.yaml").read_text(encoding="utf-8"))["parameters"]
    del parameters[key]
    write_changed(tmp_path, code, parameters=parameters)
    with pytest.raises(UserError, match=words):
        load_indicators(tmp_path)


def test_weights_that_no_standard_holds_are_refused(tmp_path: Path) -> None:
    """A scheme nobody wrote down would give a score of nothing."""
    parameters = yaml.safe_load((REAL / "S05.yaml").read_text(encoding="utf-8"))["parameters"]
    write_changed(tmp_path, "S05", parameters=parameters | {"weights": "四评"})
    with pytest.raises(UserError, match=r"S05\.yaml.*evaluator_weight.csv 里没有“四评”"):
        load_indicators(tmp_path)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"indicator: [", "不是有效的 YAML"), (b"", "整个文件.*应是一组"), ("名: 党课".encode("gb18030"), "不是 UTF-8")],
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "O01.yaml").write_bytes(content)
    with pytest.raises(UserError, match=words):
        load_indicators(tmp_path)


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    content = yaml.safe_load((REAL / "O05.yaml").read_text(encoding="utf-8"))
    del content["why_it_matters"]
    (tmp_path / "O05.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    with pytest.raises(UserError, match=r"why_it_matters.*缺少这个键"):
        load_indicators(tmp_path)


def test_each_kind_goes_to_the_model_that_computes_it() -> None:
    methods = {one.indicator: one.method for one in load_indicators(REAL)}
    expected = {
        "frequency_period": "O01 V04",
        "frequency_year": "L01 R04",
        "row_ratio": "O09 O10 O11 S03 S07 Q01 Q03 R02 R07 B03 B04 B05 B08",
        "weighted_mean": "S05",
        "member_coverage": "L03",
        "member_mean": "L05",
        "member_with_row": "O12 L06 L07 L09 D07 D10 V01 V02 I03",
        "organisation_with_row": "V03 V07 R01 R03 R10 I01",
        "school_coverage": "B09",
        "person_total": "D01 D09",
        "person_rate": "D04",
        "row_total": "V08 V09 I02 I04 I05",
    }
    assert {
        method: " ".join(code for code in codes.split() if methods[code] == method)
        for method, codes in expected.items()
    } == expected


def test_the_frames_for_the_models_have_a_row_for_every_side_and_category() -> None:
    indicators = load_indicators(REAL)
    assert indicator_frame(indicators).height == len(indicators) >= 75
    measures = measure_frame(indicators)
    study = measures.filter((measures["indicator_code"] == "O09") & (measures["side"] == "numerator"))
    assert sorted(study["category"]) == sorted(["支部党员大会", "党课", "主题党日", "支部学习交流"])
    pledges = measures.filter(measures["indicator_code"] == "R02")
    assert set(zip(pledges["side"], pledges["measure"], strict=True)) == {
        ("numerator", "pledge_passed"),
        ("denominator", "pledge_scored"),
        ("part", "pledge_scored"),
    }


def test_the_models_are_told_who_is_counted_and_how_often_something_is_owed() -> None:
    frame = indicator_frame(load_indicators(REAL))
    told = {row["indicator_code"]: row for row in frame.iter_rows(named=True)}
    assert (told["L09"]["subjects"], told["L09"]["members"], told["L09"]["rows_in_force"]) == (
        "members",
        "secretaries",
        False,
    )
    assert (told["V03"]["subjects"], told["V03"]["rows_in_force"], told["V03"]["scope"]) == (
        "organisations",
        True,
        "staff_branch",
    )
    assert told["B09"]["subjects"] == "schools"
    assert told["O01"]["subjects"] is None
    owed = ("required_times", "required_times_district", "required_times_school_org")
    assert [told["R04"][name] for name in owed] == [2, 20, 2]
    assert [told["L01"][name] for name in owed] == [6, 6, 6]
    assert told["S05"]["weights"] == "三评"
    assert told["S05"]["multiplier"] == 1
    assert told["D04"]["multiplier"] == 1000


def test_shares_and_counts_are_broken_down_as_the_issue_asks() -> None:
    found = breakdown_frame(load_indicators(REAL))
    asked = {"D05": "form", "S03": "item evaluator", "B02": "item", "R02": "band", "R07": "field", "V09": "kind",
             "I04": "level"}  # fmt: skip
    for code, dimensions in asked.items():
        assert found.filter(found["indicator_code"] == code)["dimension"].to_list() == dimensions.split(), code
