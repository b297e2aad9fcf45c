"""Which of two files is the newer, by the rule in data/intake/file_order.yaml: names, and when they were saved."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path, PurePosixPath

from ingest.errors import UserError
from ingest.readers.collect import SourceFile
from ingest.readers.saved import file_time, saved_inside
from ingest.text.chinese import normalise
from ingest.yaml_text import parsed

FILE = Path(__file__).resolve().parents[2] / "data" / "intake" / "file_order.yaml"
_KEYS = {"decided_by", "newer", "older", "numbers", "copies", "least_minutes"}
_DAY = re.compile(r"(20\d\d)[-._年]?(1[0-2]|0?[1-9])[-._月]?([12]\d|3[01]|0?[1-9])日?")
_JOINS = re.compile(r"[\s\-_—.()（）]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """What decides, in order, and the words of names that do."""

    decided_by: tuple[str, ...]
    newer: tuple[str, ...]
    older: tuple[str, ...]
    numbers: tuple[re.Pattern[str], ...]
    copies: tuple[re.Pattern[str], ...]
    least: timedelta


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which of two files is the newer, and why, as the end of a sentence: 因为……"""

    is_second: bool
    because: str


def newer_of(first: SourceFile, second: SourceFile, rule: Rule | None = None) -> Verdict | None:
    """Return which of two files of a delivery is the newer; None where nothing tells."""
    rule = rule or load_rule()
    for kind in rule.decided_by:
        verdict = _ASKED[kind](rule, first, second)
        if verdict is not None:
            return verdict
    return None


def load_rule() -> Rule:
    """Return the rule as it stands in the data; UserError names what is wrong with it."""
    return _rule(FILE, FILE.stat().st_mtime_ns)


@cache
def _rule(path: Path, stamp: int) -> Rule:
    content = parsed(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict) or set(content) != _KEYS:
        raise UserError(f"data/intake/{path.name} 里应当正好有这些键：{'、'.join(sorted(_KEYS))}。")
    unknown = [kind for kind in content["decided_by"] if kind not in _ASKED]
    if unknown:
        raise UserError(f"data/intake/{path.name} 的 decided_by 里不认识：{'、'.join(map(str, unknown))}。")
    try:
        numbers, copies = (tuple(map(re.compile, content[key])) for key in ("numbers", "copies"))
    except re.error as error:
        raise UserError(f"data/intake/{path.name} 里的“{error.pattern!r}”不是正则表达式。") from error
    return Rule(
        tuple(content["decided_by"]),
        tuple(map(str, content["newer"])),
        tuple(map(str, content["older"])),
        numbers,
        copies,
        timedelta(minutes=float(content["least_minutes"])),
    )


def _by_words(rule: Rule, first: SourceFile, second: SourceFile) -> Verdict | None:
    names = _name(first), _name(second)
    for words, is_of_newer in ((rule.newer, True), (rule.older, False)):
        found = [next((word for word in words if word in name), None) for name in names]
        if (found[0] is None) != (found[1] is None):
            word = found[0] or found[1]
            is_second = (found[1] is not None) == is_of_newer
            return Verdict(is_second, f"{'它' if is_of_newer else '另一个'}的文件名里有“{word}”")
    return None


def _by_number(rule: Rule, first: SourceFile, second: SourceFile) -> Verdict | None:
    return _by_part(first, second, rule.numbers, _number, "它的文件名里的序号在后")


def _by_day(rule: Rule, first: SourceFile, second: SourceFile) -> Verdict | None:
    days = [_DAY.search(_name(each)) for each in (first, second)]
    if days[0] is None or days[1] is None:
        return None
    return _by_part(first, second, (_DAY,), _day, "它的文件名里的日期在后")


def _by_copy(rule: Rule, first: SourceFile, second: SourceFile) -> Verdict | None:
    return _by_part(first, second, rule.copies, lambda found: 1.0, "它的文件名里写着是副本")


def _by_part(
    first: SourceFile,
    second: SourceFile,
    patterns: Sequence[re.Pattern[str]],
    rank: Callable[[re.Match[str]], float],
    because: str,
) -> Verdict | None:
    """Compare names by a part that both or one of them have, if they are the same without it."""
    ranks: list[float] = []
    rests: list[str] = []
    for name in (_name(first), _name(second)):
        found = [match for pattern in patterns for match in pattern.finditer(name)]
        ranks.append(max(map(rank, found), default=0.0))
        for match in found:
            name = name.replace(match[0], "")
        rests.append(_JOINS.sub("", name))
    if rests[0] != rests[1] or ranks[0] == ranks[1]:
        return None
    return Verdict(ranks[1] > ranks[0], because)


def _number(found: re.Match[str]) -> float:
    return float(found[1])


def _day(found: re.Match[str]) -> float:
    return float(f"{found[1]}{int(found[2]):02d}{int(found[3]):02d}")


def _by_saved(rule: Rule, first: SourceFile, second: SourceFile) -> Verdict | None:
    return _later(rule, saved_inside(first), saved_inside(second), "文件里记的保存时间")


def _by_file(rule: Rule, first: SourceFile, second: SourceFile) -> Verdict | None:
    return _later(rule, file_time(first), file_time(second), "文件的修改时间")


def _later(rule: Rule, first: datetime | None, second: datetime | None, what: str) -> Verdict | None:
    if first is None or second is None or abs(second - first) < rule.least:
        return None
    early, late = sorted((first, second))
    return Verdict(second > first, f"它{what}在后（{late:%Y-%m-%d %H:%M}，另一个是 {early:%Y-%m-%d %H:%M}）")


def _name(source: SourceFile) -> str:
    """Return the name within the delivery, without the ending."""
    path = PurePosixPath(source.name)
    return normalise(str(path.with_suffix("")))


_ASKED: dict[str, Callable[[Rule, SourceFile, SourceFile], Verdict | None]] = {
    "words": _by_words,
    "number": _by_number,
    "day": _by_day,
    "saved": _by_saved,
    "copy": _by_copy,
    "file": _by_file,
}
