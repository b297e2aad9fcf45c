"""Figures of counts: shapes, words and numbers, not colour alone; drawn from nothing too."""

from __future__ import annotations

import json

import polars as pl
import pytest

from dashboards.charts import counts
from dashboards.database import connection, deadlines, standard_trials
from dashboards.database.reader import Reader
from dashboards.pages.pledges import queries, tables
from dashboards.pages.standardisation import charts
from dashboards.pages.standardisation import queries as standardisation_queries
from dashboards.pages.work_plan import queries as work_plan_queries
from dashboards.shared.labels import BANDS, PIPELINE, TASK_STATES
from dashboards.shared.viewer import Viewer


@pytest.mark.parametrize("parts", [TASK_STATES, BANDS, PIPELINE])
def test_stacked_bars_carry_shape_word_and_number(parts: dict[str, object]) -> None:
    frame = pl.DataFrame({"name": ["甲<b>", None, "乙"]} | {part: [3, 0, 3] for part in parts})
    first, worst = next(iter(parts.items()))
    frame = frame.with_columns(pl.Series(first, [3, 0, 1]))
    drawn = json.loads(counts.stacked(frame, "name", parts).to_json())  # type: ignore[arg-type]
    assert [trace["name"] for trace in drawn["data"]] == [style.label for style in parts.values()]  # type: ignore[attr-defined]
    assert all(trace["text"][0].endswith(" 3") and trace["text"][1] == "" for trace in drawn["data"])
    assert drawn["data"][0]["text"][2] == ""  # a number that stands by the name stood in a wide bar once more
    assert drawn["layout"]["yaxis"]["ticktext"] == ["甲&lt;b&gt;", "区直", f"乙 {worst.shape}1"]  # type: ignore[attr-defined]


def test_figures_of_special_work_are_drawn_from_nothing_too(build: connection.Build) -> None:
    nobody = Viewer("", "", "")
    assert not counts.endings(deadlines.deadline_months(Reader(nobody, build))).data
    counts.before_after(standard_trials.tried_counts(Reader(nobody, build), "O09", 2026, 80.0))
    charts.item_grid(standardisation_queries.standardisation_items(Reader(nobody, build), 2026))
    counts.stacked(work_plan_queries.work_progress(Reader(nobody, build), 2026, "field"), "field", TASK_STATES)
    assert tables.bands(queries.pledge_bands(Reader(nobody, build), 2025, "school")).is_empty()
