"""What the checks need that SQL cannot make: texts that are alike, files that cells name, limits of heaps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import polars as pl

from pipeline.authenticity.alike import Limits, alike
from pipeline.authenticity.evidence_files import PlainNames, named_files
from pipeline.authenticity.heaps import heap_limits
from pipeline.authenticity.letters import Wording, letters_of
from pipeline.authenticity.notices import phrases_of
from pipeline.policy.check_rows import CheckRule, CheckWord, DatedDocument
from pipeline.policy.fields import StandardRow

ALIKE: dict[str, pl.DataType] = {
    "rule": pl.String(),
    "one_text": pl.String(),
    "other_text": pl.String(),
    "likeness": pl.Float64(),
}
EVIDENCE: dict[str, pl.DataType] = {
    "evidence": pl.String(),
    "file_name": pl.String(),
    "is_one_everywhere": pl.Boolean(),
}
HEAP: dict[str, pl.DataType] = {"rule": pl.String(), "row_count": pl.Int32(), "least_on_heap": pl.Int32()}

Written = Callable[[str, str], pl.DataFrame]
"""Returns `org_code` and `text` of a column of a ledger, every text that was ever landed."""
Lines = Mapping[str, Sequence[StandardRow]]
"""The checked lines of `data/standards`, by file."""

_TEXTS = {
    "identical_text": ("activity", "topic", True),
    "near_topic": ("activity", "topic", False),
    "near_action": ("problem", "action", True),
}
"""Ledger and column of each rule about texts, and whether it looks at texts that are alike word for word."""
_WORD_FOR_WORD = 100.0
_PLACES = {"one_day_of_month": 20, "round_figures": 1}
"""Working days of a month; for last digits 0 and 5 together are the one heap that is looked for."""
_SHARES = {"one_day_of_month": 1 / 20, "round_figures": 1 / 5}


def landed_tables(lines: Lines, notices: Sequence[Path], written: Written) -> dict[str, pl.DataFrame]:
    """Return `alike_text` and `evidence_file` of what was landed; empty for rules that are not shipped.

    Raises UserError naming a notice that cannot be read.
    """
    rules, words = _shipped(lines), _words(lines)
    names = tuple(letters_of(each.name) for each in lines["dated_document"] if isinstance(each, DatedDocument))
    wording = Wording(words["series"], names)
    said = phrases_of(notices) if set(rules) & set(_TEXTS) else frozenset()
    pairs: list[tuple[str, str, str, float]] = []
    for rule, (ledger, column, itself) in _TEXTS.items():
        if rule in rules:
            texts = written(ledger, column).unique().rows()
            found = alike(texts, said, wording, _limits(rules[rule]), itself)
            pairs += [(rule, each.one, each.other, each.likeness) for each in found]
    files: list[tuple[str, str, bool]] = []
    if "same_evidence" in rules:
        plain = PlainNames(words["plain_file"], rules["same_evidence"].threshold or 0)
        files = named_files(written("activity", "evidence")["text"], plain)
    return {
        "alike_text": pl.DataFrame(pairs, schema=ALIKE, orient="row"),
        "evidence_file": pl.DataFrame(files, schema=EVIDENCE, orient="row"),
    }


def heap_limit_frame(lines: Lines) -> pl.DataFrame:
    """Return one row a rule about heaps and number of rows: from how many of them on the same one is a heap."""
    rows = [
        row
        for name, rule in _shipped(lines).items()
        if name in _PLACES and rule.threshold is not None and rule.chance is not None
        for row in heap_limits(name, rule.threshold, _SHARES[name], _PLACES[name], rule.chance)
    ]
    return pl.DataFrame(rows, schema=HEAP, orient="row")


def _shipped(lines: Lines) -> dict[str, CheckRule]:
    return {row.rule: row for row in lines["check_rule"] if isinstance(row, CheckRule) and row.shipped}


def _words(lines: Lines) -> dict[str, tuple[str, ...]]:
    words = [row for row in lines["check_word"] if isinstance(row, CheckWord)]
    return {use: tuple(row.word for row in words if row.use == use) for use in ("ahead", "series", "plain_file")}


def _limits(rule: CheckRule) -> Limits:
    assert rule.threshold is not None and rule.common_to is not None  # see check_rows
    return Limits(rule.threshold, rule.likeness or _WORD_FOR_WORD, rule.common_to)
