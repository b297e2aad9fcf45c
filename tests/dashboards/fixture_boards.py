"""The boards' part of the fixture: tasks, acceptance, terms, candidates, pledges, flags, and what standards did.

P2 is 第二中学's own 党总支: an organisation that is no unit of its own and is seen by whoever sees the school.
"""

from __future__ import annotations

import datetime as dt
import itertools

AS_OF = dt.date(2026, 6, 30)

SCHEMA = """
create table marts.dim_organisation(org_code text, org_name text, org_type text, organisation_level text,
  parent_code text, is_school_org boolean, is_branch boolean, term_ends_on date, secretary_is_principal boolean,
  active_from date, active_to date);
create table marts.work_task(year bigint, task_no text, field text, task text, org_code text, due_on date,
  done_on date, state text);
create table marts.standardisation(year bigint, org_code text, round text, is_planned boolean,
  is_accepted boolean, item text, points double, full_points double, conclusion text);
create table marts.effect_period(org_code text, decided_on date, effect_ends_on date, measure_class text, measure text);
create table marts.admission(candidate_no text, org_code text, step_order bigint, stage text, step text, due_on date,
  done_on date, state text, is_frontline_teacher boolean);
create table marts.pledge_score(year bigint, pledge_type text, org_code text, band text, score double,
  member_name text);
create table marts.check_flag(rule text, label text, detail text, org_code text, row_date date, ledger text, batch text,
  file text, sheet text, row_number bigint);
create table marts.threshold_reach(indicator_code text, unit_level text, unit_id text, year bigint, reach double,
  members bigint);
create table marts.standard_version(standard text, indicator_code text, name_zh text, text text, threshold double,
  comparison text, unit text, valid_from date, valid_to date, is_active boolean, confirmed_by text, source text);
create table marts.standard_change(change_id text, changed_at timestamp, build_id text, as_of date, standard text,
  indicator_code text, before_text text, after_text text, ledgers_changed boolean);
create table marts.standard_change_unit(change_id text, indicator_code text, unit_level text, unit_id text, year bigint,
  status_before text, status_after text, value_before double, value_after double);
"""

BRANCHES = ("B1", "B2", "B3", "B4", "B5", "B6", "B7")
ORGANISATIONS = ("D1", "P2", *BRANCHES)
P2_ABOVE = [("school", "S2"), ("area", "A1"), ("district", "D1")]
FIELDS = ("全面从严治党", "基层党组织建设", "干部人才队伍建设", "党风廉政建设", "宣传阵地建设", "群团组织建设")
ITEMS = (
    "组织体系设置", "班子队伍建设", "党员教育管理", "党内组织生活",
    "工作载体建设", "活动场所建设", "工作运行机制", "基本工作保障",
)  # fmt: skip
STEPS = (
    "递交入党申请书", "党组织派人谈话", "推荐和确定入党积极分子", "入党积极分子备案", "指定培养联系人",
    "培养教育考察", "确定发展对象", "发展对象备案", "确定入党介绍人", "政治审查",
    "集中培训", "支部委员会审查", "上级党委预审", "填写入党志愿书", "支部大会讨论接收",
    "上级党委派人谈话", "上级党委审批接收", "组织部门备案", "编入党支部和党小组", "入党宣誓",
    "继续教育考察", "提出转正申请", "支部大会讨论转正", "上级党委审批转正", "材料归档",
)  # fmt: skip
STAGES = (
    (2, "申请入党"),
    (6, "入党积极分子的确定和培养教育"),
    (11, "发展对象的确定和考察"),
    (18, "预备党员的接收"),
    (25, "预备党员的教育考察和转正"),
)
CANDIDATES = {"FZ001": ("B2", 4), "FZ002": ("B3", 12), "FZ003": ("B4", 9), "FZ004": ("B1", 25), "FZ005": ("P2", 1)}
"""Where each candidate stands: the last step that is done. FZ003's next step is overdue, FZ004 is through."""
FAILED = {"B2": "王小明", "B4": "李大力", "P2": "赵正"}
TERMS = {
    "P2": dt.date(2026, 8, 31),
    "B1": dt.date(2026, 9, 10),
    "B2": dt.date(2025, 12, 31),
    "B4": dt.date(2027, 3, 1),
    "B5": dt.date(2026, 3, 1),  # dissolved on 31 March: nothing to elect
    "B6": dt.date(2026, 5, 15),
}


