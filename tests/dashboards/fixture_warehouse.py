"""A small but complete published warehouse: every status, a joint branch, hidden counts, two years and an open one.

One district, two areas, four schools, seven branches. The figures are written down or follow from them by addition, so
that a page can be held against them; names carry the characters that Markdown and HTML would eat.
"""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import duckdb
from tests.dashboards import fixture_alerts
from tests.dashboards import fixture_boards as boards
from tests.dashboards import fixture_forecast as forecast
from tests.dashboards import fixture_profiles as profiles
from tests.dashboards import fixture_topics
import polars as pl
from tests.dashboards.fixture_problems import add_problems
from tests.dashboards.fixture_report_figures import add_report_figures

AS_OF = dt.date(2026, 6, 30)
BUILD_ID = "b000001"
ODD_NAME = "甲&乙<小学>#$[点我](x)"

SCHEMA = """
create schema marts;
create table marts.dim_unit(unit_id text, unit_level text, unit_name text, org_type text, parent_unit_id text,
  district_id text, area_id text, school_id text, school_ids text, is_shared boolean, stage text, size_band text,
  peer_group text, member_count bigint, active_from date, active_to date);
create table marts.unit_organisation(org_code text, unit_level text, unit_id text, is_shared boolean, valid_from date,
  valid_to date);
create table marts.dim_indicator(indicator_code text, name_zh text, family text, kind text, grain text,
  base_period text, numerator_text text, denominator_text text, exclusions_text text, why_it_matters text,
  unit text, direction text,
  scope_text text, source text,
  source_passage text, standard_text text, comparison text, standard double, hours_threshold double,
  confirmed boolean, minimum_base bigint,
  is_confidential boolean, feeding_ledger text, lifecycle text, author text, checked_by text, date_reviewed date,
  next_review date);
create table marts.indicator_value(indicator_code text, unit_id text, unit_level text, period_type text,
  period_start date, period_end date, year bigint, breakdown text, numerator double, denominator double, value double,
  status text, lower_95 double, upper_95 double, lower_998 double, upper_998 double, standard double,
  standard_confirmed boolean, children_met bigint, children_due bigint, units_reported bigint, units_expected bigint,
  is_closed boolean, is_suppressed boolean, as_of date);
create table marts.indicator_comparison(indicator_code text, unit_id text, unit_level text, period_type text,
  period_start date, year bigint, peer_group text, peer_count bigint, peer_value double, peer_median double,
  peer_p10 double, peer_p25 double, peer_p75 double, peer_p90 double, percentile double, band text, comparison text,
  funnel_lower_95 double, funnel_upper_95 double, funnel_lower_998 double, funnel_upper_998 double);
create table marts.peer_band(indicator_code text, unit_level text, peer_group text, period_type text, period_start date,
  year bigint, units bigint, peer_p10 double, peer_p25 double, peer_median double, peer_p75 double, peer_p90 double);
create table marts.smallest_number(rule text, threshold bigint, source text);
create table marts.unit_alert(indicator_code text, unit_id text, unit_level text, year bigint, period_type text,
  period_start date, status text, value double, standard double, gap double, numerator double, denominator double,
  periods_running bigint, since date, is_new boolean, needed double, needed_by date);
create table marts.submission(org_code text, unit_id text, unit_level text, ledger text, month date, due_on date,
  is_received boolean, first_received_at timestamp, rows_received bigint, rows_returned bigint,
  state text);
create table marts.source_row(indicator_code text, org_code text, row_date date, counts_until date, breakdown text,
  side text,
  amount double, ledger text, batch text, file text, sheet text, row_number bigint);
create table marts.batch(batch text, sequence bigint, ledger text, ledger_title text, file text, received_at timestamp,
  received_by text, rows_read bigint, accepted bigint, unchanged bigint, returned bigint, flagged bigint);
create table marts.returned_row(batch text, ledger text, ledger_title text, file text, sheet text, row_number bigint,
  column_name text, message text, org_code text, row_date date);
create table marts.quality_result(batch text, ledger text, ledger_title text, file text, expectation text,
  severity text, sentence text, checked bigint, failed bigint);
create table marts.build_info(build_id text, built_at timestamp, as_of date, first_year bigint, last_year bigint);
create table marts.annotation(annotation_date date, label text, description text, kind text);
"""

