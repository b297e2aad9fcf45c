"""Exports of 问卷星 and other collectors: one row a form, one column a question. Here: which sheet is one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.readers.sheet import Sheet
from ingest.text.chinese import normalise, simplify
from ingest.text.header_text import header_keys

_SERIAL = frozenset({"序号", "答卷序号", "答卷编号", "编号"})
_TIME = frozenset(
    {"提交答卷时间", "提交时间", "答题时间", "答卷提交时间", "填答时间", "填写时间", "结束答题时间", "完成时间"}
)
_COLLECTORS = frozenset(
    {"提交者", "提交人", "填写人", "填写设备", "设备", "操作系统", "浏览器", "地理位置", "填写地区", "IP", "IP地址"}
)
"""What 腾讯文档, 金数据 and other collectors put beside the answers, of which they do not number the questions."""
_OTHER_MARKS = _COLLECTORS | {
    "所用时间",
    "答题时长",
    "填写时长",
    "来源",
    "来源详情",
    "来自IP",
    "总分",
    "4A账号",
    "账号",
    "用户ID",
    "微信昵称",
    "修改时间",
    "更新时间",
    "开始答题时间",
    "开始时间",
    "创建时间",
}
_WHO = frozenset({"姓名", "名字", "昵称", "手机", "手机号", "手机号码", "电话", "联系电话", "身份证号", "工号", "邮箱"})
_ABOUT_WHO = re.compile("|".join([*_WHO, "账号", "帐号", "微信", "证件号"]))
_NUMBERED = re.compile(r"^(\d{1,3})\s*[、.](?!\d)\s*(.*)$", re.DOTALL)
_CALLED = re.compile(r"^第\s*(\d{1,3})\s*题\s*(.*)$", re.DOTALL)
_TAG = re.compile(r"【[^】]*】|\[[^\]]*题\]|\((?:必填|选填|自动)\)")
_OPTION = re.compile(r"\(([^()]*)\)\s*$")
_DASH = re.compile(r"[—–:]+|--+|->")
_NOT_LETTERS = re.compile(r"[\W_]+")
_ROWS_LOOKED_AT = 15


@dataclass(frozen=True, slots=True)
class Question:
    """One column of answers. `number` is that of the question, `part` its place among the columns of that number.

    What the program that ran the survey knew beforehand (二级部门名称) has no number.
    """

    place: int
    number: int | None
    part: int
    text: str

    @property
    def keys(self) -> tuple[str, ...]:
        """The forms in which its text may be given, the fullest first; for a row of a matrix also just that row."""
        option = _OPTION.search(self.text)
        parts = [self.text, _DASH.split(self.text)[-1], option[1] if option else ""]
        return tuple(dict.fromkeys(key for part in parts if (key := question_key(part))))

    def is_numbered(self, number: str, part: str) -> bool:
        """Tell whether it has the number, and where a part is named that part."""
        return str(self.number) == number and part in ("", str(self.part))

    @property
    def label(self) -> str:
        """The question as a message names it."""
        return f"{self.number}、{self.text}" if self.number else self.text


def question_key(text: str) -> str:
    """Return the form in which two spellings of one question are equal."""
    return _NOT_LETTERS.sub("", simplify(_TAG.sub("", normalise(text))))


@dataclass(frozen=True)
class FormSheet:
    """A sheet of forms (答卷). `serial` and `time` are the places of 序号 and 提交答卷时间, None if it has none."""

    sheet: Sheet
    header: int
    serial: int | None
    time: int | None
    questions: tuple[Question, ...]
    known_beforehand: tuple[Question, ...] = ()

    @cached_property
    def titles(self) -> str:
        """Everything by which a file can be told from another: its name, its sheet's, and the lines above."""
        above = [cell for row in self.sheet.cells[: self.header] for cell in row if isinstance(cell, str)]
        return simplify(normalise(" ".join([self.sheet.file, self.sheet.name, *above])))

    def find(self, text: str | None, number: str | None) -> tuple[list[Question], bool]:
        """Return the questions that a text or else a number means, and whether it was the text that said so."""
        found = self._of_text(question_key(text or ""))
        if found or number is None:
            return found, bool(found)
        wanted, _, part = number.partition("-")
        numbered = [each for each in self.questions if each.is_numbered(wanted, part)]
        return [each for each in numbered if not _ABOUT_WHO.search(each.text)], False

    def _of_text(self, key: str) -> list[Question]:
        """Return the questions that a text means: by all of it, else those known beforehand, else by a part of it."""
        if not key:
            return []
        known = [each for each in self.known_beforehand if question_key(each.text) == key]
        return self._with_key(key, 0) or known or self._with_key(key, 1) or self._with_key(key, 2)

    def _with_key(self, key: str, rank: int) -> list[Question]:
        return [each for each in self.questions if each.keys[rank : rank + 1] == (key,)]


