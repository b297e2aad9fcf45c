"""Tables as schools keep them: taken for the right ledger and read without a word."""

from datetime import date

import pytest

from ingest.ledger import load_ledgers
from ingest.readers.sheet import Sheet
from ingest.recognition.recognise import find_tables
from ingest.recognition.tidy import Tidied, tidy
from tests.expectations.rows import faults_of
from tests.expectations.trials import AS_OF, Row


def read(headers: list[str], *rows: list[str], above: tuple[str, ...] = ()) -> tuple[str, Tidied]:
    """The ledger that a table is taken for, and what is read from it; nothing may be left over or missing."""
    cells: list[list[object]] = [[title] for title in above]
    cells += [list[object](row) for row in (headers, *rows)]
    (table,) = find_tables(Sheet("表一", cells, file="台账.xlsx"), load_ledgers())
    assert table.missing_required == ()
    assert table.unknown_headers == {}
    return table.ledger, tidy(table, load_ledgers()[table.ledger], AS_OF)


REAL: dict[str, tuple[list[str], list[str], Row]] = {
    "appraisal": (
        ["序号", "评议年度", "支部名称", "党员姓名", "评定等次"],
        ["1", "2025", "一小支部", "赵示例", "优秀党员"],
        {"year": 2025, "org": "一小支部", "name": "赵示例", "grade": "优秀"},
    ),
    "integrity_file": (
        ["序号", "所在党支部", "领导干部姓名", "廉政档案建立时间", "最近更新时间", "覆盖亲属数"],
        ["1", "一小支部", "赵示例", "2023.3.20", "2025年3月18日", "12人"],
        {"filed_on": date(2023, 3, 20), "updated_on": date(2025, 3, 18), "relatives_covered": 12},
    ),
    "pledge": (
        ["考核年度", "责任书名称", "签订单位", "签订人", "签订时间", "年终考核得分"],
        ["2025", "党支部党员干部党风廉政建设责任书", "一小支部", "—", "2025/2/20", "102.5分"],
        {"pledge_type": "党风廉政建设责任书", "name": None, "signed_on": date(2025, 2, 20)},
    ),
    "standardisation": (
        ["年份", "达标单位", "验收批次", "是否列入达标计划", "验收项目", "实得分", "标准分", "验收结果"],
        ["2025", "一小支部", "第一批", "√", "四、党内组织生活标准化", "9.5", "10", "验收合格"],
        {"is_planned": True, "item": "党内组织生活", "points": 9.5, "full_points": 10.0, "conclusion": "达标"},
    ),
    "deliverable": (
        ["述职年度", "所在支部", "述职人", "材料类别", "述职时间", "标题"],
        ["2025", "一小支部", "赵示例", "抓党建工作述职报告", "2026年1月8日", ""],
        {"year": 2025, "deliverable_type": "述职", "done_on": date(2026, 1, 8), "title": None},
    ),
    "outreach": (
        ["结对支部", "党员姓名", "帮扶对象类型", "结对时间", "结对结束时间"],
        ["一小支部", "", "村（社区）", "20240910", "/"],
        {"name": None, "subject_type": "村社", "paired_on": date(2024, 9, 10), "released_on": None},
    ),
    "honour": (
        ["获奖单位", "获奖人", "荣誉类别", "荣誉称号", "获奖级别", "表彰时间"],
        ["一小支部", "赵示例", "青年党员教师先锋岗", "党员先锋岗", "县（区）级", "2025-06-30"],
        {"honour_type": "先锋岗", "title": "党员先锋岗", "level": "区级", "awarded_on": date(2025, 6, 30)},
    ),
    "work_task": (
        ["年度", "任务序号", "工作板块", "工作要点", "责任单位", "计划完成时间", "实际完成时间"],
        [
            "2025",
            "1",
            "一、以严格落实全面从严治党为主线，加强守纪律讲规矩意识",
            "纪律教育",
            "一小支部",
            "2025-06-30",
            "",
        ],
        {"task_no": "1", "field": "全面从严治党", "due_on": date(2025, 6, 30), "done_on": None},
    ),
    "request": (
        ["序号", "工单编号", "承办单位", "接件时间", "承诺办结时限", "办结时间", "群众满意度"],
        ["1", "SQ-2025-001", "一小支部", "2025.3.3", "2025年3月10日", "/", "较满意"],
        {"request_no": "SQ-2025-001", "promised_on": date(2025, 3, 10), "closed_on": None, "rating": "比较满意"},
    ),
    "dues": (
        ["序号", "支部名称", "缴费月份", "应缴党员数", "实缴党员数", "应缴党费（元）", "实缴党费（元）"],
        ["1", "一小支部", "2025年3月", "23人", "２２", "1,460.50", "1,440.50元"],
        {"month": date(2025, 3, 1), "members_due": 23, "members_paid": 22, "amount_due": 1460.5, "amount_paid": 1440.5},
    ),
    "admission": (
        ["发展对象编号", "培养支部", "发展步骤", "计划完成时间", "实际完成时间", "是否一线骨干教师"],
        ["FZ2025001", "一小支部", "10、政治审查", "20260630", "", "√"],
        {"step": "政治审查", "due_on": date(2026, 6, 30), "done_on": None, "is_frontline_teacher": True},
    ),
    "transfer": (
        ["序号", "介绍信编号", "转出支部", "转入支部", "开具时间", "回执日期"],
        ["1", "JZ001", "一小支部", "外区某校党支部", "2025/8/20", "—"],
        {"transfer_no": "JZ001", "from_org": "一小支部", "issued_on": date(2025, 8, 20), "received_on": None},
    ),
    "decision": (
        ["议题编号", "决策单位", "“三重一大”事项类别", "校长办公会研究日期", "党委会决定日期", "部署落实时间"],
        ["YS001", "一小支部", "大额度资金使用", "2025年3月3日", "2025-03-06", ""],
        {"topic_class": "大额资金使用", "decided_on": date(2025, 3, 6), "deployed_on": None},
    ),
    "publicity": (
        ["信息编号", "供稿单位", "发布时间", "信息类别", "媒体级别", "办结期限", "办结时间"],
        ["XC001", "一小支部", "2025-03-12", "新闻报道", "县（区）级", "/", "/"],
        {"publicity_type": "报道", "level": "区级", "published_on": date(2025, 3, 12), "due_on": None},
    ),
    "funding": (
        ["预算年度", "使用单位", "经费用途", "支出金额（万元）", "支出时间"],
        ["2025年", "一小支部", "阵地建设", "1.25", "2025.5.20"],
        {"year": 2025, "item": "阵地建设", "amount": 12500.0, "spent_on": date(2025, 5, 20)},
    ),
    "moral_education": (
        ["填报学校", "统计月份", "德育项目", "开展场次"],
        ["示例一小", "202503", "国旗下讲话", "4场"],
        {"school": "示例一小", "month": date(2025, 3, 1), "item": "国旗下讲话", "quantity": 4.0},
    ),
}