UNITS = [
    ("D1", "district", "示例区", None, None, None, None),
    ("A1", "area", "东片区", "D1", "A1", None, None),
    ("A2", "area", "西片区", "D1", "A2", None, None),
    ("S1", "school", ODD_NAME, "A1", "A1", "S1", "小学"),
    ("S2", "school", "第二中学", "A1", "A1", "S2", "初中"),
    ("S3", "school", "第三中学", "A2", "A2", "S3", "初中"),
    ("S4", "school", "启明幼儿园", "A2", "A2", "S4", "幼儿园"),
    ("B1", "branch", f"{ODD_NAME}第一党支部", "S1", "A1", "S1", "小学"),
    ("B2", "branch", "第二中学语文组党支部", "S2", "A1", "S2", "初中"),
    ("B3", "branch", "第二中学理科党支部", "S2", "A1", "S2", "初中"),
    ("B4", "branch", "第三中学党支部", "S3", "A2", "S3", "初中"),
    ("B5", "branch", "第三中学退休党支部", "S3", "A2", "S3", "初中"),
    ("B6", "branch", "启明幼儿园党支部", "S4", "A2", "S4", "幼儿园"),
    ("B7", "branch", "东片区联合党支部", "A1", "A1", "S1", "小学"),
]
BRANCHES = [unit[0] for unit in UNITS if unit[1] == "branch"]
SHARED = {"B7": "S1、S2"}
ABOVE = {
    unit[0]: [("school", s) for s in SHARED.get(unit[0], unit[5] or "").split("、")]
    + [("area", unit[4]), ("district", "D1")]
    for unit in UNITS
    if unit[1] == "branch"
}

INDICATORS = [
    # code, name, family, kind, base period, unit, direction, standard, confirmed, minimum, confidential, ledger
    (
        "O01",
        "支部党员大会按期召开率",
        "组织生活",
        "frequency",
        "quarter",
        "%",
        "higher",
        100,
        True,
        None,
        False,
        "activity",
    ),
    ("O02", "支委会按期召开率", "组织生活", "frequency", "month", "%", "higher", 100, True, None, False, "activity"),
    ("O04", "党课按期开展率", "组织生活", "frequency", "quarter", "%", "higher", 100, False, None, False, "activity"),
    ("O05", "主题党日按月开展率", "组织生活", "frequency", "month", "%", "higher", 100, True, None, False, "activity"),
    ("O09", "党员参学率", "组织生活", "ratio", "month", "%", "higher", 95, True, 5, False, "activity"),
    ("L03", "党员集中培训达标率", "学习培训", "coverage", "year", "%", "higher", 100, True, 5, False, "training"),
    ("L05", "人均集中培训学时", "学习培训", "mean", "year", "学时", "higher", 24, True, 5, False, "training"),
    ("S02", "党建工作满意度", "满意度测评", "ratio", "year", "%", "higher", 99, True, 10, False, "survey"),
    ("R05", "问题按期整改率", "责任落实", "ratio", "year", "%", "higher", 90, True, None, False, "problem"),
    ("D01", "受党纪政务处分人数", "纪律作风", "total", "year", "人", "lower", None, True, None, True, "discipline"),
    ("V09", "先锋活动场次", "服务群众", "total", "year", "场", "higher", None, True, None, False, "activity"),
    ("B02", "标准化建设得分率", "组织建设", "ratio", "year", "%", "higher", 80, False, None, False, "standardisation"),
    ("I04", "表彰人次", "创新品牌", "total", "year", "人次", "higher", None, True, None, False, "honour"),
    ("Q01", "台账按期报送率", "报送质量", "ratio", "month", "%", "higher", 95, True, None, False, "activity"),
]
PARTS = [
    # code, part, numerator, denominator (none for a count)
    ("S02", "领导班子建设", 40.0, 44.0),
    ("S02", "队伍建设", 38.0, 44.0),
    ("V09", "志愿服务", 3.0, None),
    ("V09", "示范课", 1.0, None),
    ("I04", "省级", 2.0, None),
    ("B02", "组织设置", 11.0, 12.5),
]
CASES = {("B4", 2024): 7, ("B4", 2025): 2, ("B2", 2025): 6, ("B6", 2026): 1}
"""Discipline counts: 2 and 1 are small; 6 is hidden as well because it would give the 2 away."""


