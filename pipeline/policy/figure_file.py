"""The figures of a work report (工作报告) and the sentences they stand in, as `data/work_report` states them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from pipeline.policy.measures import MeasureName
from pipeline.policy.strict_model import Strict

How = Literal["count", "sum", "subjects", "organisations", "share"]
Text = Annotated[str, Field(min_length=1)]


class Rows(Strict):
    """Rows of a measure, narrowed to categories, to categories that contain a word, or to one level (级别)."""

    measure: MeasureName
    categories: tuple[Text, ...] = ()
    containing: tuple[Text, ...] = ()
    level: Text | None = None


class Figure(Strict):
    """One figure as the YAML states it; the head of `figures.yaml` says what each key means."""

    figure: Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
    label: Text
    unit: Text
    how: How
    of: Rows
    out_of: Rows | None = None
    in_force: bool = False
    from_start: bool = False
    round_down_to: Annotated[int, Field(ge=1)] | None = None
    divided_by: Annotated[int, Field(ge=1)] = 1
    minimum_base: Annotated[int, Field(ge=0)] = 0
    fed_by: Text
    reported_for_all: bool = False
    is_confidential: bool = False
    indicator: Annotated[str, Field(pattern=r"^[A-Z]\d{2}$")] | None = None
    source: Text

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Figure:
        if (self.how == "share") != (self.out_of is not None):
            raise ValueError("how: share 和 out_of 要一起写，别的数法不写 out_of")
        if self.in_force and self.from_start:
            raise ValueError("in_force 和 from_start 只能写一个")
        if self.is_confidential and not (self.indicator and self.reported_for_all):
            raise ValueError("纪律数据（is_confidential）要写 indicator 和 reported_for_all: true，才知道谁能看什么")
        if self.indicator and not self.is_confidential:
            raise ValueError("indicator 只给 is_confidential 的数用，请删去")
        return self

    def sides(self) -> list[tuple[str, Rows]]:
        """Return (side, rows) pairs: a share has a denominator, the other figures a numerator alone."""
        pairs = [("numerator", self.of), ("denominator", self.out_of)]
        return [(side, rows) for side, rows in pairs if rows is not None]


class Sentence(Strict):
    """A sentence of clauses; a clause goes when one of its figures has nothing to say."""

    begin: str = ""
    clauses: Annotated[tuple[Text, ...], Field(min_length=1)]
    end: str = ""
    joined_by: str = "、"


class Paragraph(Strict):
    """The words that a paragraph starts with (`{unit}`, `{span}`) and its sentences."""

    paragraph: Text
    sentences: Annotated[tuple[Sentence, ...], Field(min_length=1)]