@pytest.mark.parametrize("ledger", REAL)
def test_a_table_as_schools_keep_it_is_read_without_a_word(ledger: str) -> None:
    headers, row, expected = REAL[ledger]
    found, tidied = read(headers, row)
    assert found == ledger
    assert tidied.faults == []
    assert {name: tidied.frame[name][0] for name in expected} == expected


def test_a_sheet_of_one_month_may_say_in_its_title_which_one() -> None:
    above = ("党费收缴情况表", "缴费月份：2025年3月")
    found, tidied = read(["支部名称", "应交人数", "实交人数"], ["一小支部", "23", "22"], above=above)
    assert found == "dues"
    assert tidied.frame["month"].to_list() == [date(2025, 3, 1)]
    found, tidied = read(["学校名称", "活动项目", "场次"], ["示例一小", "家风宣讲", "2"], above=("统计月份：2025-03",))
    assert found == "moral_education"
    assert tidied.frame["month"].to_list() == [date(2025, 3, 1)]


@pytest.mark.parametrize("ledger", load_ledgers())
@pytest.mark.parametrize("only_required", [True, False], ids=["required", "all"])
def test_the_headers_of_a_template_belong_to_one_ledger_only(ledger: str, only_required: bool) -> None:
    """编号, 类型, 名称, 日期 and 项目 stand in several ledgers; a file is known by what stands beside them."""
    kept = load_ledgers()[ledger]
    needed = (*kept.required, *(kept.column(name) for name in kept.one_of[:1]))
    headers = [column.header for column in (needed if only_required else kept.columns)]
    (table,) = find_tables(Sheet("表一", [list(headers), ["x" for _ in headers]], file="台账.xlsx"), load_ledgers())
    assert (table.ledger, table.missing_required) == (ledger, ())