def branch_counts(code: str, branch: str, year: int, month: int) -> tuple[float, float]:
    """What a branch did in one month of one year, (numerator, denominator): plain rules that a test can repeat."""
    number = BRANCHES.index(branch) + 1
    late = branch == "B2" and month % 4 == 0
    if code == "O05":
        return (0 if late or (branch == "B4" and year == 2026 and month > 3) else 1, 1)
    if code == "O02":
        return (0 if branch == "B5" else 1, 1)
    if code in ("O01", "O04"):
        return (0 if late and month == 8 else 1, 1) if month % 3 == 0 else (0, 0)
    if code == "O09":
        return (8 + number - (2 if late else 0), 10 + number)
    if code == "Q01":
        return (2 if late else 3, 3)
    last = 12 if year < 2026 else 6
    if month != last:
        return 0, 0
    if code == "L03":
        return 10 + number - (year == 2026) * 3, 12 + number
    if code in ("V09", "I04"):
        return number, 0
    if code == "B02":
        return 70 + number, 100
    if code == "L05":
        return (20 + 2 * number) * 12, 12
    if code == "S02":
        return (40 + number, 44) if branch != "B6" else (6, 7)
    if code == "R05":
        return (number, number) if branch != "B5" else (0, 4)
    return CASES.get((branch, year), 0), 0


def write_warehouse(home: Path, build_id: str = BUILD_ID) -> Path:
    """Write `home/warehouse/<build_id>.duckdb` and point CURRENT at it; return the file."""
    folder = home / "warehouse"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{build_id}.duckdb"
    connection = duckdb.connect(str(path))
    try:
        connection.execute(SCHEMA)
        connection.execute(boards.SCHEMA)
        connection.execute(fixture_alerts.SCHEMA)
        connection.execute(fixture_topics.SCHEMA)
        connection.execute("insert into marts.smallest_number values ('smallest_peer_group', 5, '同类不足5个不比较')")
        connection.execute(profiles.SCHEMA)
        connection.execute(forecast.SCHEMA)
        _units(connection)
        _definitions(connection, build_id)
        _values(connection)
        _receipts(connection)
        _boards(connection)
        add_report_figures(connection)
        add_problems(connection)
        for table, rows in (fixture_alerts.TABLES | fixture_topics.TABLES).items():
            _insert(connection, table, rows)
    finally:
        connection.close()
    (folder / "CURRENT").write_text(build_id, encoding="utf-8")
    return path


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[tuple[object, ...]]) -> None:
    columns = [str(name) for name, *_ in connection.execute(f"describe marts.{table}").fetchall()]
    frame = pl.DataFrame(rows, schema=columns, orient="row", infer_schema_length=None)
    connection.register("incoming", frame.to_arrow())
    connection.execute(f"insert into marts.{table} select * from incoming")
    connection.unregister("incoming")


