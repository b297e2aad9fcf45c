"""The Excel annex of a pack: the mart's numbers as numbers, charts that can be edited, and the 口径."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Collection, Iterable, Sequence

import xlsxwriter

from dashboards.exports.workbook import neutralised, write_cell
from dashboards.review_packs.facts import Facts, Line
from dashboards.review_packs.office_file import without_clock
from dashboards.review_packs.wording import FOR_REFERENCE
from dashboards.shared.formatting import date_text
from dashboards.shared.theme import BLUE, GREY, ORANGE

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
Rows = Sequence[Sequence[object]]


def workbook_bytes(facts: Facts) -> bytes:
    """Return the workbook; the same facts give the same bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    made_at = dt.datetime.fromisoformat(facts.frozen_at).replace(tzinfo=None)
    book.set_properties({"title": facts.title, "author": facts.frozen_by, "created": made_at})
    sheet = _Sheets(book, facts)
    rated = frozenset({_VALUE, _STANDARD, _LAST})
    sheet.add("指标", _INDICATOR_COLUMNS, [_indicator(one) for one in facts.lines], rated)
    _charts(book, facts)
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
        self.head = book.add_format({"bold": True, "bg_color": "#EEF2F6", "border": 1, "text_wrap": True})
        self.body = book.add_format({"text_wrap": True, "valign": "top"})
        self.rate = book.add_format({"valign": "top", "num_format": "0.0"})

    def add(self, name: str, columns: Sequence[str], rows: Rows, rated: Collection[int] = ()) -> None:
        """Write a table, columns `rated` with one decimal; an empty one says so instead of looking forgotten."""
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 0)
        title = self.facts.title[:_LONGEST].replace("&", "&&")
        sheet.set_header(f"&L{title}&R验真码 {self.facts.code}")
        sheet.set_footer(f"&L{FOR_REFERENCE}&R第 &P 页，共 &N 页")
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column, self.head)
            form = self.rate if place in rated else self.body
            sheet.set_column(place, place, _width(column, (row[place] for row in rows)), form)
        for line, row in enumerate(rows, start=1):
            for place, value in enumerate(row):
                write_cell(sheet, line, place, value)
        if not rows:
            sheet.write_string(1, 0, "没有。")


def _width(column: str, values: Iterable[object]) -> float:
    texts = (f"{value:.1f}" if isinstance(value, float) else str(value) for value in values if value is not None)
    return min(60.0, 4 + 1.7 * max([len(column), *map(len, texts)]))


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


def _charts(book: xlsxwriter.Workbook, facts: Facts) -> None:
    """Add sheet 图: one bar chart a family of percentages, this year, last year and the standard."""
    sheet = book.add_worksheet("图")
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    place = 0
    for family in dict.fromkeys(one.family for one in facts.lines):
        lines = [
            number
            for number, one in enumerate(facts.lines, start=1)
            if one.family == family and one.unit == "%" and one.value is not None
        ]
        if not lines:
            continue
        # Lines of one family lie together, so one range spans them; rows without a value are gaps in it.
        first, last = min(lines), max(lines)
        chart = book.add_chart({"type": "bar"})
        for name, column, colour in (("本年", _VALUE, BLUE), ("上年", _LAST, GREY), ("标准", _STANDARD, ORANGE)):
            chart.add_series(
                {
                    "name": name,
                    "categories": ["指标", first, 1, last, 1],
                    "values": ["指标", first, column, last, column],
                    "fill": {"color": colour},
                }
            )
        chart.set_title({"name": str(neutralised(f"{family}（%）")), "name_font": {"size": 12}})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"min": 0, "label_position": "low"})
        chart.set_legend({"position": "top"})
        chart.set_size({"width": 720, "height": 140 + 46 * (last - first + 1)})
        sheet.insert_chart(place, 0, chart, {"description": f"{family}各项指标的本年、上年数值与标准"})
        place += 8 + round(2.3 * (last - first + 1))
    if not place:
        sheet.write_string(0, 0, "没有可画的百分比指标。")
