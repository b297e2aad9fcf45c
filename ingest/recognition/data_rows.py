"""Which rows below a header hold data: not totals, notes, signatures, examples, blanks or repeated headers.

In doubt a row is data: it is then returned with its faults, and nothing is lost in silence.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, takewhile
from typing import NamedTuple

from ingest.ledger import Ledger
from ingest.readers.sheet import is_blank
from ingest.recognition.table import Table
from ingest.recognition.wide_columns import counted_of_persons, is_over_names
from ingest.text.chinese import normalise, simplify

_TOTAL = re.compile(
    r"^((本页|本月|本年|全年|年度|季度|累计|总|分类)?(合计|小计|总计|共计|累计|合计数|总数|汇总)|[承接][前上]页|[过转接][次下]页)(\(.*\))?"
    r":?(\d[\d.,]*(万?元|人次|人|名|件|次|场|项|份|篇|学时|小时)?)?$"
)
_TOTAL_OF = re.compile(
    r"^\S{1,30}(合计|小计|总计|共计|汇总)(\(.*\))?:?$|^(平均(值|数|分)?|占比|比例|百分比|总人数|总人次|人数)$"
)
_FOOTER = re.compile(
    r"^(备注|说明|注|注意|注意事项|填表说明|填报说明|填写说明|填表人|填报人|制表人|制表|审核人|审核|复核人|复核|审批人"
    r"|经办人|负责人|负责人签字|书记签字|党组织书记签字|签字|签名|单位负责人|联系人|联系电话|填表日期|填报日期|制表日期"
    r"|填报时间|填表时间|盖章|单位盖章|填报单位|报送单位)(\([^()]*\))?\d{0,2}\s*[:.、]"
)
_BARE_FOOTERS = frozenset(
    {
        *("填表人", "填报人", "制表人", "审核人", "复核人", "经办人", "负责人签字", "以下空白", "以下无正文"),
        *("盖章", "公章", "单位盖章", "签字", "签名", "审核", "制表", "复核", "经办", "年月日"),
    }
)
_PAGE = re.compile(r"^第\d+页([,/]?共\d+页)?$")
_EXAMPLE = re.compile(r"^[(\[【]?(例|示例|样例|范例|举例|例如|例子|示例行)[)\]】]?\d{0,2}[:、.]?$")
_HINT = re.compile(
    r"^[(\[]?(如[:\d]|例如|例:|示例|\*?必填|\*?选填|非必填|可不填|格式|请填|请选|下拉|从下拉)|^.{0,20}(必填|选填)[)\]]?$"
)
_STEMS, _LATIN = "甲乙丙丁戊己庚辛壬癸", "ABCDEFGHIJKLMNOPQRST"
_SIGNED = re.compile(
    r"^((19|20)\d\d年\d{1,2}月\d{1,2}日|.{2,28}(支部|总支|党委|委员会|小学|中学|学校|幼儿园)(\(.*\))?)$"
)
"""What stands under a letter and under a table: whose it is, and the day."""
_SENTENCE = re.compile(r"[,。;:]")
_ASIDE = re.compile(r"^[(\[][^()\[\]]{4,}[)\]]$")
_SHORTEST_NOTE = 15
_WIDEST_DATA_SPAN = 3
_OWNERS = ("org", "school")
_NO_TEXTS = ("int", "number", "bool")
_CELLS_LOOKED_AT = 4
_LONGEST_TOTAL = 36
_FEWEST_PREFILLED = 2
_ROWS_OF_HINTS = 2
_ROWS_NAMED = 12
_NOTHING: set[int] = set()


class DataRows(NamedTuple):
    """The indexes of the rows that hold data, from top to bottom, and of those that hold what a form begins with."""

    rows: list[int]
    prefilled: frozenset[int]


def data_rows(table: Table, ledger: Ledger) -> DataRows:
    """Return which rows of a table hold data."""
    rows = list(_data_rows(table, ledger))
    prefilled = _prefilled(table, ledger, rows)
    return DataRows([index for index in rows if index not in prefilled] if prefilled else rows, prefilled)


def _data_rows(table: Table, ledger: Ledger) -> Iterator[int]:
    places = sorted({*table.columns, *table.spare, *table.wide, *_of_persons(table, ledger)})
    required = _required_places(table, ledger)
    headings = _headings(table)
    cells, filled, layout = table.sheet.cells, table.sheet.filled, table.layout
    for index in range(table.first_data_row, _end_without_signature(table, ledger)):
        if layout is not None and layout.skips(cells[index]):
            continue
        own = _own_cells(cells[index], places, filled.get(index, _NOTHING))
        if own and not _is_set_apart(table, index, own, places[0], required, index in headings):
            yield index


def _end_without_signature(table: Table, ledger: Ledger) -> int:
    """Return where the rows end but for the last ones that only sign: 一中党总支, and below it the day."""
    end = table.end_row
    while end > table.first_data_row and _signs(table, end - 1, ledger):
        end -= 1
    return end


def _signs(table: Table, index: int, ledger: Ledger) -> bool:
    """Say whether a row is blank, or holds one text alone that cannot be meant for the column it stands in."""
    held = [(place, cell) for place, cell in enumerate(table.sheet.cells[index]) if not is_blank(cell)]
    if len(held) != 1:
        return not held
    ((place, text),) = held
    if not isinstance(text, str) or not _SIGNED.match(_key(text)):
        return False
    return place not in table.columns or ledger.column(table.columns[place]).kind in _NO_TEXTS


def _of_persons(table: Table, ledger: Ledger) -> list[int]:
    """Return the places of names where persons are counted: who has paid nothing owes no less."""
    unknown = table.unknown_headers
    if counted_of_persons(unknown.values(), table.wide.values(), ledger) is None:
        return []
    return [place for place, header in unknown.items() if is_over_names(header)]


def _own_cells(row: list[object], places: list[int], inherited: set[int]) -> set[int]:
    """Return the places of the table's columns in which the row itself says something."""
    return {
        place
        for place in places
        if place < len(row)
        and (value := row[place]) != ""
        and place not in inherited
        and not (value is None or (value.__class__ is str and value.isspace()))  # type: ignore[attr-defined]
    }


