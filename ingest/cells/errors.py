"""What a cell reader says when it cannot read a cell."""

from typing import Literal


class CellProblem(Exception):
    """A cell that cannot be read.

    `sentence` goes on from the header and the value: `活动日期“2025.13.7”` + `不是有效日期……`. With
    severity `flag` the row stays, with `value` in the cell: empty, or what a rule makes of it.
    """

    def __init__(self, sentence: str, severity: Literal["return", "flag"] = "return", value: object = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.severity = severity
        self.value = value
