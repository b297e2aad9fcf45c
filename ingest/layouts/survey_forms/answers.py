"""Reads forms (答卷) into rows of the survey ledger, and drops everything that tells who filled them in.

Names, accounts, IP addresses, where a form came from and what was typed freely never leave this module: neither in
rows nor in messages nor in the copy that goes back to the sender.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from ingest.cells.cell_text import cell_text
from ingest.cells.dates import read_date
from ingest.cells.errors import CellProblem
from ingest.cells.numbers import read_number
from ingest.cells.values import ValueSet
from ingest.errors import UserError
from ingest.faults import Fault
from ingest.layouts.survey_forms.file_name import organisation_in, year_of
from ingest.layouts.survey_forms.mapping import BY_FILE_NAME, Item, Source
from ingest.layouts.survey_forms.mapping_choice import Chosen
from ingest.layouts.survey_forms.sheet import FormSheet
from ingest.ledger import Ledger
from ingest.matching.identity import Identity
from ingest.readers.sheet import Sheet, is_blank
from ingest.text.chinese import normalise

_FREE_TEXT = re.compile(r"〖[^〗]*〗?")
_LETTER = re.compile(r"^[A-Za-z]\s*[.、:]\s*")
_SKIPPED = frozenset({"", "-2", "-3", "跳过", "空", "未填", "未作答", "无"})
_CHOICES = "┋"
_DIGITS = re.compile(r"\d+")
_CLOCK_PARTS = 5
_COMMON = 5
"""An answer that so many gave is an option of the question, and may be named in a message; others are not."""
_DIGEST = 8
_SERIAL_EPOCH = datetime(1899, 12, 30)
_ROUNDED_UP = 0.5  # a time kept as a part of a day falls short of its second
_ORGANISATION = re.compile(
    r"^[^\d]{2,40}\d{0,2}(支部|总支|党委|委员会|学校|小学|中学|幼儿园|高中|初中|职高|中心)(\([^()\d]{1,10}\))?$"
)
_FORM_NO = re.compile(r"^[0-9a-f]{8}-\d+$")
_LONGEST_CODE = 2

Row = dict[str, Any]


@dataclass(slots=True)
class Answers:
    """What one sheet of forms holds: rows of the survey ledger, faults, and the sheet without what is dropped."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    clean: Sheet = field(default_factory=lambda: Sheet("", []))


def read_answers(forms: FormSheet, chosen: Chosen, ledger: Ledger, sha256: str, identity: Identity) -> Answers:
    """Read every form; UserError if answers are codes of which nobody said what they mean."""
    return _Reading(forms, chosen, ledger, sha256, identity).read()


