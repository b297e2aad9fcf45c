"""What the questions of a survey mean, as whoever runs the survey writes it down."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pydantic import Field, field_validator, model_validator

from ingest.cells.values import ValueSet
from ingest.layouts.yaml_file import Strict
from ingest.ledger import Column, load_ledgers

BY_FILE_NAME = "按文件名"


class Source(Strict):
    """A question, by its text or, where no question has that text, by its number (`3`, or `3-2` for its second part).

    `meanings` (取值) says what an answer or its code stands for.
    """

    text: str | None = Field(None, alias="题目")
    number: str | None = Field(None, alias="题号")
    meanings: dict[str, str] = Field(default_factory=dict, alias="取值")

    @field_validator("number", mode="before")
    @classmethod
    def _as_text(cls, value: object) -> object:
        return str(value) if isinstance(value, int) else value

    @field_validator("meanings", mode="before")
    @classmethod
    def _by_text(cls, value: object) -> object:
        return _keyed_by_text(value)

    @model_validator(mode="after")
    def _names_a_question(self) -> Source:
        if not self.text and not self.number:
            raise ValueError("题目、题号至少写一项")
        return self

    @property
    def label(self) -> str:
        """The question as a message names it."""
        return f"“{self.text}”" if self.text else f"第 {self.number} 题"


class Item(Source):
    """A question that is an item of the survey (评议项目); with `full_marks` (满分) its answers are scores."""

    item: str = Field(alias="项目")
    full_marks: float | None = Field(None, alias="满分", gt=0)


class Form(Strict):
    """One kind of form (答卷) of a survey, such as that of the members. `words` (文件) tell its files from others."""

    name: str = Field(alias="名称")
    words: tuple[str, ...] = Field((), alias="文件")
    evaluator: str | Source = Field(alias="评议人类别")
    organisation: str | Source = Field(alias="党组织")
    items: tuple[Item, ...] = Field(alias="评议项目", min_length=1)

    @model_validator(mode="after")
    def _items_differ(self) -> Form:
        items = [each.item for each in self.items]
        twice = next((item for item in items if items.count(item) > 1), None)
        if twice is not None:
            raise ValueError(f"项目“{twice}”出现了两次，每道题要有自己的项目")
        return self

    @property
    def sources(self) -> list[Source]:
        """Every question that the form is read from."""
        return [*self.items, *(each for each in (self.evaluator, self.organisation) if isinstance(each, Source))]


class SurveyForms(Strict):
    """One survey. `{年度}` in its name stands for the year. Without a date the day on which a form was sent counts."""

    file: str = Field("", exclude=True)
    survey_name: str = Field(alias="测评名称")
    survey_type: str = Field(alias="测评类型")
    surveyed_on: date | None = Field(None, alias="测评日期")
    grades: dict[str, str] = Field(default_factory=dict, alias="等次")
    forms: tuple[Form, ...] = Field(alias="答卷", min_length=1)

    @field_validator("grades", mode="before")
    @classmethod
    def _by_text(cls, value: object) -> object:
        return _keyed_by_text(value)

    @model_validator(mode="after")
    def _values_are_known(self) -> SurveyForms:
        survey = load_ledgers()["survey"]
        _check("测评类型", [self.survey_type], survey.column("survey_type"))
        _check("等次", self.grades.values(), survey.column("grade"))
        for form in self.forms:
            given = form.evaluator.meanings.values() if isinstance(form.evaluator, Source) else [form.evaluator]
            _check("评议人类别", given, survey.column("evaluator"))
        return self


def _keyed_by_text(value: object) -> object:
    return {str(key): each for key, each in value.items()} if isinstance(value, dict) else value


def _check(key: str, given: Iterable[str], column: Column) -> None:
    values = ValueSet(column)
    wrong = next((value for value in given if values.one(value) not in (column.values or ())), None)
    if wrong is not None:
        raise ValueError(f"{key}中的“{wrong}”不是规定的值，请从以下值中选：{'、'.join(column.values or ())}")
