"""Dates as clerks write them. A date is read or returned, never guessed."""

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta, timezone
from functools import cache, lru_cache
from typing import NamedTuple

from ingest.cells.cell_text import cell_text
from ingest.cells.date_words import class_hours
from ingest.cells.errors import CellProblem
from ingest.text.chinese import normalise

AS_DAY = "请写成 2025-03-07 这样的形式"
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
_DAY = re.compile(r"^(\d{1,2})\s*[日号]$")
_DOTTED_MONTH_DAY = re.compile(r"^(\d{1,2})\.(\d{1,2})$")
_SHORT_YEAR = re.compile(r"^['’]?\d{2}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*[日号]?$")
_DAY_FIRST = re.compile(r"^\d{1,2}[-./]\d{1,2}[-./]\d{4}$")
_SERIAL = re.compile(r"^\d{4,5}(\.\d+)?$")
_YEAR_ONLY = re.compile(r"^(19|20)\d\d\s*(年度?)?$")
_NO_DAY = re.compile(
    r"^(\d{4}年?度?)?(\d{1,2}月份?|第?[一二三四1-4]季度?|[上下]半年)?(初|底|末|上旬|中旬|下旬|[月季年]?[初底末])?(之?前|以前)?$"
)
_NO_DAYS = (
    (_YEAR_ONLY, f"只有年份，缺少月和日，{AS_DAY}"),
    (_SHORT_YEAR, f"的年份只有两位，{AS_DAY}"),
    (_NO_DAY, f"没有写到日，{AS_DAY}"),
    (_DAY_FIRST, f"分不清哪个是月、哪个是日，{AS_DAY}"),
)
"""What is nearly a day, and what is wrong with it."""
_BETWEEN = re.compile(r"[-—–~至到、,]")
_CHINESE_DATE = re.compile(
    r"^([〇零○一二三四五六七八九]{4}|\d{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]$"
)
_CHINESE_YEAR = re.compile(r"^(?:一九|二[〇零○])[〇零○一二三四五六七八九]{2}\s*(年度?)?$")
_CHINESE_MONTH = re.compile(r"^([〇零○一二三四五六七八九]{4}|\d{4})年([一二三四五六七八九十]{1,3})月份?$")
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
    """A date without its year; day 0 is the last one of the month, month 0 is one that is not told either."""

    month: int
    day: int

    @property
    def is_of_a_month_untold(self) -> bool:
        """Say whether it waits for its month too."""
        return not self.month

    def in_month(self, month: int) -> "MonthDay":
        """Return the day in that month; CellProblem if it has no such day."""
        return _month_day(month, self.day)

    def in_year(self, year: int) -> date:
        """Return the date in that year; CellProblem if there is no such day."""
        return day_of(year, self.month, self.day or monthrange(year, self.month)[1])


def read_date(value: object, month_ok: bool = False) -> date | MonthDay:
    """Read a cell that is not blank as a day; CellProblem if it names none, or more than one.

    With `month_ok` a month in place of a day is flagged, not returned.
    """
    if isinstance(value, datetime):
        return _of_cell(value.date())
    if isinstance(value, date):
        return _of_cell(value)
    if isinstance(value, bool | time | timedelta):
        raise CellProblem(f"只有时间没有日期，{AS_DAY}")
    if isinstance(value, int | float):
        return _of_number(float(value), month_ok)
    return day_of_text(normalise(str(value)), month_ok)


def from_1904(value: object) -> object:
    """Return a bare number of days, counted from 1904, as the number that it is everywhere else."""
    number = float(value) if isinstance(value, str) and _SERIAL.match(value) else value
    if not isinstance(number, int | float) or isinstance(number, bool):
        return value
    shifted = number + _DAYS_TO_1904
    return shifted if _FIRST_SERIAL <= shifted < _LAST_SERIAL + 1 else value


