"""How alike the sentences of problems are (问题描述), within an organisation and category.

Two sentences are compared by their letters alone: spaces, punctuation and the width of characters say nothing. Which
submission of a problem stands is decided by the models; so every text that was ever landed is compared here, and the
models look up the pairs they want.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import polars as pl
from rapidfuzz import fuzz

from pipeline.authenticity.letters import letters_of

SIMILARITY: dict[str, pl.DataType] = {
    "org_code": pl.String(),
    "category": pl.String(),
    "one_text": pl.String(),
    "other_text": pl.String(),
    "similarity": pl.Float64(),
}


def similarity_frame(landed: pl.DataFrame) -> pl.DataFrame:
    """Return one row an organisation, category and ordered pair of different texts of the landed rows."""
    groups = (
        landed.filter(pl.col("description").is_not_null())
        .group_by("org_code", "category")
        .agg(pl.col("description").unique().sort())
        .sort("org_code", "category")
    )
    rows = [(org_code, category, *pair) for org_code, category, texts in groups.iter_rows() for pair in _pairs(texts)]
    return pl.DataFrame(rows, schema=SIMILARITY, orient="row")


def _pairs(texts: list[str]) -> Iterator[tuple[str, str, float]]:
    letters = {text: letters_of(text) for text in texts}
    for one, other in combinations(texts, 2):
        alike = round(fuzz.ratio(letters[one], letters[other]), 1)
        yield one, other, alike
        yield other, one, alike
