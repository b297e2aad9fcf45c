"""Dates as clerks write them. A date is read or returned, never guessed."""

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta, timezone
from functools import cache, lru_cache
from typing import NamedTuple

from ingest.cells.cell_text import cell_text
from ingest.cells.date_words import class_hours, no_day_words
from ingest.cells.errors import CellProblem
from ingest.text.chinese import normalise

_AS = "请写成 2025-03-07 这样的形式"
_ONLY_A_MONTH = "只有年月，没有记入；知道具体日期时请补全"
_EPOCH = date(1899, 12, 30)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_DAYS_TO_1904 = 1_462
_FIRST_SERIAL, _LAST_SERIAL = 7_306, 73_415  # 1920-01-01 to 2100-12-31

_WEEKDAY = re.compile(r"[(\[]?\s*(星期|周|礼拜)[一二三四五六日天]\s*[)\]]?")
_CLOCK = r"([01]?\d|2[0-4])[:时点][0-5]?\d?(:[0-5]\d(\.\d+)?)?分?"
_TIME = re.compile(
    rf"[T\s]*(上午|下午|晚上|早上|中午|晚|AM|PM)?\s*{_CLOCK}\s*(AM|PM)?(\s*[-—–~至到]\s*{_CLOCK})?Z?$", re.I
)
_ZONED = re.compile(
    r"^(\d{4}-\d{1,2}-\d{1,2})[T ](\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)\d*\s*(Z|[+-]\d{2}:?\d{2})$", re.I
)
_CHINA = timezone(timedelta(hours=8))
_HALF_DAY = re.compile(r"\s*(上午|下午|晚上?|早上?|中午|全天)$")
_SEP = r"\s*[-./年月、\\,—–‑]\s*"
_FULL = re.compile(rf"^(\d{{4}}){_SEP}(\d{{1,2}}){_SEP}(\d{{1,2}})\s*[日号]?$")
_SPACED = re.compile(r"^(\d{4}) (\d{1,2}) (\d{1,2})$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(\d{6}|\d{4})?$")
_MONTH = re.compile(r"^(\d{4})\s*(?:[-./年\\]\s*(\d{1,2})|(\d{2}))\s*月?份?$")
_BARE_MONTH = re.compile(r"^(\d{1,2}|[一二三四五六七八九十]{1,2})(?:\.0)?\s*月?份?$")
_MONTH_DAY = re.compile(r"^(\d{1,2})\s*(?:月|[-/])\s*(\d{1,2})\s*[日号]?$")
_DOTTED_MONTH_DAY = re.compile(r"^(\d{1,2})\.(\d{1,2})$")
_SHORT_YEAR = re.compile(r"^['’]?\d{2}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*[日号]?$")
_DAY_FIRST = re.compile(r"^\d{1,2}[-./]\d{1,2}[-./]\d{4}$")
_SERIAL = re.compile(r"^\d{4,5}(\.\d+)?$")
_YEAR_ONLY = re.compile(r"^(19|20)\d\d\s*(年度?)?$")
_NO_DAYS = (
    (_YEAR_ONLY, f"只有年份，缺少月和日，{_AS}"),
    (_SHORT_YEAR, f"的年份只有两位，{_AS}"),
    (_DAY_FIRST, f"分不清哪个是月、哪个是日，{_AS}"),
)
"""What is nearly a day, and what is wrong with it."""
_BY = re.compile(r"(?<=[日号底末\d月])(之前|以前|前)(完成|整改到位|整改完毕|办结|落实)?$")
_END_OF = re.compile(
    r"^(?:(?P<year>\d{4})年?度?)?(?:(?P<month>\d{1,2})月份?|第?(?P<quarter>[一二三四1-4])季度|年|年度)?(?:底|末|月底|月末)$"
)
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_BETWEEN = re.compile(r"[-—–~至到、,]")
_CHINESE_DATE = re.compile(
    r"^([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]$"
)
_CHINESE_DIGITS = {
    "〇": 0,
    "零": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}


@cache
def _class_hour() -> re.Pattern[str]:
    half = r"(上午|下午|早上|晚上|中午|晚)?"
    return re.compile(rf"\s*{half}\s*(第[一二三四五六七八九十\d]+节课?(课?后|课间)?|{'|'.join(class_hours())})$")


