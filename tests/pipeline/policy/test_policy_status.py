"""政策状态: what may still judge is data with a document and a confirmation; anything else is refused in words."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from ingest.errors import UserError
from pipeline.policy.fields import StandardRow
from pipeline.policy.indicators import load_indicators
from pipeline.policy.policy_status import PolicyStatus
from pipeline.policy.rows import ROWS
from pipeline.policy.standard_lines import policy_lines, standard_lines
from pipeline.policy.standards import check_standards
from pipeline.settings import PROJECT

INDICATORS, STANDARDS = PROJECT / "data" / "indicators", PROJECT / "data" / "standards"
JUDGING = ("indicator_standard", "hours_threshold", "alert_rule", "review_rule", "review_weight", "evaluator_weight")
BARRED = "policy_status: 不得用于考核\npolicy_source: 某文件\n"
DISPUTED = "policy_status: 有争议\npolicy_source: 某文件\n"


def indicator_with(folder: Path, lines: str) -> Path:
    """Write O05 with other lines in the place of its policy status, the fourteenth of the file."""
    text = (INDICATORS / "O05.yaml").read_text(encoding="utf-8")
    (folder / "O05.yaml").write_text(re.sub(r"policy_status: .*\n", lines, text), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("lines", "refusal"),
    [
        ("policy_status: 暂停\n", "“policy_status”有误：.*可用、有争议、不得用于考核之一（第 14 行）"),
        ("policy_state: 可用\n", "“policy_state”有误：没有这个键.*（第 14 行）"),
        ("policy_status: 有争议\n", "“policy_source”有误：.*依据哪份文件"),
        (
            f"{DISPUTED}policy_confirmed_by: 区委教育工委\n",
            "“policy_confirmed_on”有误：要与 policy_confirmed_by 一起填",
        ),
        (f"{DISPUTED}policy_confirmed_on: 2026-01-31\n", "“policy_confirmed_on”有误：.*（第 16 行）"),
        (f"{DISPUTED}policy_confirmed_by: 甲\npolicy_confirmed_on: 去年\n", "“policy_confirmed_on”有误：不是日期"),
        (f"{DISPUTED}replaced_by: O99\n", "“replaced_by”有误：没有另一个指标“O99”"),
        (
            f"{BARRED}policy_confirmed_by: 甲\npolicy_confirmed_on: 2026-01-31\n",
            "“policy_confirmed_by”有误：.*不能再确认使用.*（第 16 行）",
        ),
    ],
)
def test_a_wrong_policy_of_an_indicator_is_refused_with_file_key_and_line(
    tmp_path: Path, lines: str, refusal: str
) -> None:
    """A status that nobody knows, or nobody stands for, would go on judging in silence."""
    with pytest.raises(UserError, match=r"指标文件 O05\.yaml") as refused:
        load_indicators(indicator_with(tmp_path, lines))
    assert re.search(refusal, str(refused.value)), refused.value


def test_an_indicator_may_be_disputed_and_confirmed_and_one_without_the_keys_is_free(tmp_path: Path) -> None:
    """A district's own YAML was written before there were such keys."""
    (plain,) = load_indicators(indicator_with(tmp_path, ""))
    assert plain.policy_status == "可用"
    (disputed,) = load_indicators(
        indicator_with(tmp_path, f"{DISPUTED}policy_confirmed_by: 甲\npolicy_confirmed_on: 2026-01-31\n")
    )
    assert disputed.policy_confirmed_on == date(2026, 1, 31)
    assert policy_lines([plain, disputed])["line"].to_list() == ["有争议，某文件，甲2026年1月31日确认使用"]


def test_everything_that_judges_carries_its_policy_and_nothing_else_does() -> None:
    """A rule without it could not be taken out of use but by deleting it, and nobody would know why it is gone."""
    assert {name for name, model in ROWS.items() if issubclass(model, PolicyStatus)} == set(JUDGING)


@pytest.mark.parametrize(
    ("file", "line", "policy", "refusal"),
    [
        ("indicator_standard", 2, "暂停,,,,,", "第 2 行的“policy_status”有误：取值不在允许的范围内"),
        ("hours_threshold", 3, "有争议,,,,,", "第 3 行的“policy_source”有误：.*依据哪份文件"),
        ("alert_rule", 2, "有争议,某文件,,,甲,", "第 2 行的“policy_confirmed_on”有误：要与 policy_confirmed_by 一起填"),
        ("review_rule", 2, "不得用于考核,某文件,,,甲,2026-01-31", "第 2 行的“policy_confirmed_by”有误：.*不能再确认"),
        ("review_weight", 2, "有争议,某文件,,,甲,一月", "第 2 行的“policy_confirmed_on”有误：不是日期"),
    ],
)
def test_a_wrong_policy_of_a_standard_is_refused_with_file_line_and_column(
    tmp_path: Path, file: str, line: int, policy: str, refusal: str
) -> None:
    folder = standards_with(tmp_path, file, line, policy)
    with pytest.raises(UserError, match=f"标准表 {file}.csv") as refused:
        check_standards(folder)
    assert re.search(refusal, str(refused.value)), refused.value


def standards_with(folder: Path, file: str, line: int, policy: str | None) -> Path:
    """Copy the standards with the six last cells of one line changed, or left out where `policy` is none."""
    copy = folder / "standards"
    shutil.copytree(STANDARDS, copy)
    shutil.copytree(INDICATORS, folder / "indicators")
    lines = (copy / f"{file}.csv").read_text(encoding="utf-8").splitlines()
    kept = lines[line - 1].rsplit(",", 6)[0]
    lines[line - 1] = kept if policy is None else f"{kept},{policy}"
    (copy / f"{file}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return copy


def test_a_line_written_before_the_columns_of_policy_were_there_is_free(tmp_path: Path) -> None:
    """Adding an indicator is one YAML and one standard row, also where the row was copied from an older description."""
    rows: list[StandardRow] = check_standards(standards_with(tmp_path, "indicator_standard", 2, None))[
        "indicator_standard"
    ]
    assert isinstance(rows[0], PolicyStatus)
    assert rows[0].policy_status == "可用"
    told = standard_lines(tmp_path / "standards").filter(indicator_code="O01")
    assert told["line"].to_list() == standard_lines(STANDARDS).filter(indicator_code="O01")["line"].to_list()
