"""The Excel annex of a pack: the mart's numbers as numbers, charts that can be edited, and the 口径."""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Collection, Iterator, Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from dashboards.exports.table_sheet import A4, write_table
from dashboards.review_packs.facts import Facts, Line
from dashboards.review_packs.office_file import without_clock
from dashboards.review_packs.wording import FOR_REFERENCE
from dashboards.shared.formatting import date_text
from dashboards.shared.theme import BAR, BLUE, INK
from ingest.text.printable import neutralised

_INDICATOR_COLUMNS = (
    "编号",
    "指标",
    "类别",
    "单位",
    "本年数值",
    "分子",
    "分母",
    "状态",
    "标准",
    "标准说明",
    "上年数值",
    "与同类比",
)
_VALUE, _STANDARD, _LAST = 4, 8, 10
_LONGEST = 60
"""Letters of a title in a header: Excel takes 255 in all and drops longer ones."""
_ROW, _ROWS_A_PAGE, _CHART_WIDTH, _SCALE = 20, 48, 640, 80
"""Pixels of a row, rows of a page of A4, pixels of a chart across it, and hundredths in which both are printed."""
_LOOKS = (("本年", _VALUE, BLUE, BLUE), ("上年", _LAST, BAR, BLUE), ("标准", _STANDARD, "#FFFFFF", INK))
"""Series, column, fill and edge: full, half and empty, so that they can be told apart in black and white."""
Rows = Sequence[Sequence[object]]


def workbook_bytes(facts: Facts) -> bytes:
    """Return the workbook; the same facts give the same bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    made_at = dt.datetime.fromisoformat(facts.frozen_at).replace(tzinfo=None)
    book.set_properties({"title": facts.title, "author": facts.frozen_by, "created": made_at})
    sheet = _Sheets(book, facts)
    rated = frozenset({_VALUE, _STANDARD, _LAST})
    lines = _rated_first(facts.lines)
    sheet.add("指标", _INDICATOR_COLUMNS, [_indicator(one) for one in lines], rated)
    _charts(book, sheet.page("图"), lines)
    sheet.add(
        "低于标准",
        ("编号", "事项", "数值", "标准", "差距", "起始", "还需"),
        [
            (one.code, one.name, one.value_text, one.standard_text, one.gap_text, one.since_text, one.still_text)
            for one in facts.shortfalls
        ],
    )
    sheet.add(
        "上年问题",
        ("编号", "来源", "类别", "问题", "期限", "整改结果"),
        [(one.number, one.source, one.category, one.sentence, one.due_text, one.outcome) for one in facts.problems],
    )
    sheet.add("工作数据", ("工作数据",), [(one,) for one in facts.paragraphs])
    sheet.add("口径", ("指标", "口径"), facts.definitions)
    sheet.add("说明", ("项目", "内容"), _about(facts))
    book.close()
    return without_clock(out.getvalue())


class _Sheets:
    """Adds one table a sheet, all laid out for A4 landscape with the head repeated."""

    def __init__(self, book: xlsxwriter.Workbook, facts: Facts) -> None:
        self.book, self.facts = book, facts

    def add(self, name: str, columns: Sequence[str], rows: Rows, rated: Collection[int] = ()) -> None:
        """Write a table, columns `rated` with one decimal."""
        sheet = self.page(name)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.freeze_panes(1, 0)
        write_table(self.book, sheet, columns, rows, rated)

    def page(self, name: str) -> Worksheet:
        """Add an empty sheet for A4 with the head and foot of the pack."""
        sheet = self.book.add_worksheet(name)
        sheet.set_paper(A4)
        title = self.facts.title[:_LONGEST].replace("&", "&&")
        sheet.set_header(f"&L{title}&R验真码 {self.facts.code}")
        sheet.set_footer(f"&L{FOR_REFERENCE}&R第 &P 页，共 &N 页")
        return sheet


def _indicator(one: Line) -> tuple[object, ...]:
    return (
        one.code,
        one.name,
        one.family,
        one.unit,
        one.value,
        one.numerator,
        one.denominator,
        one.status_text,
        one.standard,
        one.standard_text,
        one.last_value,
        one.compared_text,
    )


def _about(facts: Facts) -> list[tuple[str, str]]:
    text = [
        ("标题", facts.title),
        ("所属", facts.belongs_to),
        ("数据截止", date_text(facts.as_of)),
        ("冻结编号", facts.snapshot_id),
        ("数据版本", facts.build_id),
        ("验真码", facts.code),
    ]
    text += [("总体情况", one) for one in facts.summary]
    return text + [("数据说明", one) for one in facts.notes]


def _rated_first(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of each family with its percentages first, so that a chart of them is one range and no more."""
    families = list(dict.fromkeys(one.family for one in lines))
    return sorted(lines, key=lambda one: (families.index(one.family), not _is_rated(one)))


def _is_rated(one: Line) -> bool:
    return one.unit == "%" and one.value is not None


def _charts(book: xlsxwriter.Workbook, sheet: Worksheet, lines: Sequence[Line]) -> None:
    """Fill sheet 图: one bar chart a family of percentages, this year, last year, standard; none over two pages."""
    sheet.set_margins(left=0.5, right=0.5)
    sheet.set_print_scale(_SCALE)
    place, breaks = 0, []
    for family, first, last in _rated_families(lines):
        height = 140 + 46 * (last - first + 1)
        taken = math.ceil(height / _ROW) + 1
        if place % _ROWS_A_PAGE + taken > _ROWS_A_PAGE:
            place = (place // _ROWS_A_PAGE + 1) * _ROWS_A_PAGE
            breaks.append(place)
        chart = _chart(book, family, first, last)
        chart.set_size({"width": _CHART_WIDTH, "height": min(height, (_ROWS_A_PAGE - 1) * _ROW)})
        about = f"{family}各项指标的本年、上年数值与标准"
        sheet.insert_chart(place, 0, chart, {"description": about, "object_position": 3})
        place += taken
    sheet.set_h_pagebreaks(breaks)
    if not place:
        sheet.write_string(0, 0, "没有可画的百分比指标。")


def _rated_families(lines: Sequence[Line]) -> Iterator[tuple[str, int, int]]:
    """Yield each family with percentages, and the first and last of them on sheet 指标 (lines as of `_rated_first`)."""
    for family in dict.fromkeys(one.family for one in lines):
        rated = [number for number, one in enumerate(lines, start=1) if one.family == family and _is_rated(one)]
        if rated:
            yield family, min(rated), max(rated)


def _chart(book: xlsxwriter.Workbook, family: str, first: int, last: int) -> xlsxwriter.chart.Chart:
    chart = book.add_chart({"type": "bar"})
    for name, column, ground, edge in _LOOKS:
        chart.add_series(
            {
                "name": name,
                "categories": ["指标", first, 1, last, 1],
                "values": ["指标", first, column, last, column],
                "fill": {"color": ground},
                "border": {"color": edge},
            }
        )
    chart.set_title({"name": str(neutralised(f"{family}（%）")), "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"min": 0, "label_position": "low", "num_format": "0"})
    chart.set_legend({"position": "top"})
    return chart