def _units(connection: duckdb.DuckDBPyConnection) -> None:
    founded = dt.date(2015, 1, 1)
    rows, bridge = [], []
    for unit_id, level, name, parent, area, school, stage in UNITS:
        shared = unit_id in SHARED
        rows.append(
            (unit_id, level, name, "联合党支部" if shared else "党支部" if level == "branch" else "党委", parent, "D1",
             area, school, SHARED.get(unit_id, school), shared, stage, "小", f"{stage}-小" if stage else None, 20,
             founded,              dt.date(2026, 3, 31) if unit_id == "B5" else None)
        )  # fmt: skip
        if level == "branch":
            bridge.append((unit_id, "branch", unit_id, shared, founded, None))
            bridge += [(unit_id, above, above_id, shared, founded, None) for above, above_id in ABOVE[unit_id]]
    bridge += [("P2", level, unit_id, False, founded, None) for level, unit_id in boards.P2_ABOVE]
    bridge += [("D1", "district", "D1", False, founded, None)]
    bridge += [(area, level, unit_id, False, founded, None)
               for area in ("A1", "A2") for level, unit_id in (("area", area), ("district", "D1"))]  # fmt: skip
    _insert(connection, "dim_unit", rows)
    _insert(connection, "unit_organisation", bridge)


def _definitions(connection: duckdb.DuckDBPyConnection, build_id: str) -> None:
    rows = []
    for code, name, family, kind, base, unit, direction, standard, confirmed, minimum, secret, ledger in INDICATORS:
        text = f"≥{standard}{unit}" if standard else None
        rows.append(
            (code, name, family, kind, "branch", base, "按期开展的次数", "应开展的次数", "当期成立或撤销的支部不计",
             "组织生活是党支部的基本功能。", unit, direction, "支部一级", "支部工作条例（试行）",
             "第十一条 支部党员大会一般每季度召开1次。",
             text, ">=" if standard else None, standard, 24.0 if code == "L03" else None, confirmed, minimum, secret,
             ledger, "正式", "党建办", "区委教育工委", dt.date(2026, 1, 5),
             dt.date(2027, 1, 5))
        )  # fmt: skip
    _insert(connection, "dim_indicator", rows)
    built = dt.datetime(2026, 7, 1, 8, 30)
    _insert(connection, "build_info", [(build_id, built, AS_OF, 2024, 2026)])
    _insert(
        connection,
        "annotation",
        [
            (dt.date(2025, 3, 1), "换届", "区属学校党组织集中换届", "换届"),
            (dt.date(2026, 1, 5), "口径修订", "学时口径修订", "口径变更"),
        ],
    )


def _status(code: str, year: int, standard: float | None, confirmed: bool, minimum: int | None, value: float | None,
            bottom: float) -> tuple[str, float | None]:  # fmt: skip
    if value is None:
        return "not_due", None
    if minimum and bottom < minimum:
        return "too_few", None
    if not confirmed or standard is None:
        return "no_standard", value
    if value + 1e-9 >= standard:
        return ("met" if year < 2026 else "on_track"), value
    return ("not_met" if year < 2026 else "behind"), value


