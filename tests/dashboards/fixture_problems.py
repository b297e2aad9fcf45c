"""Problems and the steps of 综合得分 in the fixture: every state, a run of years, a withheld sentence, a struck veto.

Weights are confirmed for 2025 alone: 2026 is what everybody finds before the district has confirmed them.
"""

from __future__ import annotations

import datetime as dt

import duckdb
import polars as pl

SCHEMA = """
create table marts.problem(problem_id text, problem_no text, org_code text, year bigint, problem_source text,
  category text, description text, action text, raised_on date, due_on date, closed_on date, state text,
  days_left bigint, recurs_since bigint, same_words_elsewhere bigint);
create table marts.problem_history(org_code text, category text, first_year bigint, last_year bigint,
  years_raised bigint, problems bigint, still_open bigint, last_raised_on date, is_current boolean, similarity double,
  is_near_identical boolean);
create table marts.review_score(year bigint, unit_id text, unit_level text, step_order bigint, step text, kind text,
  part text, item text, indicator_code text, value double, unit text, standard double, points double, weight double,
  applied_weight double, contribution double, treatment text, band text, is_triggered boolean, sentence text,
  is_confidential boolean, is_confirmed boolean, is_closed boolean);
create table marts.review_scale(band text, lower_score double, upper_score double, source text);
create table marts.review_share(year bigint, band text, schools bigint, best bigint, threshold double, room bigint,
  excess bigint, lowered bigint, lowered_to text, sentence text);
"""

ODD_SENTENCE = "笔记<不>完整 & [缺#页](x) {一}"
SAME = "三会一课记录不规范，个别支部以学代会"


def add_problems(connection: duckdb.DuckDBPyConnection) -> None:
    """Create and fill the tables."""
    connection.execute(SCHEMA)
    _insert(connection, "problem", _problems())
    _insert(
        connection,
        "problem_history",
        [
            ("B2", "组织生活", 2024, 2026, 3, 3, 1, dt.date(2026, 3, 3), True, 92.0, True),
            ("B4", "其他", 2024, 2025, 2, 2, 0, dt.date(2025, 5, 5), False, 31.0, False),
        ],
    )
    _insert(connection, "review_score", [row for school in SCORES for row in _steps(*school)])
    _insert(
        connection,
        "review_scale",
        [
            ("好", 90.0, None, "惯例"),
            ("较好", 80.0, 90.0, "惯例"),
            ("一般", 60.0, 80.0, "惯例"),
            ("差", None, 60.0, "惯例"),
        ],
    )
    _insert(
        connection,
        "review_share",
        [(year, "好", 3, 2, 33.33, 1, 1, 0, None, "只提示超出多少。") for year in (2025, 2026)],
    )


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[tuple[object, ...]]) -> None:
    columns = [str(name) for name, *_ in connection.execute(f"describe marts.{table}").fetchall()]
    frame = pl.DataFrame(rows, schema=columns, orient="row", infer_schema_length=None)
    connection.register("incoming", frame.to_arrow())
    connection.execute(f"insert into marts.{table} select * from incoming")
    connection.unregister("incoming")


def _problems() -> list[tuple[object, ...]]:
    day = dt.date
    return [
        ("k1", "W1", "B2", 2024, "督查", "组织生活", SAME, "复查", day(2024, 3, 3), day(2024, 6, 1), day(2024, 5, 1),
         "done", None, 2024, 1),
        ("k2", "W2", "B2", 2025, "督查", "组织生活", f"{SAME}的问题", "复查", day(2025, 3, 3), day(2025, 6, 1),
         day(2025, 7, 1), "done_late", None, 2024, 0),
        ("k3", "W3", "B2", 2026, "述职评议", "组织生活", f"{SAME}。", "复查", day(2026, 3, 3), day(2026, 6, 1), None,
         "overdue", -29, 2024, 0),
        ("k4", "W1", "B4", 2024, "信访", "其他", None, None, day(2024, 5, 5), day(2024, 6, 5), day(2024, 6, 1),
         "done", None, 2024, 0),
        ("k5", "W2", "B4", 2025, "自查", "其他", "更新慢", "更新", day(2025, 5, 5), day(2025, 6, 5), day(2025, 6, 1),
         "done", None, 2024, 0),
        ("k6", "W1", "P2", 2026, "自查", "党员教育", ODD_SENTENCE, "补", day(2026, 6, 1), day(2026, 7, 10), None,
         "due_soon", 10, None, 0),
        ("k7", "W1", "B6", 2026, "巡察", "班子建设", "未补选", "补选", day(2026, 6, 1), day(2026, 12, 1), None,
         "to_come", 154, None, 0),
    ]  # fmt: skip