def test_the_official_names_that_stand_twice_are_told_apart_by_their_numbers() -> None:
    written = [
        "4.上级党委备案",
        "8、报上级党委备案",
        "15.支部大会讨论",
        "23.支部大会讨论",
        "17、上级党委审批",
        "24、上级党委审批",
    ]
    rows = [["FZ1", "一小支部", step, "2025-06-30"] for step in written]
    _, tidied = read(["编号", "党组织", "程序", "应完成日期"], *rows)
    assert tidied.frame["step"].to_list() == [
        "入党积极分子备案",
        "发展对象备案",
        "支部大会讨论接收",
        "支部大会讨论转正",
        "上级党委审批接收",
        "上级党委审批转正",
    ]


@pytest.mark.parametrize("step", ["派人谈话", "审批", "接收预备党员"])
def test_a_step_that_could_be_one_of_two_is_asked_about_and_not_guessed(step: str) -> None:
    _, tidied = read(["编号", "党组织", "程序", "应完成日期"], ["FZ1", "一小支部", step, "2025-06-30"])
    assert tidied.frame["step"].to_list() == [step]
    (fault,) = faults_of("admission", [{"step": step}])[0]
    assert fault.severity == "flag"


@pytest.mark.parametrize("level", ["乡镇级", "省市级"])
def test_a_level_that_could_be_one_of_two_goes_back_and_is_not_guessed(level: str) -> None:
    _, tidied = read(["编号", "党组织", "日期", "类型", "级别"], ["XC1", "一小支部", "2025-03-12", "报道", level])
    assert tidied.frame["level"].to_list() == [level]
    (fault,) = faults_of("publicity", [{"publicity_type": "报道", "level": level}])[0]
    assert fault.severity == "return"


@pytest.mark.parametrize(
    "headers",
    [
        ["事项编号", "决策主体", "三重一大类别", "校长办公会提出", "党组织会议决定", "校长办公会部署"],
        ["议题编号", "学校党组织", "议题类型", "行政会议日期", "支部委员会会议日期", "落实日期"],
        ["议题号", "议事单位", "事项类别", "校务会时间", "党总支会议决定时间", "部署实施时间"],
        ["决策编号", "支部", "决策类型", "校长办公会研究时间", "党组织会议研究决定时间", "校长办公会落实时间"],
    ],
)
def test_the_three_dates_of_a_decision_are_found_whatever_the_meetings_are_called(headers: list[str]) -> None:
    """None of them is required: a date that is not found would make a decision look out of order."""
    found, tidied = read(headers, ["YS001", "一小支部", "重大决策", "2025-03-03", "2025-03-06", "2025-03-10"])
    assert found == "decision"
    dates = tidied.frame.select("proposed_on", "decided_on", "deployed_on").row(0)
    assert dates == (date(2025, 3, 3), date(2025, 3, 6), date(2025, 3, 10))


@pytest.mark.parametrize(
    ("ledger", "headers"),
    [
        ("request", ["民情编号", "受理党支部", "收集时间", "承诺完成时限", "实际完成时间", "是否满意"]),
        ("dues", ["支部", "缴费年月", "应缴纳党费人数", "按月足额交纳人数", "应缴总额", "实缴总额"]),
        ("admission", ["档案号", "支部", "发展党员工作程序", "时间节点", "落实时间", "一线骨干"]),
        ("transfer", ["转接编号", "源组织", "目标组织", "发起转接时间", "转接完成时间"]),
        ("publicity", ["稿件编号", "报送单位", "推送时间", "稿件类型", "平台级别"]),
        ("funding", ["支出年度", "使用支部", "支出事由", "实际支出金额", "费用发生时间"]),
        ("moral_education", ["举办学校", "填报月份", "德育活动项目", "本月场次"]),
    ],
)
def test_other_words_for_the_same_columns_are_known_too(ledger: str, headers: list[str]) -> None:
    found, _ = read(headers, ["" for _ in headers])
    assert found == ledger


def test_a_list_with_a_number_and_any_kind_is_not_taken_for_decisions() -> None:
    """编号, 党组织 and 类别 alone stand in problems, tasks and rolls; the clerk must be told of the right ledger."""
    headers = ["编号", "党组织", "类别", "问题描述"]
    tables = find_tables(Sheet("表一", [list(headers), ["x" for _ in headers]], file="台账.xlsx"), load_ledgers())
    assert all(table.missing_required for table in tables)