def _state(done_on: dt.date | None, due_on: dt.date) -> str:
    if done_on is not None:
        return "done" if done_on <= due_on else "done_late"
    return "overdue" if due_on < AS_OF else "to_come"


def organisations(units: list[tuple[str, str, str, object, object, object, object]]) -> list[tuple[object, ...]]:
    """One row an organisation: the units that are organisations themselves, and P2."""
    founded = dt.date(2015, 1, 1)
    rows = [
        (code, name, "党支部" if level == "branch" else "党委", level, above, False, level == "branch",
         TERMS.get(code), None, founded, dt.date(2026, 3, 31) if code == "B5" else None)
        for code, level, name, above, *_ in units if level != "school"
    ]  # fmt: skip
    return [
        *rows,
        ("P2", "第二中学党总支", "党总支", "school", "A1", True, False, TERMS["P2"], True, founded, None),
    ]


def work_tasks() -> list[tuple[object, ...]]:
    """Nineteen tasks in six fields; of five organisations in a row one is overdue, one was late, three are in time."""
    rows: list[tuple[object, ...]] = []
    for year, number, (place, code) in itertools.product((2025, 2026), range(1, 20), enumerate(ORGANISATIONS)):
        due = dt.date(year, (number - 1) % 12 + 1, 20)
        turn = (number + place) % 5
        late = due + dt.timedelta(days=5)
        done = None if turn == 0 else late if turn == 1 else due
        if done is not None and done > AS_OF:
            done = None
        rows.append((year, str(number), FIELDS[(number - 1) // 4 % 6] if number < 19 else FIELDS[5],
                     f"要点任务{number}", code, due, done, _state(done, due)))  # fmt: skip
    return rows


def standardisation() -> list[tuple[object, ...]]:
    """B1 and B3 accepted, B2 planned and not yet, B4 not on the plan, P2 planned without a visit."""
    rows: list[tuple[object, ...]] = []
    for code, batch, planned, conclusion in (
        ("B1", "第一批", True, "达标"), ("B2", "第一批", True, "基本达标"), ("B3", "第二批", True, "达标"),
        ("B4", None, False, None), ("P2", "第二批", True, None),
    ):  # fmt: skip
        for place, item in enumerate(ITEMS):
            points = 12.5 if conclusion == "达标" else 9.0 + place / 4
            rows.append((2026, code, batch, planned, conclusion == "达标", item, points, 12.5, conclusion))
    return rows


def effects() -> list[tuple[object, ...]]:
    """One effect that ends in 63 days, one later, one that is over."""
    return [
        ("B4", dt.date(2025, 9, 1), dt.date(2026, 9, 1), "党纪处分", "警告"),
        ("B2", dt.date(2026, 1, 10), dt.date(2027, 7, 10), "党纪处分", "严重警告"),
        ("B6", dt.date(2025, 1, 1), dt.date(2026, 1, 1), "党纪处分", "警告"),
    ]


def admission() -> list[tuple[object, ...]]:
    """Every candidate's steps so far and the next one; FZ003's next is overdue."""
    rows: list[tuple[object, ...]] = []
    for number, (org, reached) in CANDIDATES.items():
        for order in range(1, min(reached + 1, 25) + 1):
            next_due = dt.date(2026, 5, 1) if number == "FZ003" else dt.date(2026, 8, 1)
            due = dt.date(2025, 1, 10) + dt.timedelta(days=15 * order) if order <= reached else next_due
            done = due if order <= reached else None
            stage = next(name for last, name in STAGES if order <= last)
            rows.append((number, org, order, stage, STEPS[order - 1], due, done, _state(done, due),
                         number == "FZ002"))  # fmt: skip
    return rows


def pledge_scores() -> list[tuple[object, ...]]:
    """Four scored pledges a branch and one of P2 in 2025; three members failed, by name."""
    rows: list[tuple[object, ...]] = []
    for code in (*BRANCHES, "P2"):
        kind = "党员目标管理责任书"
        rows += [(2025, kind, code, "优秀", 100.0, None), (2025, kind, code, "合格", 88.0, None)]
        rows.append((2025, "党风廉政建设责任书", code, "基本合格", 70.0, None))
        if code in FAILED:
            rows.append((2025, kind, code, "不合格", 51.0, FAILED[code]))
    return rows


def check_flags() -> list[tuple[object, ...]]:
    """Flags of two branches, of P2, and one in the discipline ledger."""
    at = ("B000001-activity", "第二中学活动.xlsx", "3月")
    return [
        ("identical_text", "内容雷同", "与B3 3月的议题一字不差", "B2", dt.date(2026, 3, 5), "activity", *at, 6),
        ("identical_text", "内容雷同", "与B2 3月的议题一字不差", "B3", dt.date(2026, 3, 5), "activity", *at, 7),
        ("holiday_meeting", "节假日开会", "当天是劳动节", "B4", dt.date(2026, 5, 1), "activity", *at, 8),
        ("two_places", "同日两处", "同一人同日参加两处活动", "P2", dt.date(2026, 4, 2), "activity", *at, 9),
        ("two_places", "同日两处", "处分台账里的一行", "B4", dt.date(2026, 4, 2), "discipline",
         "B000003-discipline", "纪律.xlsx", "明细", 4),
    ]  # fmt: skip


def reach(branch_counts: object, units: dict[str, list[tuple[str, str]]]) -> list[tuple[object, ...]]:
    """How far members' hours reach: of those who meet 24, three of each branch do not reach 32; the rest reach 10."""
    assert callable(branch_counts)
    held: dict[tuple[str, str, int, float], int] = {}
    for branch, year in itertools.product(BRANCHES, (2024, 2025, 2026)):
        top, bottom = branch_counts("L03", branch, year, 12 if year < 2026 else 6)
        for level, unit in [("branch", branch), *units[branch]]:
            for hours, members in ((10.0, bottom - top), (28.0, 3), (40.0, top - 3)):
                key = (level, unit, year, hours)
                held[key] = held.get(key, 0) + int(members)
    return [("L03", level, unit, year, hours, members) for (level, unit, year, hours), members in held.items()]


def standards() -> dict[str, list[tuple[object, ...]]]:
    """Versions of three standards, one change by itself, one together with new ledgers, one of a confidential kind."""
    start = dt.date(2019, 1, 1)
    return {
        "standard_version": [
            ("学时门槛", "L03", "党员集中培训达标率", "24学时", 24.0, ">=", "学时", start, None, True, "党建办",
             "区委教育工委文件"),
            ("学时门槛", "L03", "党员集中培训达标率", "32学时", 32.0, ">=", "学时", dt.date(2025, 1, 1), None,
             False, None, "党员教育管理工作条例"),
            ("达标标准", "O09", "党员参学率", "不低于95%", 95.0, ">=", "%", start, None, True, "党建办",
             "区委教育工委文件"),
            ("达标标准", "O04", "党课按期开展率", "不低于100%", 100.0, ">=", "%", start, None, True, None, "本地做法"),
            ("达标标准", "D01", "受党纪政务处分人数", "不高于0人", 0.0, "<=", "人", start, None, False, None, "讨论稿"),
        ],
        "standard_change": [
            ("c1", dt.datetime(2026, 5, 2, 9, 0), "b000000", dt.date(2026, 4, 30), "达标标准", "O09", "不低于90%",
             "不低于95%", False),
            ("c2", dt.datetime(2026, 7, 1, 8, 30), "b000001", AS_OF, "学时门槛", "L03", "20学时", "24学时", True),
            ("c3", dt.datetime(2026, 7, 1, 8, 30), "b000001", AS_OF, "达标标准", "D01", "无", "不高于0人", False),
        ],
        "standard_change_unit": [
            ("c1", "O09", "branch", "B1", 2026, "on_track", "behind", 81.8, 81.8),
            ("c1", "O09", "branch", "B4", 2026, "on_track", "behind", 85.7, 85.7),
            ("c1", "O09", "school", "S3", 2026, "on_track", "behind", 86.2, 86.2),
            ("c2", "L03", "branch", "B2", 2026, "on_track", "behind", 100.0, 64.3),
            ("c3", "D01", "branch", "B6", 2026, "no_standard", "behind", 1.0, 1.0),
        ],
    }  # fmt: skip
