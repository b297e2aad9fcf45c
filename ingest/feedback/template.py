"""Blank workbooks for those who want one: drop-downs, formats, one example row, and the rules."""

from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from ingest.ledger import ASKED, Column, Example, Ledger

_TITLE_ROW, _NOTE_ROW, _HEADER_ROW, _EXAMPLE_ROW = 0, 1, 2, 3
_LAST_ROW = 5_000
_OPTIONS_SHEET = "选项"
_RULES_SHEET = "填表说明"
_KIND_RULES = {
    "text": "文字",
    "list": "文字，可填多个，用“、”分开",
    "date": "日期，如 2025-03-07",
    "month": "月份，如 2025-03",
    "int": "整数",
    "number": "数字，可带小数",
    "bool": "填“是”或“否”",
}
_NOT_NEGATIVE = {"criteria": ">=", "value": 0, "error_message": "请填不小于 0 的数字。"}
_VALIDATIONS: dict[str, dict[str, Any]] = {
    "date": {
        "validate": "date",
        "criteria": "between",
        "minimum": date(1920, 1, 1),
        "maximum": date(2100, 12, 31),
        "error_message": "请填日期，如 2025-03-07。",
    },
    "int": {"validate": "integer", **_NOT_NEGATIVE},
    "number": {"validate": "decimal", **_NOT_NEGATIVE},
}
_TEXT_FORMS = frozenset({"identity", "code", "organisation", "spans"})

Formats = dict[str, Any]