def form_sheet(sheet: Sheet) -> FormSheet | None:
    """Return the sheet as one of forms whose questions are numbered; None if it is none."""
    for index, row in enumerate(sheet.cells[:_ROWS_LOOKED_AT]):
        header = _Header(row)
        questions = _questions(row)
        is_timed = header.time is not None and (header.serial is not None or header.marks)
        if questions and (is_timed or (header.serial is not None and len(header.marks) >= 2)):
            known = header.others({each.place for each in questions})
            return FormSheet(sheet, index, header.serial, header.time, questions, known)
    return None


def collected_sheet(sheet: Sheet) -> FormSheet | None:
    """Return the sheet as one of forms whose questions are not numbered, known by what its collector put beside them.

    What a sheet collects may be a ledger too, so this is asked only of what is none.
    """
    for index, row in enumerate(sheet.cells[:_ROWS_LOOKED_AT]):
        header = _Header(row)
        asked = header.others(set())
        if header.time is not None and header.marks & _COLLECTORS and asked:
            texts = (_TAG.sub("", normalise(each.text)).strip(" *:") for each in asked)
            questions = tuple(
                Question(each.place, number, 1, text)
                for number, (each, text) in enumerate(zip(asked, texts, strict=True), start=1)
            )
            return FormSheet(sheet, index, header.serial, header.time, questions)
    return None


class _Header:
    """What a row names, if it is the header of a sheet of forms, beside the questions."""

    def __init__(self, row: Sequence[object]) -> None:
        self._row = row
        self._keys = {
            place: set(header_keys(cell)) for place, cell in enumerate(row) if isinstance(cell, str) and cell.strip()
        }
        self.time = next((place for place, keys in self._keys.items() if keys & _TIME), None)
        self.serial = next((place for place, keys in self._keys.items() if keys & _SERIAL), None)
        self.marks = frozenset(key for keys in self._keys.values() for key in keys & _OTHER_MARKS)

    def others(self, asked: set[int]) -> tuple[Question, ...]:
        """Return the columns that are neither questions nor marks, and tell nothing of who filled the forms in."""
        return tuple(
            Question(place, None, 1, str(self._row[place]))
            for place, keys in self._keys.items()
            if place not in {self.serial, self.time, *asked} and not keys & (_OTHER_MARKS | _WHO | _TIME)
        )


def _questions(row: Sequence[object]) -> tuple[Question, ...]:
    found: list[Question] = []
    seen: Counter[int] = Counter()
    for place, cell in enumerate(row):
        text = normalise(cell) if isinstance(cell, str) else ""
        match = _CALLED.match(text) or _NUMBERED.match(text)
        if match is not None:
            number = int(match[1])
            seen[number] += 1
            said = _TAG.sub("", match[2]).strip(" *、.:")
            option = re.fullmatch(r"\((.*)\)", said)
            found.append(Question(place, number, seen[number], option[1] if option else said))
    return tuple(found)
