"""The charts of a pack, drawn from the same figure functions as the pages."""

from __future__ import annotations

import polars as pl

from dashboards.charts.png import picture
from dashboards.charts.spine import spine
from dashboards.charts.trend import trend
from dashboards.database import values as database_values
from dashboards.database.profiles import placed
from dashboards.database.reader import Reader
from dashboards.review_packs import wording
from dashboards.review_packs.facts import Facts
from dashboards.review_packs.picture import Picture
from dashboards.review_packs.snapshot import Snapshot
from dashboards.shared.viewer import Viewer

_TRENDS = 2
_FINER = ("quarter", "month")
_WIDTH, _HEIGHT, _SCALE = 1000, 240, 1.4


def pictures_of(viewer: Viewer, snapshot: Snapshot, facts: Facts) -> list[Picture]:
    """Return the spine of all indicators, and the trends of the two that need attention most, else of the first two."""
    return [*_spine(viewer, snapshot, facts), *_trends(viewer, snapshot, facts)]


def _spine(viewer: Viewer, snapshot: Snapshot, facts: Facts) -> list[Picture]:
    frame = placed(Reader(viewer, snapshot.build), facts.frame, facts.unit, facts.year)
    drawn = spine(frame)
    if not drawn.data:
        return []
    ratio = (drawn.layout.height or _WIDTH) * _SCALE / _WIDTH
    sentence = wording.spine(facts.year, frame.to_dicts())
    return [Picture(sentence, picture(drawn, width_px=_WIDTH, scale=_SCALE), sentence, ratio)]


def _trends(viewer: Viewer, snapshot: Snapshot, facts: Facts) -> list[Picture]:
    codes = [one.code for one in facts.shortfalls] + [one.code for one in facts.lines if one.value is not None]
    history = database_values.history(Reader(viewer, snapshot.build), facts.unit, facts.year)
    drawn: list[Picture] = []
    for code in dict.fromkeys(codes):
        if len(drawn) == _TRENDS:
            break
        found = _through_time(history.filter(pl.col("indicator_code") == code))
        if found.height >= 2:
            sentence = wording.trend(found.to_dicts())
            png = picture(trend(found, None, _HEIGHT), width_px=_WIDTH, scale=_SCALE)
            drawn.append(Picture(sentence, png, sentence, _HEIGHT * _SCALE / _WIDTH))
    return drawn


def _through_time(values: pl.DataFrame) -> pl.DataFrame:
    """Return one indicator by quarter or month where that gives enough points to speak of, else by year."""
    by = values.partition_by("period_type", as_dict=True)
    finer = [by[key,] for key in _FINER if (key,) in by and by[key,].height >= wording.LEAST_POINTS]
    return finer[0] if finer else by.get(("year",), values.clear())
