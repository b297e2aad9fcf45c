"""Figures of a work report for the fixture warehouse: six figures, rows in three branches, one confidential."""

from __future__ import annotations

import datetime as dt

import duckdb
import polars as pl

TABLES = """
create table if not exists marts.dim_organisation(org_code text, org_name text, org_type text, organisation_level text,
  parent_code text, is_school_org boolean, is_branch boolean, term_ends_on date, secretary_is_principal boolean,
  active_from date, active_to date);
create table if not exists marts.dim_figure(figure text, figure_order bigint, label text, unit text, how text,
  in_force boolean, from_start boolean, round_down_to bigint, divided_by bigint, minimum_base bigint, fed_by text,
  is_confidential boolean, indicator_code text, source text);
create table if not exists marts.figure_sentence(paragraph_order bigint, paragraph text, sentence_order bigint,
  sentence_begin text, sentence_end text, joined_by text, clause_order bigint, clause text);
create table if not exists marts.figure_row(figure text, side text, org_code text, row_date date, until_date date,
  subject text, amount double, ledger text, batch text, file text, sheet text, row_number bigint);
create table if not exists marts.figure_ledger(ledger text, org_code text, year bigint);
"""

FIGURES = [
    # figure, label, unit, how, in_force, from_start, step, divided_by, base, ledger, confidential, indicator
    ("meetings", "主题党日", "场", "count", False, False, 10, 1, 0, "activity", False, None),
    ("visited", "走访慰问", "人次", "sum", False, False, None, 1, 0, "activity", False, None),
    ("pairings", "村社结对", "对", "count", True, False, None, 1, 0, "outreach", False, None),
    ("files", "廉政档案", "份", "subjects", False, True, None, 1, 0, "integrity_file", False, None),
    ("sanctioned", "受党纪政务处分", "人", "subjects", False, False, None, 1, 0, "discipline", True, "D01"),
    ("satisfaction", "满意率", "%", "share", False, False, 1, 1, 10, "survey", False, None),
]
SENTENCES = [
    (1, "{span}，{unit}：", 1, "扎实开展活动，", "", "，", 1, "主题党日{meetings}"),
    (1, "{span}，{unit}：", 1, "扎实开展活动，", "", "，", 2, "走访慰问{visited}"),
    (1, "{span}，{unit}：", 2, "", "", "，", 1, "村社结对{pairings}"),
    (2, "{span}，{unit}从严治党：", 1, "", "", "，", 1, "建有廉政档案{files}"),
    (2, "{span}，{unit}从严治党：", 1, "", "", "，", 2, "党纪政务处分{sanctioned}"),
    (2, "{span}，{unit}从严治党：", 2, "", "", "，", 1, "满意率{satisfaction}"),
]
FOREVER = dt.date(9999, 12, 31)


def _rows() -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []

    def add(
        figure: str,
        org: str,
        day: dt.date,
        amount: float = 1.0,
        subject: str | None = None,
        side: str = "numerator",
        until: dt.date = FOREVER,
        ledger: str = "activity",
    ) -> None:
        place = len(rows) + 2
        rows.append((figure, side, org, day, until, subject or f"row {place}", amount, ledger, f"B000009-{ledger}",
                     f"{ledger}.xlsx", "明细", place))  # fmt: skip

    for month in range(1, 13):
        add("meetings", "B2", dt.date(2025, month, 5))
        add("meetings", "B3", dt.date(2025, month, 6))
    add("meetings", "B2", dt.date(2026, 6, 30))
    add("meetings", "B2", dt.date(2026, 7, 1))
    add("visited", "B2", dt.date(2025, 2, 1), 12)
    add("visited", "B4", dt.date(2025, 2, 1), 30)
    add("pairings", "B2", dt.date(2024, 5, 1), until=dt.date(2025, 6, 30), ledger="outreach")
    add("pairings", "B3", dt.date(2024, 5, 1), ledger="outreach")
    for person, day in (("p1", dt.date(2023, 3, 1)), ("p2", dt.date(2025, 3, 1))):
        add("files", "B2", day, subject=person, ledger="integrity_file")
    for org, person in (("B2", "p1"), ("B2", "p1"), ("B2", "p2"), ("B4", "p3"), ("B4", "p4")):
        add("sanctioned", org, dt.date(2025, 5, 1), subject=person, ledger="discipline")
    for org, satisfied, valid in (("B2", 199.0, 200.0), ("B4", 5.0, 9.0)):
        add("satisfaction", org, dt.date(2025, 11, 1), satisfied, ledger="survey")
        add("satisfaction", org, dt.date(2025, 11, 1), valid, side="denominator", ledger="survey")
    return rows


def add_report_figures(connection: duckdb.DuckDBPyConnection) -> None:
    """Add the marts of report figures to a fixture warehouse, unless they are there already."""
    connection.execute(TABLES)
    if connection.execute("select count(*) from marts.dim_figure").fetchall()[0][0]:
        return
    figures = [(name, place, label, *rest, "工作报告") for place, (name, label, *rest) in enumerate(FIGURES, start=1)]
    ledgers = [("activity", org, year) for org in ("B2", "B3", "B4") for year in (2025, 2026)]
    ledgers += [("outreach", "B2", 2024), ("outreach", "B3", 2024), ("integrity_file", "B2", 2023)]
    ledgers += [("survey", "B2", 2025), ("survey", "B4", 2025)]
    _insert(connection, "dim_figure", figures)
    _insert(connection, "figure_sentence", SENTENCES)
    _insert(connection, "figure_row", _rows())
    _insert(connection, "figure_ledger", [*ledgers, ("discipline", None, 2025)])


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[tuple[object, ...]]) -> None:
    columns = [str(name) for name, *_ in connection.execute(f"describe marts.{table}").fetchall()]
    frame = pl.DataFrame(rows, schema=columns, orient="row", infer_schema_length=None)
    connection.register("incoming", frame.to_arrow())
    connection.execute(f"insert into marts.{table} select * from incoming")
    connection.unregister("incoming")
