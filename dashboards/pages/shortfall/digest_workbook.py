"""季度简报: one workbook a quarter and viewer, from the same queries as the page; nothing confidential is read."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import xlsxwriter

from dashboards.database.reader import Reader
from dashboards.exports.table_sheet import write_table
from dashboards.exports.workbook import Origin
from dashboards.pages.shortfall import follow_up, tables, wording
from dashboards.pages.shortfall.alert_queries import risen, standing_alerts
from dashboards.pages.shortfall.digest_queries import fell_short, not_sent
from dashboards.pages.shortfall.shortfall_queries import worklist
from dashboards.shared.formatting import date_text, period_text
from dashboards.store import follow_up as store
from dashboards.store import integrity

_EVERYTHING = 100_000
_NOTE = "数据供工作参考，不代替评议结论。"


@dataclass(frozen=True)
class Digest:
    """What a quarter's digest says: where it comes from, its sentences, a table a sheet, how far the audit log went."""

    origin: Origin
    sentences: Sequence[str]
    sheets: Mapping[str, pl.DataFrame]
    audit_head: str


def quarters(first_year: int, as_of: dt.date) -> dict[str, dt.date]:
    """Return the quarters that had begun by a day, newest first: 2026Q3 and its first day."""
    found = [(year, number) for year in range(first_year, as_of.year + 1) for number in range(1, 5)]
    starts = {f"{year}Q{number}": dt.date(year, 3 * number - 2, 1) for year, number in found}
    return {code: start for code, start in reversed(starts.items()) if start <= as_of}


def newest_closed(starts: Mapping[str, dt.date], as_of: dt.date) -> str:
    """Return the newest quarter that had ended by a day, else the newest that had begun."""
    return next((code for code, start in starts.items() if last_day(start) <= as_of), next(iter(starts)))


def last_day(first: dt.date) -> dt.date:
    """Return the last day of the quarter that begins on a day."""
    after = dt.date(first.year + (first.month > 9), (first.month + 2) % 12 + 1, 1)
    return after - dt.timedelta(days=1)


def gather(reader: Reader, home: Path, first: dt.date, as_of: dt.date, unit_name: str, today: dt.date) -> Digest:
    """Gather the digest of the quarter that begins on `first`, for what the viewer sees."""
    last = last_day(first)
    day = min(last, as_of)
    found = fell_short(reader, first, last)
    short = pl.concat([_beside(home, found.filter(pl.col("year") == year), year, today) for year in _years(first)])
    whole_year = _beside(home, worklist(reader, first.year, limit=_EVERYTHING), first.year, today)
    tracked = pl.concat([short, whole_year.select(short.columns)])
    tracked = tracked.filter(pl.col("follow_state").is_not_null()).unique(
        follow_up.KEY, keep="first", maintain_order=True
    )
    alerts, rose = standing_alerts(reader, day).filter(~pl.col("is_below_line")), risen(reader, day)
    missing = not_sent(reader, first, last)
    new, going = short.filter(pl.col("is_new")), short.filter(~pl.col("is_new"))
    counts = {
        "new": new.height,
        "continuing": going.height,
        "alerts": alerts.height,
        "raised": alerts.filter(pl.col("is_raised")).height,
        "not_sent": missing.height,
        "risen": rose.height,
        "followed": tracked.height,
        "settled": tracked.filter(pl.col("follow_state") == "已销号").height,
        "overdue": tracked.filter(pl.col("is_overdue")).height,
    }
    words = period_text("quarter", first)
    origin = Origin(
        title=f"{unit_name}季度简报",
        filters={"年度": words, "单位范围": unit_name, "情况截至": date_text(day)},
        as_of=as_of,
        build_id=reader.build.build_id,
        viewer=f"{reader.viewer.role} {unit_name}",
    )
    return Digest(
        origin,
        wording.describe_digest(f"{unit_name}{words}", day, counts, is_closed=last <= as_of),
        {
            "新增未达标": tables.followed(new),
            "持续未达标": tables.followed(going),
            "预警": tables.alerts(alerts),
            "未报送": tables.not_sent(missing),
            "进步": tables.risen(rose),
            "跟进情况": tables.followed(tracked),
        },
        integrity.head(home),
    )


def _years(first: dt.date) -> tuple[int, int]:
    """Return the years of a quarter's periods: a semester that ends in January belongs to the year it began in."""
    return first.year, first.year - 1


def _beside(home: Path, rows: pl.DataFrame, year: int, today: dt.date) -> pl.DataFrame:
    return follow_up.beside(rows, store.newest(home, year), year, today)


def workbook_bytes(digest: Digest, taken_at: dt.datetime) -> bytes:
    """Return the workbook: 概要 first, then a table a sheet; an empty table says so in a sentence."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    summary = _sheet(book, "概要", digest.origin, taken_at)
    lines = [("概要", text) for text in digest.sentences] + _facts(digest.origin, taken_at, digest.audit_head)
    write_table(book, summary, ("项目", "内容"), lines)
    for name, table in digest.sheets.items():
        sheet = _sheet(book, name, digest.origin, taken_at)
        if table.is_empty():
            sheet.write_string(0, 0, f"这个季度没有“{name}”的记录。")
            continue
        write_table(book, sheet, table.columns, table.rows())
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, table.height, table.width - 1)
    book.close()
    return out.getvalue()


def _sheet(
    book: xlsxwriter.Workbook, name: str, origin: Origin, taken_at: dt.datetime
) -> xlsxwriter.worksheet.Worksheet:
    sheet = book.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    mark = f"{origin.viewer} {taken_at:%Y-%m-%d %H:%M}".replace("&", "&&")
    sheet.set_header(f"&L{origin.title} {name}&R{mark}")
    sheet.set_footer(f"&L数据版本 {origin.build_id}，{_NOTE}&R第 &P 页，共 &N 页")
    return sheet


def _facts(origin: Origin, taken_at: dt.datetime, audit_head: str) -> list[tuple[str, str]]:
    return [
        *((f"筛选：{name}", value) for name, value in origin.filters.items()),
        ("数据截止", f"{origin.as_of:%Y-%m-%d}"),
        ("数据版本", origin.build_id),
        ("下载人", origin.viewer),
        ("下载时间", f"{taken_at:%Y-%m-%d %H:%M:%S}"),
        ("操作留痕编号", audit_head),
        ("说明", _NOTE),
        ("口径", "有季度数的指标看本季度，其余看在本季度内结束的学期或年度；支部逐个列，学校只列本级党组织的事项。"),
    ]
