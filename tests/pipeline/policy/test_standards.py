"""Standards are policy in files: a wrong one is refused in words, before it is built."""

import csv
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from ingest.errors import UserError
from ingest.ledger import load_ledgers
from pipeline.policy.calendar_rows import PublicHoliday, Workday
from pipeline.policy.fields import StandardRow
from pipeline.policy.indicators import load_indicators
from pipeline.policy.rows import ROWS, IndicatorStandard
from pipeline.policy.standards import check_standards
from pipeline.policy.vocabulary_rows import AdmissionStep, WorkPlan
from pipeline.settings import PROJECT

REAL = PROJECT / "data" / "standards"
CODES = {path.stem for path in (PROJECT / "data" / "indicators").glob("*.yaml")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "标准 副本"
    shutil.copytree(REAL, copy, ignore=shutil.ignore_patterns("*.yml"))
    return copy


def refusal_of(folder: Path) -> str:
    with pytest.raises(UserError) as refused:
        check_standards(folder, CODES)
    return str(refused.value)


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / f"{file}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def lines_of(file: str) -> list[StandardRow]:
    return check_standards(REAL, CODES)[file]


def test_the_standards_of_this_release_are_right_and_all_declared() -> None:
    """A file without a declared form would be built unchecked."""
    assert set(check_standards(REAL)) == {path.stem for path in REAL.glob("*.csv")} == set(ROWS)


def test_an_unconfirmed_standard_names_nobody() -> None:
    """One that names somebody reads as if it judged."""
    rows = [row for row in lines_of("indicator_standard") if isinstance(row, IndicatorStandard)]
    assert all(bool(row.confirmed_by) == row.confirmed for row in rows)
    assert sum(not row.confirmed for row in rows) > 10


def test_days_off_are_those_of_the_notices_and_none_is_a_day_worked_in_exchange() -> None:
    """A Sunday worked in exchange is a working day, whatever the calendar says."""
    days = {row.day for row in lines_of("public_holiday") if isinstance(row, PublicHoliday)}
    assert [sum(day.year == year for day in days) for year in (2024, 2025, 2026)] == [28, 28, 33]
    worked = {row.day for row in lines_of("workday") if isinstance(row, Workday)}
    assert [sum(day.year == year for day in worked) for year in (2024, 2025, 2026)] == [8, 5, 6]
    some = [(2024, 2, 4), (2024, 10, 12), (2025, 1, 26), (2025, 10, 11), (2026, 2, 28), (2026, 10, 10)]
    assert {date(*day) for day in some} <= worked and not days & worked
    assert {date(2026, 2, 15) + timedelta(days=number) for number in range(9)} <= days


def test_there_are_nineteen_tasks_and_twenty_five_steps_one_of_which_admits() -> None:
    assert sum(isinstance(row, WorkPlan) for row in lines_of("work_plan")) == 19
    steps = [row for row in lines_of("admission_step") if isinstance(row, AdmissionStep)]
    assert [row.step_order for row in steps] == list(range(1, 26))
    assert [row.step for row in steps if row.is_admission] == ["上级党委审批接收"]


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("indicator_standard", "comparison", "compare", "第 1 行缺少“comparison”列"),
        ("pledge_band", "upper_score,source", "upper_score,source,note", "第 1 行的“note”列不认识"),
        ("deadline", "what,days,source", "what,days,source,days", "重复的列名"),
        ("deadline", "transfer,90,", "transfer,90,多写,", "第 2 行有 4 格，表头有 3 列"),
        ("deadline", "transfer", "\ntransfer", "第 2 行是空行"),
        ("deadline", "transfer,90", "transfer,九十", "第 2 行的“days”有误：应是整数"),
        ("deadline", "transfer", "transfers", "第 2 行的“what”有误：取值不在允许的范围内"),
        ("deadline", ",90,", ',90,"', "引号"),
        ("hours_threshold", "L03,24", "L03,二十四", "第 2 行的“hours”有误：不是数字"),
        ("hours_threshold", "L03,24", "L03,nan", "第 2 行的“hours”有误"),
        ("indicator_standard", "2015-01-01", "2015/1/1", "“valid_from”有误：不是日期，请写成 2026-01-31"),
        ("public_holiday", "2024-02-10", "2024-02-30", "“day”有误：不是日期"),
        ("scope", "branch,branch,0,no", "branch,branch,0,否", "第 2 行的“needs_groups”有误：应写 yes 或 no"),
        ("check_rule", "文字雷同", "", "第 2 行的“label”有误：不能为空"),
        ("check_rule", "文字雷同,yes,20", "文字雷同,yes,", "第 2 行的“threshold”有误：不能为空"),
        (
            "check_rule",
            "主题相近,yes,14,90",
            "主题相近,yes,14,",
            "“likeness”有误：不能为空，请填写相同到百分之多少起提示",
        ),
        ("check_rule", "主题相近,yes", "主题相近,开", "“shipped”有误：应写 yes 或 no"),
        ("check_rule", "尾数扎堆,yes,10,,0.000001", "尾数扎堆,yes,10,,1", "“chance”有误"),
        ("check_word", "\nahead", "\nbefore", "“use”有误：取值不在允许的范围内"),
        (
            "dated_document",
            "2023-12-19,2023-01-01",
            "2023-12-19,2023-12-19",
            "“looked_at_from”有误：应早于 published_on",
        ),
        ("indicator_standard", "O01,", "O98,", "没有指标“O98”"),
        ("hours_threshold", "L03,24", "X03,24", "没有指标“X03”"),
        ("indicator_standard", "2018-10-28,,yes", "2018-10-28,2018-01-01,yes", "“valid_to”有误：早于 valid_from"),
        ("indicator_standard", "yes,区委教育工委", "yes, ", "“confirmed_by”有误：已确认的标准要写明由谁确认"),
        ("hours_threshold", "yes,区委教育工委", "yes,", "“confirmed_by”有误：启用的学时门槛"),
        ("hours_threshold", ",no,,党员教育", ",yes,区委,党员教育", "“valid_from”有误：与第 2 行的有效期重叠"),
        ("workday", "2026-10-10", "2026-10-09", "不是星期六或星期日"),
        ("workday", "2026-10-10", "2026-10-03", "放假，请改正其中一处"),
        ("clock_rule", "lost,失去联系,6", "lost,失去联系,0", "“months”有误"),
        ("clock_rule", "\nlost,", "\nloss,", "取值不在允许的范围内"),
        ("exemption", "\n重病,yes", "\n病重,yes", "花名册里没有“病重”，可写 年老体弱"),
        ("work_plan", "03,全面从严治党", "02,全面从严治党", "第 4 行的“task_no”有误：与第 3 行重复"),
        ("work_plan", "03,全面从严治党", "03,从严治党", "work_field.csv 里没有“从严治党”"),
        ("evaluator_weight", "自评,自评,20", "自评,自评,30", "权重合计是 110，应为 100"),
        ("evaluator_weight", "群众评,教师,40", "群众评,教师,30", "第 4 行的“weight”有误：与第 3 行同属“群众评”"),
        ("pledge_band", "合格,80,100", "合格,80,90", "第 2 行的“lower_score”有误：与第 3 行之间有空档"),
        ("pledge_band", "合格,80,100", "合格,80,105", "第 2 行的“lower_score”有误：与第 3 行重叠"),
        ("pledge_band", "优秀,100,", "优秀,100,120", "最高一档不设上限"),
        ("pledge_band", "不合格,,60", "不合格,0,60", "最低一档不设下限"),
        ("pledge_band", "合格,80,100", "合格,80,70", "上限应大于下限"),
        ("pledge_band", "\n合格,", "\n良好,", "缺少“合格”这一档"),
        ("size_band", "school,小型,0", "school,小型,1", "最低一档应从 0 起"),
        ("topic_band", "request_days,8–15天,8", "request_days,8–15天,9", "有误：与第 11 行之间有空档"),
        ("size_band", "school,大型,60", "school,大型,50", "第 4 行的“lower_members”有误：与第 3 行重叠"),
        ("branch_shape", "党支部,3,50", "党支部,3,2", "“maximum_full”有误：小于 minimum_full"),
        ("branch_shape", "联合党支部", "联合支部", "organisation_type.csv 里没有“联合支部”"),
        ("fixed_day", "主题党日,1", "主题党日,8", "“weekday”有误：数字太大"),
        ("fixed_day", "主题党日", "主题日", "activity_type.csv 里没有“主题日”"),
        ("admission_step", "25,", "26,", "这里应为 25"),
        ("admission_step", "审批接收,yes", "审批接收,no", "应有且只有一个程序是 yes"),
        ("grade_scale", "100,yes,yes", "100,yes,no", "宽口径也应算满意"),
        ("problem_rule", "near_identical,文字相近,70", "near_identical,文字相近,101", "相似度从 0 到 100"),
        ("problem_rule", "due_soon", "near_identical", "重复"),
        ("review_band", "好,90,", "好,95,", "与第 3 行之间有空档"),
        ("review_rule", "0,较好", "0,良好", "review_band.csv 里没有“良好”"),
        ("review_rule", "计分权重占比,60,,", "计分权重占比,60,较好,", "只作提示，不改变区间，请留空"),
        ("review_rule", "33.33,较好,", "33.33,很好,", "没有“很好”"),
        ("review_rule", "\npledge_veto", "\nveto", "第 3 行的“rule”有误：取值不在允许的范围内"),
        ("review_weight", "组织生活,,18", "组织生活,,20", "2015-01-01 起的权重合计是 102，应为 100"),
        ("review_weight", "组织生活,,18", "组织活动,,18", "没有写指标的一项应是指标类别之一"),
        ("review_weight", "民主测评,S03", "民主测评,S99", "没有指标“S99”"),
        ("review_weight", "18,2015-01-01,no,", "18,2015-01-01,yes,", "已确认的权重要写明由谁确认"),
        ("review_weight", "18,2015-01-01,no,", "18,2015-01-01,yes,区委教育工委", "同属一套权重，应一起确认"),
        ("due_day", "L07,12-01", "L07,12-32", "“counts_from”有误：应是每年的某一天，请写成 03-31 的样子"),
        ("due_day", "L07,12-01", "L07,02-29", "“counts_from”有误：应是每年的某一天"),
        ("due_day", "R10,03-01,06-30", "R10,09-01,06-30", "“due_by”有误：早于 counts_from"),
        ("due_day", "L07,", "L98,", "没有指标“L98”"),
        ("due_day", "L07,12-01,12-31,2015-01-01", "L06,12-01,12-31,2016-01-01", "有效期重叠"),
        ("forecast_rule", "usual_years,2,本区设定", "tested_month,2,本区设定", "缺少“usual_years”这一行"),
        ("shortfall_band", "marked,60,80", "marked,60,70", "之间有空档"),
        ("shortfall_band", "marked", "medium", "“depth”有误"),
        ("shortfall_rule", "slight_if_missing", "lighter_if_made_up", "重复"),
        ("disclosure", "smallest_valid_votes", "smallest_shown_count", "重复"),
        ("disclosure", "smallest_reported_share", "smallest_share", "“rule”有误：取值不在允许的范围内"),
        ("reporting_calendar", "activity,branch,1", "activity,area,1", "不向“area”要，请改正"),
        ("reporting_calendar", "activity,branch,1", "activities,branch,1", "没有台账“activities”"),
        ("reporting_calendar", "activity,branch,1", "activity,school,1", "取值不在允许的范围内"),
        ("alert_rule", "O01,2,1,", "O01,1,1,", "第 2 行的“periods_running”有误：一期未达标不预警"),
        ("alert_rule", "O01,2,1,", "O01,2,0,", "第 2 行的“minimum_base”有误"),
        ("alert_rule", "branch,,O01,", "branch,,,", "families 和 indicators 不能都空"),
        ("alert_rule", ",O01,2", ",O98,2", "没有指标“O98”"),
        ("alert_rule", "branch,报送质量", "branch,报送", "没有“报送”这一类指标"),
        ("alert_rule", "quarter,branch,,O01", "fortnight,branch,,O01", "“period_type”有误：取值不在允许的范围内"),
        ("alert_rule", "2026-01-01,,支部", "2026-01-01,2025-01-01,支部", "“valid_to”有误：早于 valid_from"),
        ("alert_rule", "general_meeting", "reporting", "重复"),
        ("alert_limit", "improvements_shown,5", "improvements_shown,0", "第 3 行的“most”有误"),
        ("alert_limit", "alerts_per_school_per_month", "alerts_a_month", "“what”有误：取值不在允许的范围内"),
    ],
)
def test_a_wrong_line_is_refused_with_file_line_column_and_mend(
    folder: Path, file: str, old: str, new: str, words: str
) -> None:
    """A standard that is read half wrong judges every school of the district."""
    change(folder, file, old, new)
    said = refusal_of(folder)
    assert f"{file}.csv" in said
    assert words in said


