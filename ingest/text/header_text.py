"""What a header says, without hints, units, marks and width."""

import re
from functools import lru_cache

from ingest.text.chinese import normalise, simplify, strip_artefacts

_BRACKETS = re.compile(r"[(\[【〔{][^()\[\]【】〔〕{}]*[)\]】〕}]")
_BRACKET = re.compile(r"[()\[\]【】〔〕{}]")
_OPEN_BRACKET = re.compile(r"[(\[【〔{].*$")
_MARKS = re.compile(r"[\s*★☆●◆▲※:;,。、!?_\-—~\"'“”‘’`^.]+")
_NUMBERING = re.compile(r"^(\d{1,2}|[一二三四五六七八九十]{1,2})(?=[、.．])")
_MINUTES = re.compile(r"分钟|\bmin", re.IGNORECASE)
_MUST_FILL = re.compile(r"(必填项?|选填项?)$")


def _bare(text: str) -> str:
    return _MUST_FILL.sub("", _MARKS.sub("", text))


def _without_last_brackets(plain: str) -> list[str]:
    """`镇(街)(请勿改动)` is known as 镇街: hints stand last, and what is left keeps what its brackets hold."""
    keys = []
    for match in list(_BRACKETS.finditer(plain))[:0:-1]:
        plain = plain[: match.start()] + plain[match.end() :]
        keys.append(_bare(_BRACKET.sub("", plain)))
    return keys


@lru_cache(maxsize=50_000)
def header_keys(text: str) -> tuple[str, ...]:
    """Return the forms under which a header may be known, the fullest first.

    Simplified, in one width, without spaces, stars and colons: first with what its brackets hold, then
    without the brackets (a hint or a unit), then the part before a slash.
    """
    plain = simplify(strip_artefacts(normalise(text)))
    plain = _NUMBERING.sub("", plain)
    full = _bare(_BRACKET.sub("", plain))
    outside = _BRACKETS.sub("", plain)
    outside = _bare(_OPEN_BRACKET.sub("", outside))
    keys = [full, *_without_last_brackets(plain), outside]
    if "/" in outside:
        keys += [outside.replace("/", ""), outside.split("/")[0]]
    if outside.endswith("分钟"):
        keys.append(outside.removesuffix("分钟"))
    return tuple(dict.fromkeys(key for key in keys if key)) or ("",)


def in_ten_thousands(text: str) -> bool:
    """Say whether a header names 万元 as its unit, as in `金额（万元）`."""
    return "万元" in simplify(normalise(text))


def in_minutes(text: str) -> bool:
    """Say whether a header names minutes as its unit, as in `时长（分钟）`."""
    return bool(_MINUTES.search(normalise(text)))
