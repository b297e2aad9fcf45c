"""When two names of party organisations (党组织) are the same name.

Only what clerks write for one and the same name is levelled: prefixes, the wording of the kind (支部委员会 and
党支部), the way a number is written. A kind is never turned into another: 党支部, 党总支 and 党委 of one school
stay three.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.text.chinese import organisation_text

_PUNCTUATION = re.compile(r"[\s()\[\]{}<>《》〈〉【】〔〕「」『』“”\"'‘’·•.,，、;:_\-—–]+")
_PARTY = re.compile(r"^(?:中国共产党|中共)")
# The longest wording of each kind first: 总支部委员会 ends in 支部委员会, and that in 委员会.
_KINDS = (
    (re.compile(r"联合(?:党)?支部(?:委员会)?$"), "联合党支部"),
    (re.compile(r"(?:党的?|基层)?总支(?:部)?(?:委员会)?$"), "党总支"),
    (re.compile(r"(?:党|基层)?支部(?:委员会|支委会)?$"), "党支部"),
    (re.compile(r"(?:党的?)?教育(?:党的?)?(?:工作委员会|党工委|工委)$"), "教育工委"),
    (re.compile(r"(?:党的?)?(?:工作委员会|工委)$"), "党工委"),
    (re.compile(r"(?:党的|基层|党)?委员会$|党委会?$"), "党委"),
)
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
_NUMERAL = "[零一二三四五六七八九十]{1,3}"
_ORDINAL = re.compile(rf"第({_NUMERAL}|\d{{1,3}})")
_COUNTED = re.compile(rf"({_NUMERAL})(?=党支部|党总支|党委|联合党支部|小学|中学|幼儿园|[小中幼](?:$|党|联合)|$)")
# 小学党总支第一党支部 is written for 小学第一党支部, and 小学党支部（一） too: the brackets are gone by then.
_UPPER = re.compile(rf"(?:党总支|总支部?(?:委员会)?|党委)(?=第?(?:{_NUMERAL}|\d{{1,3}})(?:党)?支部)")
_NUMBER_BEHIND = re.compile(rf"(?P<kind>党?支部)第?(?P<number>{_NUMERAL}|\d{{1,3}})$")
_TYPE_OF_KIND = {
    "党支部": "党支部",
    "联合党支部": "联合党支部",
    "党总支": "党总支",
    "党委": "党委",
    "教育工委": "区委教育工委",
}
_CHANGE = re.compile(r"[→>]|升格|升级|改[为建成设]|改党|变更|调整|转为")
_AREA_KIND = re.compile(r"(?:教育|党建)?(?:片区|学区|片)$")
_CITY = "(?:[\u4e00-\u9fff]{2,3}省)?(?:[\u4e00-\u9fff]{2,4}?市)?"
_DISTRICT = re.compile(rf"^{_CITY}[\u4e00-\u9fff]{{2,3}}?(?<![新发])[区县](?=[\u4e00-\u9fff]{{2}})")
_PLACE = re.compile(rf"^{_CITY}(?:[\u4e00-\u9fff]{{2,4}}?[区县])?(?:[\u4e00-\u9fff]{{2,4}}?(?:街道|镇|乡))?")


def _number(text: str) -> str:
    if text.isdigit():
        return str(int(text))
    tens, ten, ones = text.partition("十")
    if not ten:
        return "".join(str(_DIGITS[character]) for character in text)
    if (tens and tens not in _DIGITS) or (ones and ones not in _DIGITS):
        return text
    return str((_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0))


def _levelled(text: str) -> str:
    text = text.replace("小学校", "小学").replace("中学校", "中学")
    text = _ORDINAL.sub(lambda found: _number(found[1]), text)
    return _COUNTED.sub(lambda found: _number(found[1]), text)


@lru_cache(maxsize=200_000)
def split_name(text: str) -> tuple[str, str | None]:
    """Return a name's stem and its kind (党支部, 党总支, 党委 ...), or None where the name tells none."""
    stem, kind = split_as_written(text)
    if kind is None or kind.endswith(("区委", "县委", "市委")):
        return _levelled(stem), kind
    # 一 before the kind is a number, as in 机关一支部; it is levelled with the kind in sight.
    return _levelled(stem + kind)[: -len(kind)], kind


def split_as_written(text: str) -> tuple[str, str | None]:
    """Return a name's stem with its numbers as they are written, and its kind."""
    plain = _PUNCTUATION.sub("", organisation_text(text))
    plain = _PARTY.sub("", plain)
    plain = _UPPER.sub("", plain)
    plain = _NUMBER_BEHIND.sub(r"\g<number>\g<kind>", plain)
    for pattern, kind in _KINDS:
        stem, found = pattern.subn("", plain, count=1)
        if found:
            if (
                kind == "党委"
                and stem.endswith(("区", "县", "市"))
                and not stem.endswith(("片区", "学区", "校区", "园区"))
            ):
                return stem[:-1], f"{stem[-1]}委"
            return stem, "党委" if kind == "党工委" and _AREA_KIND.search(stem) else kind
    return plain, None


def without_district(stem: str) -> str:
    """Return a stem without the city and district in front of it, if a name is left."""
    return _DISTRICT.sub("", stem) or stem


@lru_cache(maxsize=200_000)
def canonical_name(text: str) -> str:
    """Return the form in which two spellings of one name are equal."""
    stem, kind = split_name(text)
    return stem + (kind or "")


def type_named(text: str) -> str | None:
    """Return the type (组织类别) that a word (总支) or the ending of a name (…总支部委员会) says; None if none does.

    A text that tells of a change (党支部改党总支) names two.
    """
    stem, kind = split_name(text)
    if kind is None or _CHANGE.search(text):
        return None
    if kind in ("党委", "党工委") and _AREA_KIND.search(stem):
        return "片区党委"
    return _TYPE_OF_KIND.get(kind)


@lru_cache(maxsize=200_000)
def area_key(text: str) -> str:
    """Return the key on which an area (片区) of the schools' list and its 片区党委 meet.

    Without the kind (党委, 党工委, 委员会), 片区 or 学区, and the district's name in front of it.
    """
    stem = split_name(text)[0]
    short = _AREA_KIND.sub("", stem) or stem
    return _DISTRICT.sub("", short) or short


def names_an_area(text: str) -> bool:
    """Say whether the text is the bare name of an area or of its organisation, as in 城东片区.

    A name with a district in front is not bare: it may be another district's area.
    """
    stem, kind = split_name(text)
    short = _AREA_KIND.sub("", stem)
    return kind in (None, "党委", "党工委") and short not in ("", stem) and area_key(text) == short


@lru_cache(maxsize=200_000)
def school_key(text: str) -> str:
    """Return the form in which two spellings of one school's name are equal."""
    return _levelled(_PUNCTUATION.sub("", organisation_text(text)))


@lru_cache(maxsize=200_000)
def without_place(key: str) -> str:
    """Return a school's key without the city, district and town in front of it, if a name is left."""
    rest = _PLACE.sub("", key)
    return rest if len(rest) >= 3 else key