class MonthDay(NamedTuple):
    """A date without its year."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """Return the date in that year; CellProblem if there is no such day."""
        return _date(year, self.month, self.day)


def read_date(value: object, month_ok: bool = False, is_deadline: bool = False) -> date | MonthDay:
    """Read a cell that is not blank as a day; CellProblem if it names none, or more than one.

    With `month_ok` a month in place of a day is flagged, not returned. A deadline may be written 6月底前: its last day.
    """
    if isinstance(value, datetime):
        return _of_cell(value.date())
    if isinstance(value, date):
        return _of_cell(value)
    if isinstance(value, bool | time | timedelta):
        raise CellProblem(f"只有时间没有日期，{_AS}")
    if isinstance(value, int | float):
        return _of_number(float(value), month_ok)
    text = normalise(str(value))
    return _of_deadline(text) if is_deadline else _of_text(text, month_ok)


def from_1904(value: object) -> object:
    """Return a bare number of days, counted from 1904, as the number that it is everywhere else."""
    number = float(value) if isinstance(value, str) and _SERIAL.match(value) else value
    if not isinstance(number, int | float) or isinstance(number, bool):
        return value
    shifted = number + _DAYS_TO_1904
    return shifted if _FIRST_SERIAL <= shifted < _LAST_SERIAL + 1 else value


def _date(year: int, month: int, day: int) -> date:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise CellProblem(f"的年份不对，{_AS}")
    try:
        return date(year, month, day)
    except ValueError:
        raise CellProblem(f"不是有效日期，{_AS}") from None


def _of_cell(day: date) -> date:
    if not 1920 <= day.year <= _LAST_YEAR:
        raise CellProblem(f"的年份不对（可能是单元格格式有误），{_AS}")
    return day


def _of_number(number: float, month_ok: bool) -> date:
    if not abs(number) <= 1e15:  # nor one that is none at all
        raise CellProblem(f"不是有效日期，{_AS}")
    if number >= 19_000_000:
        return _of_compact_number(number)
    is_whole = number == int(number)
    if 1900 <= number < 2101:
        raise _only_a_year(is_whole, month_ok)
    if number < _FIRST_SERIAL and not is_whole:
        raise CellProblem(f"分不清是几月几日（“3.1”可能是 3 月 1 日，也可能是 3 月 10 日），{_AS}")
    if not _FIRST_SERIAL <= number < _LAST_SERIAL + 1:
        is_month = is_whole and 190_000 <= number <= 210_012
        raise CellProblem(f"缺少“日”，{_AS}" if is_month else f"不是有效日期，{_AS}")
    return _EPOCH + timedelta(days=int(number))


def _only_a_year(is_whole: bool, month_ok: bool) -> CellProblem:
    return CellProblem(f"没有写明月和日（或只写了“年.月”），{_AS}") if is_whole or not month_ok else _only_a_month()


def _only_a_month() -> CellProblem:
    return CellProblem(_ONLY_A_MONTH, "flag")


def _of_compact_number(number: float) -> date:
    """Return the day that a number such as 20250307 writes."""
    match = _COMPACT.match(str(int(number))) if number == int(number) else None
    if match is None:
        raise CellProblem(f"不是有效日期，{_AS}")
    return _date(int(match[1]), int(match[2]), int(match[3]))


def _of_zoned(match: re.Match[str]) -> date:
    """Return the day on which a moment with a time zone was in China; exports of web systems write UTC."""
    year, month, day = (int(part) for part in match[1].split("-"))
    _date(year, month, day)
    zone = "+00:00" if match[3].upper() == "Z" else match[3]
    clock = match[2] if match[2].index(":") == 2 else f"0{match[2]}"
    try:
        moment = datetime.fromisoformat(f"{year:04}-{month:02}-{day:02}T{clock}{zone}")
    except ValueError:
        raise CellProblem(f"不是有效日期，{_AS}") from None
    return moment.astimezone(_CHINA).date()


@lru_cache(maxsize=50_000)
def _bare(text: str) -> str:
    text = _WEEKDAY.sub(" ", text).strip()
    text = _TIME.sub("", text).strip()
    text = _class_hour().sub("", text).strip()
    text = _HALF_DAY.sub("", text).strip()
    return text.rstrip("。.,;").strip()


def _of_deadline(text: str) -> date | MonthDay:
    """Read a day by which something is due: the day itself, or the last one of a month or a year."""
    text = text.replace(" ", "")
    if text in no_day_words():
        raise CellProblem(f"不是日期，看不出到哪一天为止，{_AS}")
    cut = _BY.sub("", text)
    match = _END_OF.match(cut)
    if match is None:
        return _of_text(cut, False)
    year, month, quarter = match["year"], match["month"], match["quarter"]
    last = int(month) if month else 3 * _QUARTERS[quarter] if quarter else 12
    if not 1 <= last <= 12:
        raise CellProblem(f"不是有效日期，{_AS}")
    day = monthrange(int(year) if year else 2025, last)[1]
    return _date(int(year), last, day) if year else MonthDay(last, day)


def _of_text(original: str, month_ok: bool) -> date | MonthDay:
    zoned = _ZONED.match(original)
    if zoned:
        return _of_zoned(zoned)
    text = _bare(original)
    found = _whole_day(text) or _day_of_a_month(text)
    if found is not None:
        return found
    match = _MONTH.match(text)
    if match and 1 <= int(match[2] or match[3]) <= 12:
        raise _only_a_month() if month_ok else CellProblem(f"缺少“日”，{_AS}")
    if _SERIAL.match(text) and not _YEAR_ONLY.match(text):
        return _of_number(float(text), month_ok)
    raise CellProblem(_problem_of(text))


def _problem_of(text: str) -> str:
    """Return what is wrong with a text that is no day."""
    nearly = next((problem for pattern, problem in _NO_DAYS if pattern.match(text)), None)
    if nearly is not None:
        return nearly
    if _start_of_range(text) is not None:
        return f"是一段时间，请只填开始的那一天，{_AS}；几次活动请分行填写"
    return f"不是有效日期，{_AS}"


def _whole_day(text: str) -> date | None:
    """Return the day that a text writes out with its year, in figures or in Chinese."""
    for pattern in (_FULL, _SPACED, _COMPACT):
        match = pattern.match(text)
        if match:
            return _date(int(match[1]), int(match[2]), int(match[3]))
    chinese = _CHINESE_DATE.match(text)
    if chinese is None:
        return None
    year = int("".join(str(_CHINESE_DIGITS[character]) for character in chinese[1]))
    return _date(year, _up_to_99(chinese[2]), _up_to_99(chinese[3]))


def _day_of_a_month(text: str) -> MonthDay | None:
    """Return the day that a text writes without its year; 3.1 may have been 3.10 and is refused."""
    dotted = _DOTTED_MONTH_DAY.match(text)
    if dotted and dotted[2] in ("1", "2", "3"):
        raise CellProblem(f"分不清是几月几日（表格软件会把 3.10 存成 3.1），{_AS}")
    match = _MONTH_DAY.match(text) or dotted
    return _month_day(int(match[1]), int(match[2])) if match else None


def first_of_span(text: str) -> str:
    """Return the day with which a span of days begins, as it is written; a text that is none comes back as it is."""
    start = _start_of_range(_bare(normalise(text)))
    return start if start is not None and not _MONTH.match(start) else text


def _start_of_range(text: str) -> str | None:
    """Return the day, or the month that is called one, which another number follows."""
    for cut in _BETWEEN.finditer(text):
        start, rest = text[: cut.start()].strip(), text[cut.end() :].lstrip("-—–~至到、, ")
        if rest[:1].isdigit() and (
            any(pattern.match(start) for pattern in (_FULL, _COMPACT, _MONTH_DAY, _DOTTED_MONTH_DAY))
            or ("月" in start and _MONTH.match(start))
        ):
            return start
    return None


def _month_day(month: int, day: int) -> MonthDay:
    _date(2024, month, day)  # a leap year, so that 29 February waits for its year
    return MonthDay(month, day)


def _up_to_99(text: str) -> int:
    tens, ten, units = text.rpartition("十")
    if not ten:
        return _CHINESE_DIGITS.get(text, 0) if len(text) == 1 else 0
    return _CHINESE_DIGITS.get(tens, 1 if not tens else 0) * 10 + (_CHINESE_DIGITS[units] if units else 0)


def read_year(value: object) -> int:
    """Read a cell as a year (年度), with or without the word behind it."""
    match = _YEAR_ONLY.match(cell_text(value))
    if match is None:
        raise CellProblem("不是年份，请写成 2025 这样的四位数字")
    return int(match[0][:4])


def read_month(value: object) -> date | MonthDay:
    """Read a cell as a month and return its first day; a full date counts for its month.

    A bare month (3, 3月, 三月) is one that waits for its year.
    """
    if isinstance(value, datetime | date):
        return _of_cell(value.date() if isinstance(value, datetime) else value).replace(day=1)
    is_broken = isinstance(value, float) and value != round(value, 0)  # 2025.1 may have been 2025.10
    text = "" if is_broken else cell_text(value)
    match = _MONTH.match(text)
    if match:
        return _date(int(match[1]), int(match[2] or match[3]), 1)
    found = _bare_month(text) or _month_of_day(value)
    if found is None:
        raise CellProblem("不是有效月份，请写成 2025-03 这样的形式")
    return found


def _bare_month(text: str) -> MonthDay | None:
    bare = _BARE_MONTH.match(text)
    if bare is None:
        return None
    month = int(bare[1]) if bare[1].isdecimal() else _up_to_99(bare[1])
    return MonthDay(month, 1) if 1 <= month <= 12 else None


def _month_of_day(value: object) -> date | None:
    try:
        found = read_date(value)
    except CellProblem:
        return None
    return found.replace(day=1) if isinstance(found, date) else None
