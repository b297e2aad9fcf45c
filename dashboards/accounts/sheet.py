"""Many accounts at once: a sheet of people and what they may be in, a sheet of one-time passwords out."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from dashboards.accounts import grants, known_units, people
from dashboards.shared.viewer import ROLE_LEVEL
from ingest.cells.cell_text import cell_text
from ingest.cells.dates import read_date
from ingest.cells.errors import CellProblem
from ingest.errors import UserError
from ingest.readers.text import read_records

_COLUMNS = {
    "login": ("用户名", "账号", "登录名"),
    "name": ("姓名", "名字"),
    "role": ("身份", "角色"),
    "unit": ("单位", "单位代码", "单位名称", "所在单位"),
    "first_day": ("起", "开始日期", "起始日期"),
    "last_day": ("止", "结束日期", "截止日期"),
}
"""What a column may be called; the last three may be missing."""
_NEEDED = ("login", "name", "role")
_SHOWN_FAULTS = 20
_TAIL = re.compile(r"(?<=\d)\.0+$")


@dataclass(frozen=True)
class Line:
    """One row that can be taken: a person and one grant. `row` is its number in the sheet."""

    row: int
    login: str
    name: str
    role: str
    unit_id: str
    first_day: dt.date | None
    last_day: dt.date | None


Given = tuple[Line, str]
"""A row with the one-time password of its account."""


def bring_in(
    home: Path, rows: Sequence[Sequence[object]], file: str, by: str, keep: Callable[[list[Given]], None]
) -> tuple[int, int]:
    """Make the accounts of a sheet; return how many, and how many grants.

    All or nothing: UserError lists the rows of `file` that are wrong. `keep` is given the one-time passwords before
    there are accounts, so that none is lost. An account that is there already keeps its password and only gets what it
    has not been granted yet, so that a sheet may grow and be taken again.
    """
    lines = _lines(home, rows, file)
    names = {line.login.lower(): (line.login, line.name) for line in lines}
    given = people.made(one for one in names.values() if people.find(home, one[0]) is None)
    if given:
        keep([(line, given[line.login.lower()].password) for line in lines if line.login.lower() in given])
        people.add_many(home, list(given.values()), by=by)
    return len(given), sum(_give(home, line, by) for line in lines)


def _give(home: Path, line: Line, by: str) -> bool:
    account = people.known(home, line.login)
    asked = (line.role, line.unit_id, line.last_day)
    if any((one.role, one.unit_id, one.last_day) == asked for one in grants.held(home, account.account)):
        return False
    grants.give(home, account, line.role, line.unit_id, by=by, first_day=line.first_day, last_day=line.last_day)
    return True


def rows_of(path: Path) -> list[list[object]]:
    """Return the cells of a sheet; UserError if it cannot be read."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UserError(f"读不了 {path}，请检查路径和权限。") from error
    if path.suffix.lower() in (".csv", ".txt", ".tsv"):
        return read_records(content, path.name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [list(row) for row in book.get_sheet_by_index(0).to_python(skip_empty_area=False)]
    except (CalamineError, IndexError) as error:
        raise UserError(f"{path.name} 打不开。请另存为 .xlsx 或 .csv。") from error


def _lines(home: Path, rows: Sequence[Sequence[object]], file: str) -> list[Line]:
    """Return the rows below the header; UserError with all that is wrong with them."""
    lines: list[Line] = []
    faults: list[str] = []
    for number, cells in _people(rows, file):
        try:
            lines.append(_line(home, number, cells))
        except (UserError, CellProblem) as error:
            faults.append(f"第 {number} 行：{error}")
    faults += _disagreements(lines)
    if faults:
        more = "\n……" if len(faults) > _SHOWN_FAULTS else ""
        shown = "\n".join(faults[:_SHOWN_FAULTS])
        raise UserError(f"{file} 有 {len(faults)} 处要改，一个账号也没有加：\n{shown}{more}")
    if not lines:
        raise UserError(f"{file} 的表头下面没有人。")
    return lines


def _people(rows: Sequence[Sequence[object]], file: str) -> Iterator[tuple[int, dict[str, object]]]:
    """Yield the rows that say something: number in the sheet, and cells by what their column is."""
    head = next((number for number, row in enumerate(rows) if _places(row).keys() >= set(_NEEDED)), None)
    if head is None:
        raise UserError(f"{file} 里没有找到表头，要有“用户名”“姓名”“身份”，学校和支部等还要有“单位”。")
    places = _places(rows[head])
    for number, row in enumerate(rows[head + 1 :], head + 2):
        cells = {key: row[place] if place < len(row) else "" for key, place in places.items()}
        if any(_text(value) for value in cells.values()):
            yield number, cells


def _line(home: Path, number: int, cells: dict[str, object]) -> Line:
    login, name = people.checked(_text(cells["login"]), _text(cells["name"]))
    role = _text(cells["role"])
    if role not in ROLE_LEVEL:
        raise UserError(f"没有“{role}”这个身份；可用的有：{'、'.join(ROLE_LEVEL)}。")
    unit_id = known_units.named(home, role, _text(cells.get("unit", "")))
    return Line(number, login, name, role, unit_id, _day(cells.get("first_day")), _day(cells.get("last_day")))


def _disagreements(lines: Sequence[Line]) -> list[str]:
    names: dict[str, str] = {}
    return [
        f"第 {line.row} 行：用户名“{line.login}”前面写的姓名是“{names[line.login.lower()]}”，这里是“{line.name}”。"
        for line in lines
        if names.setdefault(line.login.lower(), line.name) != line.name
    ]


def _places(row: Sequence[object]) -> dict[str, int]:
    words = [_text(value).rstrip("*＊：:") for value in row]
    return {key: place for key, known in _COLUMNS.items() for place, word in enumerate(words) if word in known}


def _day(value: object) -> dt.date | None:
    if value is None or not _text(value):
        return None
    day = read_date(value)
    if not isinstance(day, dt.date):
        raise CellProblem("日期没有写年份。")
    return day


def _text(value: object) -> str:
    """Return a cell as text; a code that the spreadsheet program took for a number without its tail."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _TAIL.sub("", "" if value is None else cell_text(value).strip())


def write_passwords(out: Path, given: Sequence[Given]) -> None:
    """Write the sheet that is cut up and handed out."""
    columns = {"用户名": 18, "姓名": 14, "身份": 14, "单位": 24, "一次性口令": 20}
    with xlsxwriter.Workbook(str(out), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("一次性口令")
        bold, plain = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        sheet.write_string(0, 0, "请分别交给本人，交完就删掉本文件；第一次登录要改口令。")
        for place, (word, width) in enumerate(columns.items()):
            sheet.set_column(place, place, width)
            sheet.write_string(1, place, word, bold)
        for number, (line, password) in enumerate(given, 2):
            for place, text in enumerate((line.login, line.name, line.role, line.unit_id or "全区", password)):
                sheet.write_string(number, place, text, plain)
