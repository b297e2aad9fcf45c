"""Numbers as clerks write them: units, thousands separators, full width, dashes for none."""

import re
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import chain
from typing import Literal, NamedTuple

from ingest.cells.errors import CellProblem
from ingest.cells.number_words import words_behind
from ingest.text.chinese import normalise

NOTHING = frozenset(
    {
        "",
        "-",
        "--",
        "---",
        "—",
        "——",
        "–",
        "―",
        "－",
        "/",
        "\\",
        "无",
        "空",
        "暂无",
        "没有",
        "N/A",
        "n/a",
        "NA",
        "null",
        "NULL",
        "None",
        "#N/A",
    }
)
_MONEY_MARK = re.compile(r"^(?:人民币|RMB|CNY)?\s*¥?\s*(?=[\d.])", re.IGNORECASE)
"""What stands in front of an amount of money, as a number formatted as currency is copied."""
_ASIDE = re.compile(
    r"^(?:共计|合计|共)?\s*(?P<heads>\d+\s*[人名位]?)(?:党员|同志)?"
    r"\s*(?:\((?:其中|含|包括|包含|内含|请假|缺席|病假|事假|公假|公差|因公|因病|因事)[^()]*\))?$"
)
"""A head count of which a bracket says more: who is among them, who is away. It is no other number."""
_SCALES = {"万": 10_000, "千": 1_000}
_ROUGH = re.compile(
    r"^(约|大约|近|将近|超过|超|逾|不少于|不低于|至少|最多|不超过)\s*[\d零〇一二两三四五六七八九十百]"
    r"|[\d零〇一二两三四五六七八九十百千万](余|多|来|几)|几[十百人名个次]|[\d十百千万]\S{0,3}(左右|上下|以上|以下|以内)$"
    r"|[\d十百]\s*[~～—–至到-]\s*\d+\S{0,2}$"
)
_HOURS_AND_MINUTES = re.compile(r"^(\d+)\s*(?:个?小时|时|h)\s*(\d{1,2})\s*(?:分钟?|min|m)?$", re.IGNORECASE)
_MINUTES = re.compile(r"^(\d+(?:\.\d+)?)\s*(?:分钟|分|min)$", re.IGNORECASE)
_HALF_HOURS = re.compile(r"^(?:(\d+|[一二两三四五六七八九])个?)?半个?(?:小时|学时|课时)$")
_CLOCK = re.compile(r"^(\d{1,2}):([0-5]\d)(?::[0-5]\d)?$")
_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_BELOW_A_THOUSAND = re.compile(
    r"^(?:(?P<hundreds>[一二两三四五六七八九])百(?![一二两三四五六七八九]$))?"
    r"(?P<ten>[零〇]?(?P<tens>[一二两三四五六七八九])?十)?[零〇]?(?P<ones>[零〇一二两三四五六七八九])?$"
)
_SAFE_FLOAT = 9e15

_MEASURES = frozenset({"分钟", "%"})
_TEN_THOUSAND = _SCALES["万"]

Unit = Literal["hours", "percent", "count", "heads", "money", "of_hundred", "points"] | None


class _Patterns(NamedTuple):
    """A number in figures (number, scale, word), and one in Chinese below a thousand (number, word)."""

    figures: re.Pattern[str]
    chinese: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    behind = "|".join(sorted(chain.from_iterable(words_behind().values()), key=len, reverse=True))
    figures = r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+)"
    return _Patterns(
        re.compile(rf"^{figures}\s*({'|'.join(_SCALES)})?\s*({behind})?$"),
        re.compile(rf"^([零〇一二两三四五六七八九十百]+)\s*({behind})?$"),
    )


def is_nothing(text: str) -> bool:
    """Say whether a text means that there is nothing, as `—` and `无` do."""
    return text in NOTHING


def read_number(
    value: object, unit: Unit = None, in_minutes: bool = False, in_ten_thousands: bool = False
) -> float | None:
    """Read a cell that is not blank as a number; None where it says that there is none.

    With unit `hours` minutes and clock durations become hours (`in_minutes` if the header says minutes);
    with `percent` the result is 0-100, and a number cell up to 1 is taken as a share; a `count` is no money, and
    of `heads` none of houses or lessons. Money
    comes out in 元, also where the header says 万元 (`in_ten_thousands`). CellProblem if it is no number.
    """
    if isinstance(value, timedelta | time | datetime):
        return _of_clock(value, unit)
    if isinstance(value, bool | date):
        raise CellProblem("不是数字（可能是单元格格式有误），请改成数字")
    if isinstance(value, int | float):
        number = float(value)
        if number != number or abs(number) > _SAFE_FLOAT:
            raise CellProblem("不是有效数字")
        if unit == "percent" and 0 < number <= 1:
            return round(number * 100, 6)
        return number / 60 if in_minutes else _whole(number) if in_ten_thousands else number
    return _of_text(normalise(str(value)), unit, in_minutes, in_ten_thousands)