def _is_set_apart(
    table: Table, index: int, own: set[int], first_place: int, required: list[int], is_heading: bool
) -> bool:
    """Say whether a row is a total, an example, a note, a hint or the header again, and so no data."""
    row = table.sheet.cells[index]
    first_texts = list(islice(filter(_is_text, row), _CELLS_LOOKED_AT))
    if not first_texts:
        return False
    lacking = len(required) - len(own.intersection(required))
    opening = [_word(text) for text in map(str, first_texts) if len(text) <= _LONGEST_TOTAL]
    if _is_total(table, row, opening, lacking) or _is_example(table, row, opening):
        return True
    if lacking and _is_note(row, _texts(row), lacking, len(required), first_place, is_heading):
        return True
    return _explains_the_header(table, index) or _repeats(row, table.sheet.cells[table.header_rows[-1]], own)


def _begins_with_owner(table: Table, row: list[object]) -> bool:
    """Say whether the first text of a row stands where its organisation or school does: 一中汇总."""
    first = next((place for place, cell in enumerate(row) if _is_text(cell)), None)
    return first is not None and table.columns.get(first) in _OWNERS


def _is_text(cell: object) -> bool:
    return cell.__class__ is str and cell != ""


def _texts(row: list[object]) -> list[tuple[int, object]]:
    return [(place, cell) for place, cell in enumerate(row) if _is_text(cell)]


class _Word(NamedTuple):
    """What the text of a cell may be of a form rather than of data."""

    is_total: bool
    is_total_of: bool
    is_example: bool


@lru_cache(maxsize=100_000)
def _word(text: str) -> _Word:
    """Look at a text once: the same organisations, dates and names stand in the first cells of row after row."""
    key = _key(text)
    return _Word(bool(_TOTAL.match(key)), bool(_TOTAL_OF.match(key)), bool(_EXAMPLE.match(key)))


def _explains_the_header(table: Table, index: int) -> bool:
    """Tell whether a row right below the header says how to fill in its columns, or numbers them."""
    row = table.sheet.cells[index]
    return index - table.first_data_row < _ROWS_OF_HINTS and (_is_hint(row) or _numbers_columns(row))


def unused_lines(table: Table, prefilled: frozenset[int]) -> list[str]:
    """Return sentences about lines above the header, those that the layout leaves out, and those not in use."""
    return [*_above_header(table), *_left_out(table), *_not_in_use(table, prefilled)]


def _above_header(table: Table) -> list[str]:
    moved = table.sheet.moved
    if moved is None or table.header_rows[0] != moved.top:
        return []
    header = table.sheet.row_number(moved.top)
    return [
        f"工作表“{table.sheet.name}”的表头在第 {header} 行，它上面第 {header - moved.rows}—{header - 1} 行也是数据"
        "（表头可能被一起排序了），和其他行一样读取。请把表头移回最上面。"
    ]


def _left_out(table: Table) -> list[str]:
    layout, rows = table.layout, range(table.first_data_row, table.end_row)
    if layout is None:
        return []
    skipped = [table.sheet.row_number(index) for index in rows if layout.skips(table.sheet.cells[index])]
    if not skipped:
        return []
    named = "、".join(map(str, skipped[:_ROWS_NAMED])) + ("等" if len(skipped) > _ROWS_NAMED else "")
    where = f"工作表“{table.sheet.name}”"
    return [f"{where}有 {len(skipped)} 行按版式“{layout.name}”不读（第 {named} 行），没有入库。"]


def _not_in_use(table: Table, unused: frozenset[int]) -> list[str]:
    if not unused:
        return []
    first, last = table.sheet.row_number(min(unused)), table.sheet.row_number(max(unused))
    return [f"工作表“{table.sheet.name}”有 {len(unused)} 行只有事先填好的内容（第 {first}—{last} 行之间），没有读取。"]


