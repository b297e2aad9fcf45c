"""What stands above a table: its year, and values given once for all its rows."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from ingest.readers.sheet import is_blank
from ingest.text.chinese import normalise

_YEAR = re.compile(r"(?<!\d)(19[5-9]\d|20\d\d)(?!\d)")
_PAPERWORK = re.compile(
    r"(填表|填报|制表|报送|上报|打印|导出|更新|截止|截至|编制)(日期|时间|于)?\s*:?\s*\d{4}[^\s]*|\d{4}[年.\-/]\d{1,2}[月.\-/]\d{1,2}日?\s*(填|制表|印发)"
)
_LABELLED = re.compile(
    r"(?P<label>[^\s:;,。]{1,14}(?:\([^()]*\))?)\s*:\s*(?P<value>.*?)(?=\s+[^\s:;,。]{2,14}(?:\([^()]*\))?\s*:|$)"
)
_SPREAD = re.compile(r"(?<!\S)[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff]){1,4}(?=\s*:)")
"""A label whose characters are spread over the width of a form: 主 持 人：."""
_MEASURE = r"(?:人次|人|名|元|万元|次|场次|场|个|件|项|篇|期|户|份|票|分|小时|学时|课时|分钟|天|百分比|%)"
_MEASURED_IN = re.compile(rf"^{_MEASURE}(?:\s*[、,/和]\s*{_MEASURE})*\s*[)\]]?$")
_UNDERLINE = re.compile(r"^[_\s—-]+|[_\s—-]+$")


class Labelled(NamedTuple):
    """A value under a label in a title line; `row` and `column` are zero-based."""

    label: str
    value: object
    row: int
    column: int


def years_in(texts: Iterable[str]) -> frozenset[int]:
    """Return the years that titles, sheet names and file names speak of; the day of filling in is not one."""
    return frozenset(int(year) for text in texts for year in _YEAR.findall(without_paperwork(normalise(text))))


def without_paperwork(text: str) -> str:
    """Return a text in one width without the days of filling in, printing and the like."""
    return _PAPERWORK.sub(" ", text)


def years_meant(titles: Iterable[str], sheet: str, file: str) -> frozenset[int]:
    """Return the years that a table may be about: those of titles, sheet name and file name.

    A file that names several years (2024-2026年台账) says nothing of a sheet that names its own.
    """
    own, of_file = years_in([*titles, sheet]), years_in([file.rsplit("/", 1)[-1]])
    return own if len(own) == 1 and len(of_file) > 1 else own | of_file


def years_wanting(years: frozenset[int]) -> str:
    """Say why titles, sheet name and file name do not settle the year."""
    if years:
        return f"而标题、工作表名和文件名里有几个年份（{'、'.join(map(str, sorted(years)))}）"
    return "标题、工作表名和文件名里也没有"


def labelled_values(cells: list[list[object]], start: int, stop: int) -> list[Labelled]:
    """Return every `label: value` of the rows, also where the value stands in the cell to the right.

    单位：元 says in what the table is measured, and names nobody.
    """
    found: list[Labelled] = []
    for row in range(start, stop):
        for column, cell in enumerate(cells[row]):
            if not isinstance(cell, str) or (":" not in cell and "：" not in cell):
                continue
            text = _SPREAD.sub(lambda label: "".join(label[0].split()), normalise(cell))
            for match in _LABELLED.finditer(text):
                value: object = _UNDERLINE.sub("", match["value"])
                place = column
                if value == "" and match.end() == len(text):
                    value, place = _to_the_right(cells[row], column)
                if _says_something(value):
                    found.append(Labelled(match["label"], value, row, place))
    return found


def _says_something(value: object) -> bool:
    return not is_blank(value) and not _MEASURED_IN.match(normalise(str(value)))


def _to_the_right(row: list[object], column: int) -> tuple[object, int]:
    for place in range(column + 1, len(row)):
        value = row[place]
        if not is_blank(value):
            is_label = isinstance(value, str) and (":" in value or "：" in value)
            return ("", place) if is_label else (value, place)
    return "", column