def day_of(year: int, month: int, day: int) -> date:
    """Return a day; CellProblem if there is no such one."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise CellProblem(f"的年份不对，{AS_DAY}")
    try:
        return date(year, month, day)
    except ValueError:
        raise CellProblem(f"不是有效日期，{AS_DAY}") from None


def _of_cell(day: date) -> date:
    if not 1920 <= day.year <= _LAST_YEAR:
        raise CellProblem(f"的年份不对（可能是单元格格式有误），{AS_DAY}")
    return day


def _of_number(number: float, month_ok: bool) -> date:
    if not abs(number) <= 1e15:  # nor one that is none at all
        raise CellProblem(f"不是有效日期，{AS_DAY}")
    if number >= 19_000_000:
        return _of_compact_number(number)
    is_whole = number == int(number)
    if 1900 <= number < 2101:
        raise _only_a_year(is_whole, month_ok)
    if number < _FIRST_SERIAL and not is_whole:
        raise CellProblem(f"分不清是几月几日（“3.1”可能是 3 月 1 日，也可能是 3 月 10 日），{AS_DAY}")
    if not _FIRST_SERIAL <= number < _LAST_SERIAL + 1:
        raise _no_serial(number, month_ok)
    return _EPOCH + timedelta(days=int(number))


def _no_serial(number: float, month_ok: bool) -> CellProblem:
    """Return what is wrong with a number that counts no days: 202503 writes a month."""
    if number != int(number) or not 190_000 <= number <= 210_012:
        return CellProblem(f"不是有效日期，{AS_DAY}")
    return _only_a_month() if month_ok and 1 <= number % 100 <= 12 else CellProblem(f"缺少“日”，{AS_DAY}")


def _only_a_year(is_whole: bool, month_ok: bool) -> CellProblem:
    return CellProblem(f"没有写明月和日（或只写了“年.月”），{AS_DAY}") if is_whole or not month_ok else _only_a_month()


def _only_a_month() -> CellProblem:
    return CellProblem(_ONLY_A_MONTH, "flag")


def _of_compact_number(number: float) -> date:
    """Return the day that a number such as 20250307 writes."""
    match = _COMPACT.match(str(int(number))) if number == int(number) else None
    if match is None:
        raise CellProblem(f"不是有效日期，{AS_DAY}")
    return day_of(int(match[1]), int(match[2]), int(match[3]))


def _of_zoned(match: re.Match[str]) -> date:
    """Return the day on which a moment with a time zone was in China; exports of web systems write UTC."""
    year, month, day = (int(part) for part in match[1].split("-"))
    day_of(year, month, day)
    zone = "+00:00" if match[3].upper() == "Z" else match[3]
    clock = match[2] if match[2].index(":") == 2 else f"0{match[2]}"
    try:
        moment = datetime.fromisoformat(f"{year:04}-{month:02}-{day:02}T{clock}{zone}")
    except ValueError:
        raise CellProblem(f"不是有效日期，{AS_DAY}") from None
    return moment.astimezone(_CHINA).date()


@lru_cache(maxsize=50_000)
def _bare(text: str) -> str:
    text = _WEEKDAY.sub(" ", text).strip()
    text = _TIME.sub("", text).strip()
    text = _class_hour().sub("", text).strip()
    text = _HALF_DAY.sub("", text).strip()
    return text.rstrip("。.,;").strip()


def day_of_text(original: str, month_ok: bool = False) -> date | MonthDay:
    """Read a text in one width as a day, as `read_date` does."""
    zoned = _ZONED.match(original)
    if zoned:
        return _of_zoned(zoned)
    text = _bare(original)
    found = _whole_day(text) or _day_of_a_month(text)
    if found is not None:
        return found
    match = _MONTH.match(text)
    if match and 1 <= int(match[2] or match[3]) <= 12:
        raise _only_a_month() if month_ok else CellProblem(f"缺少“日”，{AS_DAY}")
    if _SERIAL.match(text) and not _YEAR_ONLY.match(text):
        return _of_number(float(text), month_ok)
    raise CellProblem(_problem_of(text))


def _problem_of(text: str) -> str:
    """Return what is wrong with a text that is no day."""
    nearly = next((problem for pattern, problem in _NO_DAYS if pattern.match(text)), None)
    if nearly is not None:
        return nearly
    if _start_of_range(text) is not None:
        return f"是一段时间，请只填开始的那一天，{AS_DAY}；几次活动请分行填写"
    return f"不是有效日期，{AS_DAY}"


def _whole_day(text: str) -> date | None:
    """Return the day that a text writes out with its year, in figures or in Chinese."""
    for pattern in (_FULL, _SPACED, _COMPACT):
        match = pattern.match(text)
        if match:
            return day_of(int(match[1]), int(match[2]), int(match[3]))
    chinese = _CHINESE_DATE.match(text)
    if chinese is None:
        return None
    year = _year_in(chinese[1])
    return day_of(year, up_to_99(chinese[2]), up_to_99(chinese[3]))


def _day_of_a_month(text: str) -> MonthDay | None:
    """Return the day that a text writes without its year, or month; 3.1 may have been 3.10 and is refused."""
    alone = _DAY.match(text)
    if alone:
        day_of(2024, 1, int(alone[1]))
        return MonthDay(0, int(alone[1]))
    dotted = _DOTTED_MONTH_DAY.match(text)
    if dotted and dotted[2] in ("1", "2", "3"):
        raise CellProblem(f"分不清是几月几日（表格软件会把 3.10 存成 3.1），{AS_DAY}")
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
            any(pattern.match(start) for pattern in (_FULL, _COMPACT, _MONTH_DAY, _DOTTED_MONTH_DAY, _DAY))
            or ("月" in start and _MONTH.match(start))
        ):
            return start
    return None


def _month_day(month: int, day: int) -> MonthDay:
    day_of(2024, month, day)  # a leap year, so that 29 February waits for its year
    return MonthDay(month, day)


def _year_in(text: str) -> int:
    return int("".join(str(_CHINESE_DIGITS.get(character, character)) for character in text))


def up_to_99(text: str) -> int:
    """Return what 二十一 and the like say; 0 where they make no number."""
    tens, ten, units = text.rpartition("十")
    if not ten:
        return _CHINESE_DIGITS.get(text, 0) if len(text) == 1 else 0
    return _CHINESE_DIGITS.get(tens, 1 if not tens else 0) * 10 + (_CHINESE_DIGITS[units] if units else 0)


def read_year(value: object) -> int:
    """Read a cell as a year (年度), in figures or in words, with or without the word behind it."""
    text = cell_text(value)
    match = _YEAR_ONLY.match(text) or _CHINESE_YEAR.match(text)
    if match is None:
        raise CellProblem("不是年份，请写成 2025 这样的四位数字")
    return _year_in(match[0][:4])


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
        return day_of(int(match[1]), int(match[2] or match[3]), 1)
    found = _chinese_month(text) or _bare_month(text) or _month_of_day(value)
    if found is None:
        raise CellProblem("不是有效月份，请写成 2025-03 这样的形式")
    return found


def _chinese_month(text: str) -> date | None:
    found = _CHINESE_MONTH.match(text)
    month = up_to_99(found[2]) if found is not None else 0
    return day_of(_year_in(found[1]), month, 1) if found is not None and 1 <= month <= 12 else None


def _bare_month(text: str) -> MonthDay | None:
    bare = _BARE_MONTH.match(text)
    if bare is None:
        return None
    month = int(bare[1]) if bare[1].isdecimal() else up_to_99(bare[1])
    return MonthDay(month, 1) if 1 <= month <= 12 else None


def _month_of_day(value: object) -> date | None:
    try:
        found = read_date(value)
    except CellProblem:
        return None
    return found.replace(day=1) if isinstance(found, date) else None