def test_two_standards_of_one_indicator_in_force_on_one_day_are_refused(folder: Path) -> None:
    """They would double every value."""
    with (folder / "indicator_standard.csv").open("a", encoding="utf-8") as file:
        file.write("O01,>=,90,2026-01-01,,no,,测试\n")
    assert "与第 2 行的有效期重叠，请给第 2 行填上早于 2026-01-01 的 valid_to" in refusal_of(folder)


def test_a_standard_that_follows_a_closed_one_is_accepted(folder: Path) -> None:
    change(folder, "indicator_standard", "O01,>=,100,2018-10-28,,", "O01,>=,100,2018-10-28,2025-12-31,")
    with (folder / "indicator_standard.csv").open("a", encoding="utf-8") as file:
        file.write("O01,>=,90,2026-01-01,,no,,测试\n")
    rows = check_standards(folder, CODES)["indicator_standard"]
    assert sum(isinstance(row, IndicatorStandard) and row.indicator_code == "O01" for row in rows) == 2


def test_new_weights_of_a_later_day_need_not_add_up_with_the_old_ones(folder: Path) -> None:
    with (folder / "evaluator_weight.csv").open("a", encoding="utf-8") as file:
        file.write("三评,自评,自评,50,2026-01-01,测试\n三评,领导评,领导,50,2026-01-01,测试\n")
    assert len(check_standards(folder, CODES)["evaluator_weight"]) == 8


