"""How people shorten the names of indicators and units; pure."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from dashboards.ask.text import compared

_MEASURED = re.compile(
    r"(?:按期|按月|按季|及时|完成|开展|召开|收缴)*(?:率|占比|比例|人数|人次|次数|篇数|场次|奖数|平均分|得分)$"
)
_IN_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,3}?(?:(?<!片)区|[县市旗])(?=[\u4e00-\u9fff]{3})")
_DISTRICT = re.compile(r"^(?:中共)?([\u4e00-\u9fff]{2,3}[区县市旗])委")
_BODY = re.compile(r"(?:党委|党总支|党支部|党组|联合支部)$")
_SHORT_SCHOOLS = (
    ("初级中学", "初中"), ("初级中学", "中学"), ("高级中学", "高中"), ("高级中学", "中学"), ("中心小学", "小学"),
    ("中心幼儿园", "幼儿园"), ("幼儿园", "幼"), ("职业技术学校", "职校"), ("职业技术学校", "职业学校"),
    ("实验学校", "实验"), ("小学", "小"), ("中学", "中"),
)  # fmt: skip
_KINDS_OF_SCHOOL = re.compile(r"(?:初级|高级)?中学$|(?:中心)?小学$|(?:中心)?幼儿园$|(?:职业技术|实验)?学校$")
_DIGITS = {
    "一": "1",
    "二": "2",
    "三": "3",
    "四": "4",
    "五": "5",
    "六": "6",
    "七": "7",
    "八": "8",
    "九": "9",
    "十": "10",
}
_NO_PART = ("", "支部", "党支部", "总支", "党总支")
_NUMBERED = re.compile(r"^第?([一二三四五六七八九十]+)党?支部$")


def of_indicator(code: str, name: str) -> Iterator[str]:
    """Yield an indicator's code and name, and the name without what it measures by (按期召开率)."""
    yield from map(compared, (code, name))
    bare = _IN_BRACKETS.sub("", name)
    yield compared(bare)
    short = _MEASURED.sub("", bare)
    if len(short) > 2:
        yield compared(short)


def of_branch(name: str) -> Iterator[str]:
    """Yield a branch's names without the district's and with 支部 for 党支部."""
    for whole in (name, _PLACE.sub("", name)):
        yield compared(whole)
        yield compared(whole.replace("党支部", "支部").replace("党总支", "总支"))


def of_unit(name: str) -> Iterator[str]:
    """Yield the names of a school, an area or the district (东城片区党委 as 东城片区, 秋实中学 as 秋实)."""
    without_place = _PLACE.sub("", name)
    for whole in {name, without_place}:
        yield compared(whole)
        yield compared(_BODY.sub("", whole))
    if district := _DISTRICT.match(name):
        yield compared(district[1])
    for long, short in _SHORT_SCHOOLS:
        if without_place.endswith(long):
            yield compared(without_place.removesuffix(long) + short)
    bare = _KINDS_OF_SCHOOL.sub("", without_place)
    if len(bare) > 1:
        yield compared(bare)


def of_part(branch: str, school: str) -> Iterator[str]:
    """Yield the names of a branch inside its school (第一党支部 as 一支部, 1支部), if it has one of its own."""
    part = compared(branch).removeprefix(compared(school))
    if part == compared(branch) or part in _NO_PART:
        return
    yield part
    yield part.replace("党支部", "支部").replace("党总支", "总支")
    numbered = _NUMBERED.match(part)
    if numbered:
        for number in {numbered[1], _digits(numbered[1])}:
            yield from (f"第{number}支部", f"{number}支部", f"第{number}党支部", f"{number}党支部")


def _digits(number: str) -> str:
    """Return 一 to 十九 as digits, anything else as it is."""
    if len(number) == 2 and number[0] == "十":
        return f"1{_DIGITS[number[1]]}"
    return _DIGITS.get(number, number)


@functools.lru_cache(maxsize=20_000)
def initials(name: str) -> str:
    """Return the first letters of a name's pinyin: 主题党日 as ztdr; letters and digits stay as they are."""
    from pypinyin import Style, lazy_pinyin  # 50 MB of readings, which only who asks by letters needs

    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).casefold()