def _values(connection: duckdb.DuckDBPyConnection) -> None:
    values: list[tuple[object, ...]] = []
    alerts: list[tuple[object, ...]] = []
    comparisons: list[tuple[object, ...]] = []
    bands: list[tuple[object, ...]] = []
    for indicator, year in itertools.product(INDICATORS, (2024, 2025, 2026)):
        code, _, _, kind, base, unit, _, standard, confirmed, minimum, secret, _ = indicator
        scale = 100.0 if unit == "%" else 1.0
        months = range(1, 13 if year < 2026 else 7)
        spans = [("year", 1, list(months))]
        if base in ("month", "quarter"):
            spans += [("quarter", q * 3 + 1, [m for m in months if q * 3 < m <= q * 3 + 3]) for q in range(4)]
        if base == "month":
            spans += [("month", m, [m]) for m in months]
        for period_type, first, inside in spans:
            reached = (6, 70.0, 82.0, 91.0, 96.0, 99.0)
            bands += [(code, level, "初中-小", period_type, dt.date(year, first, 1), year, *reached)
                      for level in ("school", "branch") if not secret]  # fmt: skip
            for unit_id, level, *_ in UNITS:
                below = [b for b in BRANCHES if b == unit_id or (level, unit_id) in ABOVE[b]]
                silent = [b for b in below if b == "B6" and code[0] == "O" and year == 2025]
                counted = [(b, m) for b in below if b not in silent for m in inside]
                top = sum(branch_counts(code, b, year, m)[0] for b, m in counted)
                bottom = sum(branch_counts(code, b, year, m)[1] for b, m in counted)
                if code == "O02" and unit_id == "B7":
                    status, value, standing = "not_applicable", None, (None, None)
                elif level == "branch" and silent:
                    status, value, standing = "not_reported", None, (None, 12.0)
                elif kind == "total":
                    status, value, standing = "no_standard", float(top), (float(top), None)
                else:
                    raw = scale * top / bottom if bottom else None
                    status, value = _status(code, year, standard, confirmed, minimum, raw, bottom)
                    standing = (float(top), float(bottom))
                hidden = secret and (
                    level in ("school", "branch") or (level == "area" and year == 2025) or year == 2026
                )
                spread = 4.0 if unit == "%" else 1.0
                low = None if value is None else max(0.0, value - spread)
                high = None if value is None else (min(100.0, value + spread) if unit == "%" else value + spread)
                start = dt.date(year, first, 1)
                last = {"year": 12, "quarter": first + 2, "month": first}[period_type]
                end = dt.date(year + (last == 12), last % 12 + 1, 1) - dt.timedelta(days=1)
                values.append(
                    (code, unit_id, level, period_type, start, end, year, None, *standing, value, status, low, high,
                     low, high, standard,
                     confirmed if standard else None, None if level == "branch" else len(below) - 1,
                     None if level == "branch" else len(below), len(below) - len(silent), len(below), year < 2026,
                     hidden, AS_OF)
                )  # fmt: skip
                if period_type == "year" and status in ("not_met", "behind"):
                    assert value is not None and standard is not None
                    alerts.append(
                        (code, unit_id, level, year, "year", start, status, value, float(standard),
                         round(value - standard, 2), *standing, 2 if unit_id == "B2" else 1, dt.date(year - 1, 1, 1),
                         unit_id != "B2", bottom - top, dt.date(year, 12, 31))
                    )  # fmt: skip
                if period_type == "year" and level in ("school", "branch") and value is not None:
                    comparisons.append(
                        (code, unit_id, level, "year", start, year, "初中-小", 6, 90.0, 91.0, 70.0, 82.0, 96.0, 99.0,
                         50.0, "中间",
                         "worse" if unit_id == "B2" else "similar", 80.0, 98.0, 70.0, 100.0)
                    )  # fmt: skip
    for (code, breakdown, top, bottom), (level, unit_id) in itertools.product(
        PARTS, (("branch", "B1"), ("school", "S1"), ("school", "S2"), ("area", "A1"), ("district", "D1"))
    ):
        values.append(
            (code, unit_id, level, "year", dt.date(2026, 1, 1), dt.date(2026, 12, 31), 2026, breakdown, top, bottom,
             100 * top / bottom if bottom else top, "no_standard", None, None, None, None, None, None, None, None, 1, 1,
             False, False, AS_OF)
        )  # fmt: skip
    _insert(connection, "indicator_value", values)
    _insert(connection, "indicator_comparison", comparisons)
    _insert(connection, "peer_band", bands)
    _insert(connection, "unit_alert", alerts)


def _boards(connection: duckdb.DuckDBPyConnection) -> None:
    tables: dict[str, list[tuple[object, ...]]] = {
        "dim_organisation": boards.organisations(UNITS),  # type: ignore[arg-type]
        "work_task": boards.work_tasks(),
        "standardisation": boards.standardisation(),
        "effect_period": boards.effects(),
        "admission": boards.admission(),
        "pledge_score": boards.pledge_scores(),
        "check_flag": boards.check_flags(),
        "threshold_reach": boards.reach(branch_counts, ABOVE),  # type: ignore[arg-type]
        **boards.standards(),
        **profiles.rows(),
        "forecast": forecast.forecasts([unit[:2] for unit in UNITS]),
        "forecast_backtest": forecast.tests(),
        "forecast_method": forecast.methods(),
    }
    for table, rows in tables.items():
        _insert(connection, table, rows)