def test_a_rule_of_disclosure_that_is_missing_is_named(folder: Path) -> None:
    """Without it nothing would be hidden."""
    path = folder / "disclosure.csv"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if "smallest_shown_count" not in line]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    assert "disclosure.csv 的“rule”列有误：缺少“smallest_shown_count”" in refusal_of(folder)


def test_a_file_that_is_missing_unknown_or_saved_in_another_encoding_is_named(folder: Path) -> None:
    (folder / "holidays.csv").write_text("day\n", encoding="utf-8")
    assert "holidays.csv 不是已知的标准表" in refusal_of(folder)
    (folder / "holidays.csv").unlink()
    text = (folder / "scope.csv").read_text(encoding="utf-8")
    (folder / "scope.csv").write_text(text, encoding="gb18030")
    assert "scope.csv 不是 UTF-8 编码" in refusal_of(folder)
    (folder / "scope.csv").unlink()
    assert "缺少标准表 scope.csv" in refusal_of(folder)


def test_a_byte_order_mark_is_no_fault(folder: Path) -> None:
    """Excel writes one."""
    path = folder / "scope.csv"
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert check_standards(folder, CODES)["scope"]


def test_what_is_done_once_a_year_has_the_days_between_which_it_is_due() -> None:
    """O10 had none: a branch that graded its members in October was over the ceiling while it could still mend it.

    Once a year is what a ledger kept by 年度 holds, and whoever has one row of the year; what is in force or counted
    month by month is due all the time.
    """
    by_year = {ledger.id for ledger in load_ledgers().values() if ledger.key[0] == "year"}
    judged = _codes_of("indicator_standard")
    once = set()
    for one in load_indicators(PROJECT / "data" / "indicators"):
        rows = one.parameters.rows
        has_one_row = rows is not None and not rows.in_force
        if one.indicator in judged and one.base_period == "year" and (one.fed_by in by_year or has_one_row):
            once.add(one.indicator)
    assert {"O10", "R02", "B02", "L07", "O12"} <= once
    assert not once - _codes_of("due_day")


def _codes_of(file: str) -> set[str]:
    with (REAL / f"{file}.csv").open(encoding="utf-8-sig", newline="") as lines:
        return {row["indicator_code"] for row in csv.DictReader(lines)}
