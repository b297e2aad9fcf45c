"""Deadlines as clerks write them: by the end of June, in the third quarter, from March to June. The last day counts."""

import re
from calendar import monthrange
from datetime import date

from ingest.cells.date_words import no_day_words
from ingest.cells.dates import AS_DAY, MonthDay, day_of, day_of_text, read_date, up_to_99
from ingest.cells.errors import CellProblem
from ingest.text.chinese import normalise

_DONE = re.compile(r"(?<=[日号底末\d月旬度年内前份])(完成|整改到位|整改完毕|办结|落实|到位)$")
_BY = re.compile(r"(?<=[日号底末\d])(之前|以前|前)$")
_YEAR = r"(?:(?P<year>\d{4})年?度?)?"
_QUARTER = r"第?(?P<quarter>[一二三四1-4])季度?"
_END_OF = re.compile(rf"^{_YEAR}(?:(?P<month>\d{{1,2}})月份?|{_QUARTER}|年|年度)?(?:底|末|月底|月末)$")
_WHOLE = re.compile(
    r"^(?:(?P<year>\d{4})\s*[-./年\\]?度?)?(?:(?P<month>\d{1,2})(?:月份?)?(?P<third>[上中下]旬)?"
    rf"|{_QUARTER}|(?P<half>[上下])半年|(?P<all>[本今当全]?年))(?:以?内|之内)?$"
)
"""A month, a third of one, a quarter, a half or a whole year, with nothing that says which of its days is meant."""
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_THIRDS = {"上旬": 10, "中旬": 20, "下旬": 0}
_FIRST_MONTH, _LAST_MONTH = 190_001, 210_012
_CHINESE_MONTH = re.compile(r"[一二三四五六七八九十]{1,2}(?=月)")
_WHOSE = {"third": "这一旬", "month": "当月", "quarter": "当季", "half": "这半年", "all": "当年"}
_CUT_SHORT = re.compile(r"^\d{4}\.1$")
_UNTIL = re.compile(r"[-—–~至到]+")
_BEGINS = re.compile(r"^(?:\d{4}[-./年])?\d{1,2}(?:[-./月]\d{1,2}[日号]?|月份?)?$")
_SEVERAL = re.compile(r"[、,;]")


def read_deadline(value: object) -> date | MonthDay:
    """Read a cell that is not blank as the day by which something is due; CellProblem if it names none.

    A month, a quarter or a half year ends on its last day, and so does a span of days; that is flagged, unless the end
    itself is written (6月底前).
    """
    if isinstance(value, int | float) and _FIRST_MONTH <= value <= _LAST_MONTH and value == int(value):
        value = str(int(value))
    if not isinstance(value, str):
        return read_date(value)
    text = _CHINESE_MONTH.sub(lambda found: f"{up_to_99(found[0])}", normalise(value).replace(" ", ""))
    if text in no_day_words():
        raise CellProblem(f"不是日期，看不出到哪一天为止，{AS_DAY}")
    text = _DONE.sub("", text)
    end = _END_OF.match(_BY.sub("", text))
    if end is not None:
        return _last_day(end["year"], _month_of(end))
    try:
        return day_of_text(_BY.sub("", text))
    except CellProblem as problem:
        found = _of_whole(text) or _of_span(text)
        if found is None:
            raise _in_words_of_deadlines(text, problem) from None
        raise found from None


def _month_of(match: re.Match[str]) -> int:
    """Return the last month of what a text names."""
    if match["month"]:
        return int(match["month"])
    return 3 * _QUARTERS[match["quarter"]] if match["quarter"] else 12


def _last_day(year: str | None, month: int, day: int = 0) -> date | MonthDay:
    """Return a day of a month, which without its year waits for it; 0 is the last one."""
    if not 1 <= month <= 12:
        raise CellProblem(f"不是有效日期，{AS_DAY}")
    return day_of(int(year), month, day or monthrange(int(year), month)[1]) if year else MonthDay(month, day)


def _of_whole(text: str) -> CellProblem | None:
    """Return the flag with the last day of a month, a quarter, a half or a whole year."""
    match = _WHOLE.match(text)
    if match is None or _CUT_SHORT.match(text) or not _says_which(match):
        return None
    month = 6 if match["half"] == "上" else _month_of(match)
    whose = next(words for kind, words in _WHOSE.items() if match[kind])
    return _flag("没有写到日", whose, _last_day(match["year"], month, _THIRDS.get(match["third"], 0)))


def _says_which(match: re.Match[str]) -> bool:
    """Say whether a number is called a month or stands behind a year, and a year is called one within which."""
    return match[0].endswith("内") if match["all"] else bool("月" in match[0] or match["year"] or not match["month"])


def _of_span(text: str) -> CellProblem | None:
    """Return the flag with the last day of a span: 3月—6月, 2026年3月1日至6月30日."""
    for cut in _UNTIL.finditer(text):
        start, end = text[: cut.start()], text[cut.end() :]
        if not _BEGINS.match(start) or not ("月" in text[cut.end() :] or re.match(r"\d{4}", end)):
            continue
        found = _end_of_span(start, end)
        if found is not None:
            return _flag("是一段时间", "它的", found)
    return None


def _end_of_span(start: str, end: str) -> date | MonthDay | None:
    try:
        last = read_deadline(end)
    except CellProblem as problem:
        if problem.severity == "return":
            return None
        last = problem.value  # type: ignore[assignment]
    year = re.match(r"\d{4}(?=[-./年])", start)
    if not isinstance(last, MonthDay) or year is None:
        return last
    first = re.match(r"\d{4}[-./年](\d{1,2})", start)
    return last.in_year(int(year[0])) if first is not None and int(first[1]) <= last.month else None


def _flag(what: str, whose: str, day: date | MonthDay) -> CellProblem:
    return CellProblem(f"{what}，按{whose}最后一天记入；有确定日期的请写明", "flag", day)


def _in_words_of_deadlines(text: str, problem: CellProblem) -> CellProblem:
    if _SEVERAL.search(text) and any(character.isdigit() for character in text):
        return CellProblem(f"写了几个日期，看不出以哪一天为限，请只写最后的一天，{AS_DAY}")
    return CellProblem(problem.sentence.replace("请只填开始的那一天", "请只填最后的那一天").split("；几次活动")[0])
