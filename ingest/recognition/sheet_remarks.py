"""What a receipt says of rows, columns and sheets that a reader of the screen does not see."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from ingest.readers.sheet import Sheet

_SPANS_NAMED = 12
_SHEETS_NAMED = 10


def sheet_remarks(sheets: Sequence[Sheet]) -> list[str]:
    """Name hidden, filtered and struck-out rows, hidden columns and hidden sheets, and what was done with them."""
    remarks = [remark for sheet in sheets for remark in _of_sheet(sheet)]
    hidden = list(dict.fromkeys(name for sheet in sheets for name in sheet.hidden_sheets))
    if hidden:
        named = "、".join(f"“{name}”" for name in hidden[:_SHEETS_NAMED]) + (
            "等" if len(hidden) > _SHEETS_NAMED else ""
        )
        remarks.append(
            f"隐藏的工作表 {len(hidden)} 个（{named}），没有读取。其中有要报送的内容的，请取消隐藏后重新报送。"
        )
    return remarks


def _of_sheet(sheet: Sheet) -> Iterator[str]:
    where = f"工作表“{sheet.name}”"
    by_filter = sheet.filtered_rows - sheet.struck_rows
    hidden = sheet.hidden_rows - sheet.filtered_rows - sheet.struck_rows
    if by_filter:
        yield f"{where}有 {len(by_filter)} 行被筛选隐藏（{_rows(sheet, by_filter)}），和其他行一样读取。"
    if hidden:
        yield f"{where}有 {len(hidden)} 行是隐藏的（{_rows(sheet, hidden)}），和其他行一样读取。"
    if sheet.hidden_columns:
        columns = "、".join(_spans(sheet.hidden_columns, _letters))
        yield f"{where}有 {len(sheet.hidden_columns)} 列是隐藏的（{columns} 列），和其他列一样读取。"
    if sheet.struck_rows:
        struck = _rows(sheet, sheet.struck_rows)
        yield f"{where}有 {len(sheet.struck_rows)} 行整行有删除线（{struck}），按作废处理，没有入库。"


def _rows(sheet: Sheet, rows: Collection[int]) -> str:
    return f"第 {'、'.join(_spans(rows, lambda row: str(sheet.row_number(row))))} 行"


def _spans(places: Iterable[int], shown: Callable[[int], str]) -> list[str]:
    """Return runs of neighbours as one each: 3, 5—8."""
    runs: list[list[int]] = []
    for place in sorted(places):
        if runs and place == runs[-1][1] + 1:
            runs[-1][1] = place
        else:
            runs.append([place, place])
    named = [shown(first) if first == last else f"{shown(first)}—{shown(last)}" for first, last in runs[:_SPANS_NAMED]]
    return [*named, "……"] if len(runs) > _SPANS_NAMED else named


def _letters(column: int) -> str:
    """Return a column's letters as the spreadsheet program shows them."""
    letters, number = "", column + 1
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(65 + letter) + letters
    return letters
