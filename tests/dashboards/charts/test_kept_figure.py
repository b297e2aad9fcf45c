"""A kept figure is what was drawn, is sent as it would have been, and is drawn once for the same rows."""

from __future__ import annotations

import json
from collections.abc import Iterator

import plotly.graph_objects as go
import plotly.io
import polars as pl
import pytest

from dashboards.charts.kept_figure import drawn_once, finished, send_as_kept


def bars(frame: pl.DataFrame) -> go.Figure:
    return go.Figure(go.Bar(x=frame["number"].to_list(), y=frame["name"].to_list(), orientation="h"))


@pytest.fixture
def sending(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(plotly.io, "to_json", plotly.io.to_json)  # put back at the end
    send_as_kept()
    yield


FRAME = pl.DataFrame({"name": ["甲", "乙"], "number": [1, 25_000]})


def test_it_is_sent_as_streamlit_would_have_written_it(sending: None) -> None:
    plain, figure = plotly.io.to_json(bars(FRAME).to_dict(), validate=False), finished(bars(FRAME))
    sent = json.loads(plotly.io.to_json(figure.to_dict(), validate=False))
    assert sent["data"] == json.loads(plain)["data"]
    assert sent["layout"]["xaxis"]["ticktext"][1] == "0.5万"


def test_it_is_drawn_once_for_the_same_rows() -> None:
    drawn: list[int] = []

    @drawn_once
    def counted(frame: pl.DataFrame) -> go.Figure:
        drawn.append(1)
        return bars(frame)

    first = counted(FRAME)
    assert counted(FRAME.clone()) is first and len(drawn) == 1
    assert isinstance(first, go.Figure) and first.data[0].x == (1, 25_000)
    counted(FRAME.head(1))
    assert len(drawn) == 2


def test_a_copy_of_it_can_be_changed_and_is_sent_as_changed() -> None:
    """The brief draws the same bars lower; the page's own must stay as they are."""
    figure = finished(bars(FRAME))
    copied = go.Figure(figure)
    copied.update_layout(height=123)
    assert copied.to_dict()["layout"]["height"] == 123
    assert "height" not in figure.to_dict()["layout"]
