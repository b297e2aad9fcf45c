"""The paragraphs of figures of a work report (工作报告), composed from fixed patterns and counted figures; pure."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

Row = Mapping[str, Any]
STATED = "told"
REASONS: Mapping[str, str] = {
    "not_reported": "未报送",
    "none": "没有记录",
    "too_few": "样本不足",
    "hidden": "不便显示",
}
"""Why a figure is left out, by its state."""

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def rounded(value: float, step: int | None) -> tuple[float, bool]:
    """Return the value as a document gives it, and whether more remains above it (余).

    812 by 100 is 800 and more, 800 is just 800; below one step, or without one, the value itself.
    """
    exact = round(value, 6)
    if not step or exact < step:
        return exact, False
    floor = float(math.floor(round(exact / step, 9)) * step)
    return floor, exact > floor


def written(value: float, unit: str, step: int | None = None) -> str:
    """Return a figure in words: 800余场, 157份, 20余万元, 99%以上."""
    shown, more = rounded(value, step)
    number = digits(shown)
    if unit == "%":
        return f"{number}%以上" if more else f"{number}%"
    return f"{number}余{unit}" if more else f"{number}{unit}"


def digits(value: float) -> str:
    """Return a number without needless decimals, two at most."""
    return f"{value:.0f}" if float(value).is_integer() else f"{value:.2f}".rstrip("0").rstrip(".")


def in_words(figure: Row) -> str:
    """Return a figure's row (value, unit, round_down_to, state) in words, or why it is left out."""
    if figure["state"] != STATED:
        return REASONS[str(figure["state"])]
    return written(float(figure["value"]), str(figure["unit"]), figure["round_down_to"])


def compose(patterns: Iterable[Row], figures: Iterable[Row], unit: str, span: str) -> list[str]:
    """Return the paragraphs: `patterns` has one row a clause in order, `figures` one row a figure.

    A clause with a figure that is not stated is left out, so is a sentence without clauses and a paragraph without
    sentences.
    """
    stated = {str(row["figure"]): in_words(row) for row in figures if row["state"] == STATED}
    paragraphs = []
    for (_, begins), clauses in groupby(patterns, key=lambda row: (row["paragraph_order"], row["paragraph"])):
        sentences = [
            _sentence(list(of_sentence), stated)
            for _, of_sentence in groupby(clauses, key=lambda row: row["sentence_order"])
        ]
        text = "".join(sentences)
        if text:
            paragraphs.append(_filled(str(begins), {"unit": unit, "span": span}) + text)
    return paragraphs


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: words[found[1]], pattern)


def _sentence(clauses: list[Row], stated: Mapping[str, str]) -> str:
    kept = [
        _filled(str(row["clause"]), stated)
        for row in clauses
        if set(_PLACEHOLDER.findall(str(row["clause"]))) <= stated.keys()
    ]
    if not kept:
        return ""
    first = clauses[0]
    return f"{first['sentence_begin']}{str(first['joined_by']).join(kept)}{first['sentence_end']}。"


def left_out(figures: Iterable[Row]) -> list[tuple[str, str]]:
    """Return (label, reason) of each figure that the paragraphs do not say, in order."""
    return [(str(row["label"]), REASONS[str(row["state"])]) for row in figures if row["state"] != STATED]
