"""The figures of a work report as the frames that the models read: figures, their measures, their sentences."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from pipeline.policy.figure_file import Figure, Paragraph, Rows


def figure_frame(figures: Sequence[Figure]) -> pl.DataFrame:
    """Return one row a figure, in the order of the report, for the models."""
    named = {
        "figure",
        "label",
        "unit",
        "how",
        "in_force",
        "from_start",
        "round_down_to",
        "divided_by",
        "minimum_base",
        "fed_by",
        "reported_for_all",
        "is_confidential",
        "indicator",
        "source",
    }
    return pl.DataFrame(
        [{"figure_order": place} | one.model_dump(include=named) for place, one in enumerate(figures, start=1)],
        schema_overrides={"round_down_to": pl.Int64, "indicator": pl.String},
        infer_schema_length=None,
    )


def figure_measure_frame(figures: Sequence[Figure]) -> pl.DataFrame:
    """Return one row a figure, side and category, or word in the category; both null: every category."""
    rows = [
        {
            "figure": one.figure,
            "side": side,
            "measure": chosen.measure,
            "category": category,
            "containing": word,
            "level": chosen.level,
        }
        for one in figures
        for side, chosen in one.sides()
        for category, word in _alternatives(chosen)
    ]
    return pl.DataFrame(
        rows,
        schema_overrides={"category": pl.String, "containing": pl.String, "level": pl.String},
        infer_schema_length=None,
    )


def _alternatives(chosen: Rows) -> list[tuple[str | None, str | None]]:
    pairs: list[tuple[str | None, str | None]] = [(category, None) for category in chosen.categories]
    pairs += [(None, word) for word in chosen.containing]
    return pairs or [(None, None)]


def figure_sentence_frame(paragraphs: Sequence[Paragraph]) -> pl.DataFrame:
    """Return one row a clause, with the paragraph and sentence it stands in."""
    return pl.DataFrame(
        [
            {
                "paragraph_order": paragraph_order,
                "paragraph": paragraph.paragraph,
                "sentence_order": sentence_order,
                "sentence_begin": sentence.begin,
                "sentence_end": sentence.end,
                "joined_by": sentence.joined_by,
                "clause_order": clause_order,
                "clause": clause,
            }
            for paragraph_order, paragraph in enumerate(paragraphs, start=1)
            for sentence_order, sentence in enumerate(paragraph.sentences, start=1)
            for clause_order, clause in enumerate(sentence.clauses, start=1)
        ],
        infer_schema_length=None,
    )
