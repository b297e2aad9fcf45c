"""Loads `data/work_report`: the figures of a work report (工作报告) and the sentences they stand in.

A file with an unknown key, measure, category or figure is refused with a sentence that names file, entry, key and mend.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from ingest.errors import UserError
from ingest.ledger import Ledger, load_ledgers
from pipeline.policy.error_wording import refusal
from pipeline.policy.figure_file import Figure, Paragraph, Sentence
from pipeline.policy.yaml_file import read_content

FIGURES, SENTENCES = "figures.yaml", "sentences.yaml"
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_PARAGRAPH_WORDS = {"unit", "span"}

Entry = TypeVar("Entry", Figure, Paragraph)


def load_figures(folder: Path) -> list[Figure]:
    """Return every figure of `folder`/figures.yaml, in order. Raises UserError naming entry, key and mend."""
    figures = _load(folder / FIGURES, Figure, "figure")
    ledgers = load_ledgers()
    for place, one in enumerate(figures):
        if one.figure in [other.figure for other in figures[:place]]:
            raise UserError(f"{FIGURES} 里“{one.figure}”写了两次，请改名或删去一个。")
        ledger = ledgers.get(one.fed_by)
        if ledger is None:
            raise UserError(f"{FIGURES} 里“{one.figure}”的“fed_by”有误：没有台账“{one.fed_by}”，请改成台账的英文代号。")
        _check_categories(one, ledger)
    return figures


def load_paragraphs(folder: Path, figures: Sequence[Figure]) -> list[Paragraph]:
    """Return every paragraph of `folder`/sentences.yaml; each `{…}` names one of `figures`. Raises UserError."""
    paragraphs = _load(folder / SENTENCES, Paragraph, "paragraph")
    known = {one.figure for one in figures}
    for one in paragraphs:
        _check_opening(one)
        for sentence in one.sentences:
            _check_sentence(sentence, known)
    return paragraphs


def _check_opening(one: Paragraph) -> None:
    stray = set(_PLACEHOLDER.findall(one.paragraph)) - _PARAGRAPH_WORDS
    if stray:
        raise UserError(
            f"{SENTENCES} 里“{one.paragraph}”用了 {{{min(stray)}}}，段首只能用 {{unit}} 和 {{span}}，请改正。"
        )


def _check_sentence(sentence: Sentence, known: Collection[str]) -> None:
    for begin_or_end in (sentence.begin, sentence.end):
        if _PLACEHOLDER.search(begin_or_end):
            raise UserError(f"{SENTENCES} 里“{begin_or_end}”是句首或句末，不能有 {{代号}}，请移到 clauses 里。")
    for clause in sentence.clauses:
        named = set(_PLACEHOLDER.findall(clause))
        unknown = named.difference(known)
        if not named:
            raise UserError(f"{SENTENCES} 里“{clause}”没有 {{代号}}，句子只用来报数，请加上要报的数。")
        if unknown:
            raise UserError(f"{SENTENCES} 里“{clause}”用了 {{{min(unknown)}}}，{FIGURES} 里没有这个数，请改正代号。")


def _load(path: Path, model: type[Entry], named_by: str) -> list[Entry]:
    content = read_content(path)
    if not isinstance(content, list) or not content:
        raise UserError(f"{path.name} 应是一个列表，每项以“- {named_by}:”开头，请对照原文件改正。")
    return [_entry(path.name, entry, place, model, named_by) for place, entry in enumerate(content, start=1)]


def _entry(file: str, content: Any, place: int, model: type[Entry], named_by: str) -> Entry:
    try:
        return model.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        name = content.get(named_by) if isinstance(content, dict) else None
        where = f"里“{name}”" if name else f"第 {place} 项"
        keys = ".".join(str(part) for part in first["loc"])
        of_key = f"的“{keys}”" if keys else ""
        clause = "应写小写英文和下划线，如 study_activities" if keys == "figure" else refusal(first)
        raise UserError(f"{file} {where}{of_key}有误：{clause}。") from error


def _check_categories(figure: Figure, ledger: Ledger) -> None:
    """Refuse a category that no column of the ledger can hold: it would count nothing, and nobody would notice."""
    known = {value for column in ledger.columns for value in column.values or ()}
    for _, rows in figure.sides():
        named = {*rows.categories, *([rows.level] if rows.level else [])}
        if known and named - known:
            raise UserError(
                f"{FIGURES} 里“{figure.figure}”的“categories”或“level”有误："
                f"台账《{ledger.title}》里没有“{min(named - known)}”这一类，请改成台账里有的类别。"
            )