def _receipts(connection: duckdb.DuckDBPyConnection) -> None:
    got = dt.datetime(2026, 6, 3, 9, 0)
    titles = {"activity": "组织生活活动台账", "training": "培训学时登记表", "discipline": "纪律处分与问责台账"}
    _insert(
        connection,
        "batch",
        [
            (
                "B000001-activity",
                1,
                "activity",
                titles["activity"],
                "第二中学活动.xlsx",
                got,
                "区级管理员",
                40,
                37,
                1,
                2,
                1,
            ),
            (
                "B000002-training",
                2,
                "training",
                titles["training"],
                "培训.xlsx",
                got,
                "区级管理员",
                20,
                20,
                0,
                0,
                0,
            ),
            (
                "B000003-discipline",
                3,
                "discipline",
                titles["discipline"],
                "纪律.xlsx",
                got,
                "区级管理员",
                16,
                15,
                0,
                1,
                0,
            ),
        ],
    )
    _insert(
        connection,
        "returned_row",
        [
            (
                "B000001-activity",
                "activity",
                titles["activity"],
                "第二中学活动.xlsx",
                "3月",
                7,
                "活动日期",
                "“2月30日”不是日期。",
                "B2",
                None,
            ),
            (
                "B000001-activity",
                "activity",
                titles["activity"],
                "第二中学活动.xlsx",
                "3月",
                9,
                "党组织",
                "没有这个党组织。",
                None,
                None,
            ),
            (
                "B000003-discipline",
                "discipline",
                titles["discipline"],
                "纪律.xlsx",
                "明细",
                4,
                "处理种类",
                "不是规定的种类。",
                "B4",
                None,
            ),
        ],
    )
    _insert(
        connection,
        "quality_result",
        [
            ("B000001-activity", "activity", titles["activity"], "第二中学活动.xlsx", "attended_within_expected",
             "return",              "实到人数不得多于应到人数。", 40, 2),
            ("B000002-training", "training", titles["training"], "培训.xlsx", "hours_per_day", "flag",
             "一天的学时一般不超过8。", 20, 0),
            ("B000003-discipline", "discipline", titles["discipline"], "纪律.xlsx", "measure_known", "return",
             "处理种类必须是规定的种类。", 16, 1),
        ],
    )  # fmt: skip
    submissions, sources = [], []
    for branch, year, month in itertools.product(BRANCHES, (2025, 2026), range(1, 13)):
        due = dt.date(year, month, 1) <= dt.date(2026, 6, 1)
        silent = branch == "B6" and year == 2025
        if not due:
            continue
        state = "missing" if silent else "late" if branch == "B2" and month == 4 else "received"
        here = not silent
        for ledger in ("activity", "training", "discipline"):
            submissions.append(
                (branch, branch, "branch", ledger, dt.date(year, month, 1), dt.date(year, month, 28), here,
                 got if here else None, 5 if here else 0, 1 if branch == "B2" and month == 3 else 0, state)
            )  # fmt: skip
        held_on = dt.date(year, month, 6)
        if here and branch_counts("O05", branch, year, month)[0]:
            sources.append(
                ("O05", branch, held_on, held_on, None, "numerator", 1.0, "activity", "B000001-activity",
                 "第二中学活动.xlsx" if branch in ("B2", "B3") else f"{branch}活动.xlsx", f"{month}月", month + 3)
            )  # fmt: skip
    for (branch, year), cases in CASES.items():
        decided_on = dt.date(year, 5, 1)
        for case in range(cases):
            sources.append(
                ("D01", branch, decided_on, decided_on, None, "numerator", 1.0, "discipline", "B000003-discipline",
                 "纪律.xlsx", "明细", case + 2)
            )  # fmt: skip
    _insert(connection, "submission", submissions)
    _insert(connection, "source_row", sources)