SCORES = [
    # school, year, points of 组织生活, of 民主测评 (None: not reported), has a 师德 case
    ("S1", 2025, 95.0, 91.0, False),
    ("S2", 2025, 92.0, None, True),
    ("S3", 2025, 70.0, 80.0, False),
    ("S1", 2026, 95.0, 91.0, False),
    ("S2", 2026, 92.0, None, True),
    ("S3", 2026, 70.0, 80.0, False),
]
WEIGHTS = {"组织生活": 80.0, "民主测评": 20.0}


def _steps(school: str, year: int, daily: float, vote: float | None, case: bool) -> list[tuple[object, ...]]:
    there = 100.0 if vote is not None else 80.0
    total = (daily * 80 + (vote or 0) * 20) / there
    band = "好" if total >= 90 else "较好" if total >= 80 else "一般"
    rows: list[dict[str, object]] = [
        {"step_order": 1000, "step": "item:组织生活", "kind": "item", "part": "日常指标", "item": "组织生活",
         "unit": "分",
         "points": daily, "weight": 80.0, "applied_weight": 8000 / there, "contribution": daily * 80 / there},
        {"step_order": 1001, "step": "indicator:组织生活:O05", "kind": "indicator", "part": "日常指标",
         "item": "组织生活",
         "indicator_code": "O05", "value": daily, "unit": "%", "standard": 100.0, "points": daily,
         "applied_weight": 8000 / there, "contribution": daily * 80 / there},
        {"step_order": 2000, "step": "item:民主测评", "kind": "item", "part": "民主测评", "item": "民主测评",
         "unit": "分",
         "points": vote, "weight": 20.0, "applied_weight": None if vote is None else 20.0,
         "contribution": None if vote is None else vote / 5, "treatment": "missing" if vote is None else "counted"},
        {"step_order": 2001, "step": "indicator:民主测评:S03", "kind": "indicator", "part": "民主测评",
         "item": "民主测评",
         "indicator_code": "S03", "value": vote, "unit": "分", "points": vote,
         "treatment": "not_reported" if vote is None else "counted"},
        {"step_order": 900000, "step": "coverage", "kind": "coverage", "value": there, "unit": "%", "standard": 60.0},
        {"step_order": 900001, "step": "total", "kind": "total", "value": total, "unit": "分", "band": band},
        {"step_order": 900003, "step": "rule:moral_veto", "kind": "rule", "item": "师德一票否决",
         "value": float(case),
         "unit": "人", "standard": 0.0, "treatment": "triggered" if case else "not_triggered", "band": "较好",
         "is_triggered": case, "sentence": "有师德处理的，最高为“较好”。", "is_confidential": True},
        {"step_order": 900004, "step": "rule:pledge_veto", "kind": "rule", "item": "党建目标责任书不合格",
         "value": 88.0,
         "unit": "分", "standard": 60.0, "treatment": "not_triggered", "band": "差", "is_triggered": False,
         "sentence": "低于60分的为“差”。"},
        {"step_order": 900009, "step": "band", "kind": "band", "value": total, "unit": "分", "band": band},
    ]  # fmt: skip
    names = (
        "part", "item", "indicator_code", "value", "unit", "standard", "points", "weight", "applied_weight",
        "contribution",
    )  # fmt: skip
    return [
        (year, school, "school", row["step_order"], row["step"], row["kind"], *(row.get(name) for name in names),
         row.get("treatment", "counted"), row.get("band"), row.get("is_triggered"), row.get("sentence"),
         row.get("is_confidential", False), year == 2025, year < 2026)
        for row in rows
    ]  # fmt: skip