class _Reading:
    def __init__(self, forms: FormSheet, chosen: Chosen, ledger: Ledger, sha256: str, identity: Identity):
        self.forms, self.chosen, self.ledger = forms, chosen, ledger
        self.sha256, self.identity = sha256, identity
        self.sheet = forms.sheet
        width = max((len(row) for row in self.sheet.cells), default=0)
        blank: list[list[object]] = [[""] * width for _ in self.sheet.cells]
        self.answers = Answers(clean=Sheet(self.sheet.name, blank, self.sheet.first_row, self.sheet.file))
        self.grades = ValueSet(ledger.column("grade"))
        self.evaluators = ValueSet(ledger.column("evaluator"))
        self.common = {
            place: Counter(_answer(row, place) for row in self.sheet.cells[forms.header + 1 :])
            for place in map(chosen.place_of, chosen.form.sources)
        }

    def read(self) -> Answers:
        self._keep(self.forms.header, self.forms.serial, self.forms.time)
        self._keep(self.forms.header, *(self.chosen.place_of(source) for source in self.chosen.form.sources))
        for index in range(self.forms.header + 1, len(self.sheet.cells)):
            row = self.sheet.cells[index]
            items = [(item, self._said(row, item)) for item in self.chosen.form.items]
            said = [(item, answer) for item, answer in items if answer not in _SKIPPED]
            if said:
                self._read_form(index, said)
        return self.answers

    def _read_form(self, index: int, said: list[tuple[Item, str]]) -> None:
        row, number = self.sheet.cells[index], self.sheet.row_number(index)
        day = self.chosen.survey.surveyed_on or self._day(row, number)
        form: Row = {
            "_sheet": self.sheet.name,
            "_row": number,
            "survey_name": self._name(day),
            "survey_type": ValueSet(self.ledger.column("survey_type")).one(self.chosen.survey.survey_type),
            "surveyed_on": day,
            "org": self._organisation(index, number),
            "evaluator": self._evaluator(index, number),
            "form_no": self._form_no(row, number),
        }
        for item, answer in said:
            grade, score = (
                (None, self._score(index, number, item, answer))
                if item.full_marks
                else (self._grade(index, number, item, answer), None)
            )
            self.answers.rows.append({**form, "item": item.item, "grade": grade, "score": score})
        self._keep(index, self.forms.time)
        self._keep(index, self.forms.serial, value=form["form_no"])

    def _said(self, row: list[object], source: Source) -> str:
        return _answer(row, self.chosen.place_of(source))

    def _name(self, day: date | None) -> str:
        name = self.chosen.survey.survey_name
        year = year_of(self.forms.titles) or (day.year if day else None)
        return name.replace("{年度}", str(year) if year else "")

    def _day(self, row: list[object], number: int) -> date | None:
        value = _cell(row, self.forms.time)
        try:
            found = None if is_blank(value) else read_date(value)
        except CellProblem:
            found = None
        if isinstance(found, date):
            return found
        self._fault(number, "surveyed_on", "提交答卷时间看不出是哪一天，请补填，或在答卷对照中写明“测评日期”")
        return None

    def _form_no(self, row: list[object], number: int) -> str:
        """Return 序号 behind a hash of when the form was sent: the same form in a later export is the same form.

        Where the time is not told to the minute, the hash is that of the file. A copy that went back to the sender
        has the whole number in place of 序号.
        """
        serial = cell_text(_cell(row, self.forms.serial))
        if _FORM_NO.match(serial):
            return serial
        value = _cell(row, self.forms.time)
        if isinstance(value, float) and value != int(value):
            value = _SERIAL_EPOCH + timedelta(days=value, seconds=_ROUNDED_UP)
        text = value.isoformat(" ") if isinstance(value, datetime) else str(value)
        # Saved again by a spreadsheet program, an export loses its seconds.
        parts = [str(int(part)) for part in _DIGITS.findall(text)][:_CLOCK_PARTS]
        sent = " ".join(parts) if len(parts) == _CLOCK_PARTS else self.sha256
        return f"{self.identity.digest('form', sent)[:_DIGEST]}-{serial if serial.isdecimal() else number}"

    def _organisation(self, index: int, number: int) -> str | None:
        wanted = self.chosen.form.organisation
        if isinstance(wanted, str):
            if wanted != BY_FILE_NAME:
                return wanted
            return organisation_in(self.sheet.file, self.chosen.survey.survey_name, self.chosen.form.words)
        answer = self._said(self.sheet.cells[index], wanted)
        if answer in _SKIPPED or _CHOICES in answer:
            self._fault(number, "org", f"{wanted.label}没有选党组织，或选了不止一个，这份答卷不知道评的是谁")
            return None
        if answer not in wanted.meanings and not self._is_an_organisation(wanted, answer):
            self._fault(number, "org", f"{wanted.label}的回答不像党组织的名称（不予保存），这份答卷不知道评的是谁")
            return None
        self._keep(index, self.chosen.place_of(wanted), value=answer)
        return wanted.meanings.get(answer, answer)

    def _is_an_organisation(self, wanted: Source, answer: str) -> bool:
        """What was typed may tell a person: only what is an option or ends as such names do is kept."""
        return self.common[self.chosen.place_of(wanted)][answer] >= _COMMON or bool(_ORGANISATION.match(answer))

    def _evaluator(self, index: int, number: int) -> str | None:
        wanted = self.chosen.form.evaluator
        if isinstance(wanted, str):
            return self.evaluators.one(wanted)
        answer = self._said(self.sheet.cells[index], wanted)
        meant = self.evaluators.one(wanted.meanings.get(answer, answer))
        if meant in (self.ledger.column("evaluator").values or ()):
            self._keep(index, self.chosen.place_of(wanted), value=answer)
            return meant
        what = "没有作答" if answer in _SKIPPED else f"的回答{self._quoted(wanted, answer)}不是规定的评议人类别"
        self._fault(number, "evaluator", f"{wanted.label}{what}，请在答卷对照的“取值”中写明它是哪一类")
        return None

    def _grade(self, index: int, number: int, item: Item, answer: str) -> str | None:
        meant = self.grades.one(self.chosen.survey.grades.get(answer, answer))
        if meant in (self.ledger.column("grade").values or ()):
            self._keep(index, self.chosen.place_of(item), value=answer)
            return meant
        if answer.isdecimal():
            code = answer if len(answer) <= _LONGEST_CODE else ""
            raise UserError(
                f"工作表“{self.sheet.name}”{item.label}的回答是代码{code}，“{self.chosen.survey.file}”中没有写明它是什么等次。"
                "请在其中的“等次”里逐个写明（如 1: 满意；评分题请写 满分: 10），然后重新报送，整个文件没有入库。"
            )
        what = "选了不止一项" if _CHOICES in answer else f"的回答{self._quoted(item, answer)}不是规定的等次"
        mend = "请在答卷对照的“等次”中写明它算哪个等次（不算有效票的写“弃权”）"
        self._fault(number, "grade", f"{item.label}{what}，{mend}")
        return None

    def _score(self, index: int, number: int, item: Item, answer: str) -> float | None:
        try:
            points = read_number(answer)
        except CellProblem:
            points = None
        if points is None or item.full_marks is None:
            self._fault(number, "score", f"{item.label}的回答不是分数")
            return None
        self._keep(index, self.chosen.place_of(item), value=answer)
        return round(points / item.full_marks * 100, 6)

    def _quoted(self, source: Source, answer: str) -> str:
        return f"“{answer}”" if self.common[self.chosen.place_of(source)][answer] >= _COMMON else ""

    def _fault(self, number: int, column_id: str, message: str) -> None:
        header = self.ledger.column(column_id).header
        self.answers.faults.append(Fault(self.sheet.name, number, header, f"{message}。"))

    def _keep(self, index: int, *places: int | None, value: object = None) -> None:
        for place in places:
            if place is not None:
                self.answers.clean.cells[index][place] = (
                    _cell(self.sheet.cells[index], place) if value is None else value
                )


def _cell(row: list[object], place: int | None) -> object:
    return row[place] if place is not None and place < len(row) else ""


def _answer(row: list[object], place: int) -> str:
    """Return what was chosen, without what was typed beside it; several choices stay joined with ┋."""
    choices = [
        _LETTER.sub("", part.strip())
        for part in normalise(_FREE_TEXT.sub("", cell_text(_cell(row, place)))).split(_CHOICES)
    ]
    chosen = [choice.strip("()") if choice.strip("()") in _SKIPPED else choice for choice in choices]
    return _CHOICES.join(dict.fromkeys(each for each in chosen if each))