def write_template(ledger: Ledger, out_dir: Path) -> Path:
    """Write `<title>模板.xlsx` into the folder and return its path.

    Columns stand in the ledger's order behind 序号; required ones are marked `*`. The grey row whose 序号
    is 例 is an example and is not read as data.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    path = out_dir / f"{ledger.title}模板.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        formats = _formats(book)
        sheet = book.add_worksheet(ledger.title)
        rules = book.add_worksheet(_RULES_SHEET)
        options = book.add_worksheet(_OPTIONS_SHEET)
        options.hide()
        last = len(ledger.columns)
        sheet.merge_range(_TITLE_ROW, 0, _TITLE_ROW, last, ledger.title, formats["title"])
        sheet.merge_range(
            _NOTE_ROW,
            0,
            _NOTE_ROW,
            last,
            "带 * 的列必须填写；灰色的例行不计入；写法见“填表说明”。",
            formats["note"],
        )
        sheet.set_row(_TITLE_ROW, 28)
        sheet.set_row(_HEADER_ROW, 32)
        sheet.set_column(0, 0, 6)
        sheet.write_string(_HEADER_ROW, 0, "序号", formats["header"])
        sheet.write_string(_EXAMPLE_ROW, 0, "例", formats["example_text"])
        for place, column in enumerate(ledger.columns, start=1):
            _write_column(sheet, options, place, column, ledger.example.get(column.id), formats)
        sheet.freeze_panes(_HEADER_ROW + 1, 1)
        sheet.activate()
        _write_rules(rules, ledger, formats)
    return path


def _formats(book: Any) -> Formats:
    font = {"font_name": "微软雅黑", "font_size": 10, "valign": "vcenter"}
    grey = {**font, "font_color": "#808080", "italic": True, "bg_color": "#F2F2F2"}
    head = {**font, "bold": True, "border": 1, "text_wrap": True, "align": "center"}
    return {
        "title": book.add_format({**font, "bold": True, "font_size": 16, "align": "center"}),
        "note": book.add_format({**font, "font_color": "#595959"}),
        "header": book.add_format({**head, "bg_color": "#DDEBF7"}),
        "required": book.add_format({**head, "bg_color": "#FCE4D6", "font_color": "#9C0006"}),
        "wrap": book.add_format({**font, "text_wrap": True, "valign": "top"}),
        **{
            f"{prefix}{name}": book.add_format({**base, "num_format": number_format})
            for prefix, base in (("", font), ("example_", grey))
            for name, number_format in (
                ("text", "@"),
                ("date", "yyyy-mm-dd"),
                ("int", "0"),
                ("number", "0.0#"),
                ("any", "General"),
            )
        },
    }


def _format_name(column: Column) -> str:
    if column.kind == "date":
        return "date"
    if column.kind in {"int", "number"}:
        return column.kind
    return "text" if column.form in _TEXT_FORMS or column.kind == "month" else "any"


def _write_column(
    sheet: Any, options: Any, place: int, column: Column, example: Example | None, formats: Formats
) -> None:
    name = _format_name(column)
    header = f"{column.header}*" if column.required else column.header
    sheet.set_column(place, place, max(12, min(28, 2 * len(header) + 4)), formats[name])
    sheet.write_string(_HEADER_ROW, place, header, formats["required" if column.required else "header"])
    sheet.write_comment(_HEADER_ROW, place, _rule(column), {"x_scale": 1.6})
    _write_example(sheet, place, example, formats, name)
    choices = ("是", "否") if column.kind == "bool" else column.values or ()
    for row, choice in enumerate(choices):
        options.write_string(row, place, choice)
    area = (_EXAMPLE_ROW + 1, place, _LAST_ROW, place)
    if choices:
        sheet.data_validation(*area, _choice_of(column, place, len(choices)))
    elif column.kind in _VALIDATIONS:
        sheet.data_validation(*area, {"error_title": column.header, **_VALIDATIONS[column.kind]})


def _choice_of(column: Column, place: int, choices: int) -> dict[str, Any]:
    """Return the drop-down of a column; several values may be typed into a list, parted by 、."""
    letters = xlsxwriter.utility.xl_col_to_name(place)
    source = f"={_OPTIONS_SHEET}!${letters}$1:${letters}${choices}"
    rule: dict[str, Any] = {"validate": "list", "source": source, "ignore_blank": True}
    if column.kind == "list":
        return rule | {"show_error": False}
    return rule | {"error_title": column.header, "error_message": "请从下拉列表中选择。"}


def _write_example(sheet: Any, place: int, example: Example | None, formats: Formats, name: str) -> None:
    style = formats[f"example_{name}"]
    if isinstance(example, bool):
        sheet.write_string(_EXAMPLE_ROW, place, "是" if example else "否", style)
    elif isinstance(example, date):
        sheet.write_datetime(_EXAMPLE_ROW, place, example, style)
    elif isinstance(example, int | float):
        sheet.write_number(_EXAMPLE_ROW, place, example, style)
    else:
        sheet.write_string(_EXAMPLE_ROW, place, example or "", style)


def _rule(column: Column) -> str:
    must = "必填。" if column.required else "可不填。"
    return f"{must}{_KIND_RULES[column.kind]}。{column.hint}"


def _write_rules(sheet: Any, ledger: Ledger, formats: Formats) -> None:
    for place, width in enumerate((18, 8, 56, 60)):
        sheet.set_column(place, place, width, formats["wrap"])
    sheet.write_string(0, 0, f"{ledger.title}填表说明", formats["title"])
    sheet.write_string(1, 0, f"由谁填写：{ledger.owner}；向谁要：{'、'.join(ASKED[level] for level in ledger.owed_by)}")
    sheet.write_string(2, 0, f"注意：{ledger.watch_for}")
    for place, header in enumerate(("列名", "必填", "写法", "可选的值")):
        sheet.write_string(4, place, header, formats["header"])
    for row, column in enumerate(ledger.columns, start=5):
        sheet.write_string(row, 0, column.header, formats["wrap"])
        sheet.write_string(row, 1, "是" if column.required else "", formats["wrap"])
        sheet.write_string(row, 2, f"{_KIND_RULES[column.kind]}。{column.hint}", formats["wrap"])
        sheet.write_string(row, 3, "、".join(column.values or ()), formats["wrap"])
