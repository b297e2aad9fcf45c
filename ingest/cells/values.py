"""Words as clerks write them: yes and no, values from a set, names, codes, identity numbers."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from ingest.cells.boxes import ticked
from ingest.cells.cell_text import EXACT_FLOAT, cell_text
from ingest.cells.errors import CellProblem
from ingest.cells.names import person_name
from ingest.cells.numbers import is_nothing
from ingest.ledger import Column
from ingest.text.chinese import normalise, organisation_text, simplify
from ingest.text.identity_number import why_not_issued

_YES = frozenset({"√", "✓", "✔", "☑", "是", "有", "1", "Y", "YES", "TRUE", "T", "对", "已", "V", "●"})
_NO = frozenset(
    {"×", "✗", "✘", "✕", "X", "☒", "否", "无", "0", "N", "NO", "FALSE", "F", "不是", "没有", "非", "未", "错"}
)
_SEPARATORS = re.compile(r"[、,，;；/／┋|\n\r]+|(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
_CODE_BEFORE = re.compile(r"^[A-Za-z]?\d+\s*[_\-.、:]\s*(?=\D)|^第?[一二三四五六七八九十\d]{1,3}[步项道][.、:]?(?=\D)")
_CODE_BEHIND = re.compile(r"\s*[(\[]\s*[A-Za-z]?\d+\s*[)\]]$")
_JOINED = re.compile(r"[+&和与及暨兼]")
_NUMERAL = r"[一二三四五六七八九十\d]{1,3}"
_WHICH_TIME = rf"(?:\d{{4}}年度?)?(?:第?{_NUMERAL}(?:次|期|讲|场|季度|月份|月)|[上下]半年)"
_TIMES_AROUND = re.compile(rf"^{_WHICH_TIME}的?(?=.)|\({_WHICH_TIME}\)$|(?<=.){_WHICH_TIME}$")
"""Which time of a year it was, before a value or behind it: 第3次支委会, 支部党员大会(第1次), 3月主题党日."""
_BRACKET = re.compile(r"[()]")
_QUOTES = re.compile(r"[\s“”\"'‘’《》「」『』【】]")
_ASIDE = re.compile(r"\([^()]*\)$")
_CHANGES_IT = re.compile(
    r"[拟未不非待补暂延改停原曾除撤缓免副前代较]|取消|建议|申报|推荐|基本|一般|部分|预备|联合|总支|临时|严重|离任|(?<![出公])差"
)
"""What in a bracket behind a value may make it another one, so that only a person can tell: 优秀（拟）."""
_SCIENTIFIC = re.compile(r"^\d(\.\d+)?[Ee]\+?\d+$")
_POINT_ZERO = re.compile(r"^(\d+)\.0+$")
_IDENTITY = re.compile(r"^(\d{15}|\d{17}[\dX])$")
_DIGITS_LOST = "被表格软件改成了数字，后几位已经丢失，请把这一列设为文本格式后重新填写"

ReadText = Callable[[object], str | None]


def read_bool(value: object) -> bool | None:
    """Read √, 是, 1, Y ... as yes and ×, 否, 无, 0, N ... as no; None for a dash."""
    if isinstance(value, bool):
        return value
    text = _chosen(cell_text(value).strip())
    if text.upper() in _YES:
        return True
    if text.upper() in _NO:
        return False
    if is_nothing(text):
        return None
    raise CellProblem("看不出是“是”还是“否”，请填“是”或“否”")


def is_tick(value: object) -> bool:
    """Say whether a cell is a tick, a cross, or nothing."""
    text = cell_text(value).strip().upper() if isinstance(value, str | bool | int | float) else value
    return text in _YES or text in _NO or (isinstance(text, str) and is_nothing(text))


class ValueSet:
    """The values of one column, with the other names they go by."""

    def __init__(self, column: Column) -> None:
        self._order = {value: place for place, value in enumerate(column.values or ())}
        self._known: dict[str, str] = {}
        for name, value in [*column.value_aliases.items(), *((value, value) for value in self._order)]:
            self._known[_key(name)] = value

    def one(self, text: str) -> str:
        """Return the canonical value; a text that is none comes back as it is."""
        key = _key(text)
        if key in self._known:
            return self._known[key]
        plain = (_CODE_BEFORE.sub("", key), _CODE_BEHIND.sub("", key), _TIMES_AROUND.sub("", key))
        for candidate in (*plain, *(_BRACKET.sub("", each) for each in (key, plain[-1]))):
            if candidate in self._known:
                return self._known[candidate]
        return self._without_aside(key) or text

    def _without_aside(self, key: str) -> str | None:
        """Return the value before a bracket that says more of it: 请假（出差）; None if it may say something else."""
        aside = _ASIDE.search(key) if self._order else None
        if aside is None or _CHANGES_IT.search(aside[0]) or any(name in aside[0] for name in self._known):
            return None
        return self._known.get(key[: aside.start()])

    def several(self, text: str) -> str:
        """Return the values that a cell names, each once, in canonical order and joined with 、."""
        whole = self.one(text)
        if whole in self._order:
            return whole
        parts = [each for part in _SEPARATORS.split(text) if part.strip() for each in self._joined(part.strip())]
        ordered = sorted(dict.fromkeys(parts), key=lambda part: self._order.get(part, len(self._order)))
        return "、".join(ordered)

    def _joined(self, text: str) -> list[str]:
        """Return the values of a text without commas: several where each of what 和 or + joins is one."""
        whole = self.one(text)
        if whole in self._order:
            return [whole]
        parts = [self.one(part.strip()) for part in _JOINED.split(normalise(text))]
        return parts if all(part in self._order for part in parts) else [whole]


def _key(text: str) -> str:
    return _QUOTES.sub("", simplify(normalise(text))).upper()


def text_reader(column: Column, as_of: date | None = None) -> ReadText:
    """Return the reader for a text or list column; it gives None where the cell says that there is nothing.

    Nobody with an identity number is born after `as_of`.
    """
    if column.form == "identity":
        return lambda value: _read_identity(value, as_of)
    if column.values is not None or column.value_aliases:
        values = ValueSet(column)
        return lambda value: _unless_nothing(_with_values(value, values, column.kind == "list"))
    if column.kind == "list":
        return _read_names
    if column.form == "person":
        return lambda value: _unless_nothing(person_name(cell_text(value)))
    if column.form == "organisation":
        return lambda value: _unless_nothing(organisation_text(_read_code(value)))
    if column.form == "code":
        return lambda value: _unless_nothing(_read_code(value).replace(" ", ""))
    return lambda value: _unless_nothing(cell_text(value))


def _unless_nothing(text: str) -> str | None:
    return None if is_nothing(text) else text


def _chosen(text: str) -> str:
    """Return what is ticked of a text with boxes to tick; another text as it is."""
    found = ticked(text)
    return text if found is None else found


def _with_values(value: object, values: ValueSet, several: bool) -> str:
    if isinstance(value, str):
        value = _chosen(value)
    if several and isinstance(value, str):
        lines = "\n".join(normalise(line) for line in value.splitlines())
        return values.several(lines)
    return values.one(cell_text(value))


def _read_names(value: object) -> str | None:
    if not isinstance(value, str):
        return _unless_nothing(organisation_text(_read_code(value)))
    parts = (organisation_text(part) for part in _SEPARATORS.split(value))
    return "、".join(dict.fromkeys(part for part in parts if not is_nothing(part))) or None


def _read_code(value: object) -> str:
    """Read a code, which a spreadsheet program may have taken for a number or a date."""
    if isinstance(value, date | datetime | time | timedelta):
        raise CellProblem("被表格软件改成了日期，请把这一列设为文本格式后重新填写")
    if isinstance(value, int | float) and not isinstance(value, bool):
        if value != value or abs(value) >= EXACT_FLOAT:
            raise CellProblem(_DIGITS_LOST)
        return str(int(value)) if value == int(value) else repr(value)
    text = cell_text(value)
    if _SCIENTIFIC.match(text):
        raise CellProblem(_DIGITS_LOST)
    return _POINT_ZERO.sub(r"\1", text.lstrip("'’‘`"))


def _read_identity(value: object, as_of: date | None) -> str | None:
    text = _read_code(value).replace(" ", "").replace("-", "").upper()
    if is_nothing(text) or text == "":
        return None
    if not _IDENTITY.match(text):
        raise CellProblem(f"应为 15 位或 18 位，这里是 {len(text)} 位或含有其他字符，请核对（为保护隐私不在此显示）")
    wrong = why_not_issued(text, as_of)
    if wrong is not None:
        raise CellProblem(wrong)
    return text