def read_rate(value: object, as_share: bool) -> float | None:
    """Read a rate of which it is known whether 1 is a hundred per cent (`as_share`) or one; the result is 0-100."""
    if isinstance(value, str) and "%" in normalise(value):
        return read_number(value, "percent")
    number = read_number(value)
    return number if number is None or not as_share else round(number * 100, 6)


def _whole(ten_thousands: float) -> float:
    return round(ten_thousands * _TEN_THOUSAND, 2)


def _of_clock(value: object, unit: Unit) -> float:
    """Read a cell formatted as h:mm, which spreadsheet programs keep as a part of a day."""
    if unit != "hours":
        raise CellProblem("是时间，不是数字（可能是单元格格式有误），请改成数字")
    if isinstance(value, timedelta):
        seconds = value.total_seconds()
    elif isinstance(value, time):
        seconds = value.hour * 3600 + value.minute * 60 + value.second
    elif isinstance(value, datetime) and value < datetime(1900, 1, 1):
        seconds = (value - datetime(1899, 12, 31)).total_seconds()
    else:
        raise CellProblem("是日期，不是时长（可能是单元格格式有误），请改成数字")
    return round(seconds / 3600, 2)


def _of_text(text: str, unit: Unit, in_minutes: bool, in_ten_thousands: bool) -> float | None:
    if is_nothing(text):
        return None
    text = text.lstrip("'’‘`")  # a spreadsheet program's sign for a number that is kept as text
    hours = _hours(text) if unit == "hours" else None
    if hours is not None:
        return hours
    text = _bare(text, unit)
    figures = _patterns().figures.match(text)
    if figures:
        return _of_figures(figures, unit, in_minutes, in_ten_thousands)
    words = _patterns().chinese.match(text)
    number = _chinese(words[1]) if words else None
    if words is None or number is None:
        raise CellProblem("不是准数，请填实际的数目" if _ROUGH.search(text) else "不是数字，请只填数字")
    _check_unit(words[2], unit)
    return number / 60 if in_minutes else number


def _bare(text: str, unit: Unit) -> str:
    """Return a text without what stands round its number and makes it no other one."""
    if unit in ("count", "heads"):
        aside = _ASIDE.match(text)
        return aside["heads"] if aside else text
    return _MONEY_MARK.sub("", text) if unit == "money" else text


def _of_figures(match: re.Match[str], unit: Unit, in_minutes: bool, in_ten_thousands: bool) -> float:
    """Return a number in figures; what the header says of it counts where no unit stands behind it."""
    number, scale, word = float(match[1].replace(",", "")), match[2], match[3]
    if abs(number) > _SAFE_FLOAT:
        raise CellProblem("不是有效数字")
    if scale is not None and unit in ("hours", "percent"):
        raise CellProblem(f"的单位“{scale}”与这一列不符，请只填数字")
    _check_unit(word, unit)
    if scale is not None:
        return round(number * _SCALES[scale], 2)
    if word is None and in_ten_thousands:
        return _whole(number)
    return number / 60 if in_minutes and word is None else number


def _hours(text: str) -> float | None:
    match = _HOURS_AND_MINUTES.match(text)
    if match:
        return int(match[1]) + int(match[2]) / 60
    half = _HALF_HOURS.match(text)
    if half:
        whole = half[1] or "0"
        return float(_DIGITS.get(whole, whole)) + 0.5
    match = _MINUTES.match(text)
    if match:
        return float(match[1]) / 60
    match = _CLOCK.match(text)
    return int(match[1]) + int(match[2]) / 60 if match else None


def _check_unit(word: str | None, unit: Unit) -> None:
    known = words_behind()
    if word is None:
        return
    if unit == "hours":
        wrong = word not in known["hours"]
    elif unit == "percent":
        wrong = word != "%"
    elif unit == "heads":
        wrong = word not in known["persons"]
    else:
        wrong = word in known["hours"] or word in _MEASURES or (unit == "count" and word in known["money"])
    if wrong:
        raise CellProblem(f"的单位“{word}”与这一列不符，请只填数字")


def _chinese(text: str) -> float | None:
    """Read 十二, 一百零五 and the like; None if the characters make no one number below a thousand.

    一百二 is 120 as spoken and 102 where a 零 was left out: nobody can tell which, so it is none.
    """
    parts = _BELOW_A_THOUSAND.match(text)
    if parts is None:
        return None
    hundreds, tens = _DIGITS.get(parts["hundreds"], 0), _DIGITS.get(parts["tens"], 1 if parts["ten"] else 0)
    return float(hundreds * 100 + tens * 10 + _DIGITS.get(parts["ones"], 0))


def read_integer(value: object, of_heads: bool = False) -> int | None:
    """Read a cell that is not blank as a whole number (of people); None where it says that there is none."""
    number = read_number(value, "heads" if of_heads else "count")
    if number is None:
        return None
    if number != int(number):
        raise CellProblem("不是整数，请填整数")
    return int(number)