def _prefilled(table: Table, ledger: Ledger, rows: list[int]) -> frozenset[int]:
    """Return the rows that say only what other rows say too, such as branch and type, and lack what each line is about.

    A blank form for the year has number, branch and type on every line; a line is in use once more is filled in.
    """
    if len(rows) < _FEWEST_PREFILLED or table.wide:
        return frozenset()
    required = _required_places(table, ledger)
    lacking = {index: _held(table, index) for index in rows if _lacks_two(table, index, required)}
    times = Counter(each for said in lacking.values() for each in said.items())
    return frozenset(
        index for index, said in lacking.items() if all(times[each] >= _FEWEST_PREFILLED for each in said.items())
    )


def _required_places(table: Table, ledger: Ledger) -> list[int]:
    return [place for column in ledger.required if (place := table.place_of(column.id)) is not None]


def _lacks_two(table: Table, index: int, required: list[int]) -> bool:
    """Say whether two required cells of a row say nothing; most rows are done with at the first cells."""
    row = table.sheet.cells[index]
    lacking = 0
    for place in required:
        # A letter or a figure in front is told at once; only then what is left of odd characters counts.
        begins = row[place] if place < len(row) else None
        lacking += not ((begins.__class__ is str and begins[:1].isalnum()) or _cell(table, index, place))  # type: ignore[index]
        if lacking == 2:
            return True
    return False


def _held(table: Table, index: int) -> dict[int, str]:
    """Return what a row says, by the place."""
    cells = {place: _cell(table, index, place) for place in sorted({*table.columns, *table.wide})}
    return {place: text for place, text in cells.items() if text}


def _cell(table: Table, index: int, place: int) -> str:
    row = table.sheet.cells[index]
    return _key(str(row[place])) if place < len(row) and not is_blank(row[place]) else ""


def _key(text: str) -> str:
    return simplify(normalise(text)).replace(" ", "")


def _headings(table: Table) -> frozenset[int]:
    """Return rows that say whose those below are, or are merged across, such as the name of a month above its rows."""
    return table.headings | {span.top for span in table.sheet.spans if span.right - span.left >= _WIDEST_DATA_SPAN - 1}


def _is_total(table: Table, row: list[object], opening: list[_Word], lacking: int) -> bool:
    if opening and opening[0].is_total_of and (lacking or _begins_with_owner(table, row)):
        return True
    return any(word.is_total for word in opening)


def _is_example(table: Table, row: list[object], opening: list[_Word]) -> bool:
    if not opening:
        return False
    if opening[0].is_example:
        return True
    place = table.serial_column
    return place is not None and place < len(row) and _word(str(row[place])).is_example


def _is_note(
    row: list[object],
    texts: list[tuple[int, object]],
    lacking: int,
    required: int,
    first_place: int,
    is_heading: bool,
) -> bool:
    place, first = texts[0][0], _key(str(texts[0][1]))
    is_in_front = place <= first_place
    held = sum(not is_blank(cell) for cell in row)
    if (is_in_front and _is_footer(first)) or (held == len(texts) and _are_footers(texts)):
        return True
    is_the_only_cell = held <= 1
    says_nothing_required = lacking + 1 >= required
    return is_the_only_cell and (is_heading or (is_in_front and says_nothing_required and _is_sentence(first)))


def _is_sentence(text: str) -> bool:
    return (len(text) >= _SHORTEST_NOTE and bool(_SENTENCE.search(text))) or bool(_ASIDE.match(text))


def _are_footers(texts: list[tuple[int, object]]) -> bool:
    return all(_is_footer(_key(str(text))) for _, text in texts)


def _is_footer(text: str) -> bool:
    return bool(_FOOTER.match(text) or _PAGE.match(text)) or text.strip("()[]") in _BARE_FOOTERS


def _is_hint(row: list[object]) -> bool:
    held = [cell for cell in row if not is_blank(cell)]
    return len(held) >= 2 and all(isinstance(cell, str) and _HINT.match(_key(cell)) for cell in held)


def _numbers_columns(row: list[object]) -> bool:
    """Tell the row of an official table that numbers its columns: 甲 乙 1 2 3, A B C, (1) (2) (3)."""
    held = [_key(str(cell)).strip("()[]").removesuffix(".0") for cell in row if not is_blank(cell)]
    letters = list(takewhile(lambda text: not text.isdecimal(), held))
    numbers = held[len(letters) :]
    if len(held) < 3 or any(text not in _STEMS and text not in _LATIN for text in letters):
        return False
    counted = [str(number) for number in range(1, len(numbers) + 1)]
    return letters in ([*_STEMS[: len(letters)]], [*_LATIN[: len(letters)]]) and numbers == counted


def _repeats(row: list[object], header: list[object], own: set[int]) -> bool:
    same = [place for place in own if place < len(header) and row[place] == header[place]]
    return len(same) >= 2 and len(same) * 3 >= len(own) * 2
