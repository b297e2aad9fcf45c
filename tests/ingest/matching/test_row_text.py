"""The text that is hashed of a row: what Python writes of a tuple, for hashes of it are on record in every home."""

from datetime import date

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from ingest.matching.row_text import Written, row_texts

ROW = st.tuples(
    st.none() | st.text(),
    st.none() | st.dates(),
    st.none() | st.floats(allow_nan=True),
    st.none() | st.integers(-5, 5),
    st.none() | st.booleans(),
)
SCHEMA = {"text": pl.String(), "day": pl.Date(), "hours": pl.Float64(), "heads": pl.Int64(), "is_so": pl.Boolean()}


@given(st.lists(ROW, max_size=5))
def test_the_text_of_a_row_is_what_python_writes_of_it(rows: list[tuple[object, ...]]) -> None:
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    assert list(row_texts(frame)) == [repr(row) for row in frame.iter_rows()]
    later = [
        tuple(value for place, value in enumerate(row) if place not in {0, 3} or value is not None) for row in rows
    ]
    assert list(row_texts(frame, {0, 3})) == [repr(row) for row in later]
    assert list(row_texts(frame.select("day"))) == [repr((row[1],)) for row in rows]


def test_zero_and_minus_zero_and_a_text_that_says_none_are_told_apart() -> None:
    """They are equal as numbers, and hashes on record differ."""
    frame = pl.DataFrame(
        {"hours": [0.0, -0.0], "text": ["None", None]}, schema={"hours": pl.Float64, "text": pl.String}
    )
    assert list(row_texts(frame, {1})) == ["(0.0, 'None')", "(-0.0,)"]


@given(st.lists(st.one_of(st.none(), st.text(), st.floats(), st.dates())))
def test_the_cells_of_a_line_are_written_as_a_list_of_texts(cells: list[object]) -> None:
    assert Written().list_of(cells) == repr([str(cell) for cell in cells])
    assert Written().list_of([date(2025, 3, 7)]) == "['2025-03-07']"
