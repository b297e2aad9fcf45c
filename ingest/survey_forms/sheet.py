"""Exports of 问卷星: one row a form, one column a question. Here: which sheet is one, and what it asks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.readers.sheet import Sheet
from ingest.text.chinese import normalise, simplify
from ingest.text.header_text import header_keys

_SERIAL = frozenset({"序号", "答卷序号", "答卷编号"})
_TIME = frozenset({"提交答卷时间", "提交时间", "答题时间", "答卷提交时间", "填答时间"})
_OTHER_MARKS = frozenset(
    {
        "所用时间",
        "答题时长",
        "来源",
        "来源详情",
        "来自IP",
        "IP",
        "IP地址",
        "总分",
        "4A账号",
        "账号",
        "用户ID",
        "微信昵称",
    }
)
_WHO = frozenset({"姓名", "名字", "昵称", "手机", "手机号", "手机号码", "电话", "联系电话", "身份证号", "工号", "邮箱"})
_ABOUT_WHO = re.compile("|".join([*_WHO, "账号", "帐号", "微信", "证件号"]))
_NUMBERED = re.compile(r"^(\d{1,3})\s*[、.](?!\d)\s*(.*)$", re.DOTALL)
_CALLED = re.compile(r"^第\s*(\d{1,3})\s*题\s*(.*)$", re.DOTALL)
_TAG = re.compile(r"【[^】]*】|\[[^\]]*题\]")
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
        key = question_key(text) if text else ""
        for rank in range(3):
            found = [each for each in self.questions if key and each.keys[rank : rank + 1] == (key,)]
            found = found or [each for each in self.known_beforehand if key == question_key(each.text)]
            if found:
                return found, True
        if number is None:
            return [], False
        wanted, _, part = number.partition("-")
        return [
            each
            for each in self.questions
            if str(each.number) == wanted and part in ("", str(each.part)) and not _ABOUT_WHO.search(each.text)
        ], False


def form_sheet(sheet: Sheet) -> FormSheet | None:
    """Return the sheet as one of forms; None if it is none."""
    for index, row in enumerate(sheet.cells[:_ROWS_LOOKED_AT]):
        keys = {place: header_keys(cell)[0] for place, cell in enumerate(row) if isinstance(cell, str) and cell.strip()}
        time = next((place for place, key in keys.items() if key in _TIME), None)
        serial = next((place for place, key in keys.items() if key in _SERIAL), None)
        marks = sum(key in _OTHER_MARKS for key in keys.values())
        questions = _questions(row)
        if questions and ((time is not None and (serial is not None or marks)) or (serial is not None and marks >= 2)):
            asked = {each.place for each in questions}
            known = [
                Question(place, None, 1, str(row[place]))
                for place, key in keys.items()
                if place not in {serial, time, *asked} and key not in _OTHER_MARKS | _WHO
            ]
            return FormSheet(sheet, index, serial, time, questions, tuple(known))
    return None


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
