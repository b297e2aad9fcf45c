"""What a person reads on a page that `login.opened` has opened."""

from __future__ import annotations

import re

import polars as pl
from streamlit.testing.v1 import AppTest


def words(app: AppTest) -> str:
    """Everything a person reads on the page, tables included."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error", "success", "code")
    said = [str(element.value) for kind in kinds for element in getattr(app, kind)]
    said += [link.value for link in app.page_link]
    for table in app.dataframe:
        said += [str(cell) for row in table.value.to_numpy().tolist() for cell in row]
    return "\n".join(said)


def plain_words(app: AppTest) -> str:
    """Return the same without the backslashes that keep Markdown quiet."""
    return re.sub(r"\\(.)", r"\1", words(app))


def table_of(app: AppTest, *columns: str) -> pl.DataFrame:
    """Return the first table that has these columns."""
    for table in app.dataframe:
        if set(columns) <= set(table.value.columns):
            return pl.DataFrame(table.value.to_dict("list"))
    raise AssertionError(f"no table with {columns}")
