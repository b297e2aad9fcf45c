"""The charts of a pack, drawn from the same figure functions as the pages."""

from __future__ import annotations

import polars as pl

from dashboards.charts.spine import pieces_for_paper, spine
from dashboards.charts.static.layout import drawn, pieces
from dashboards.charts.trend import trend
from dashboards.database import values as database_values
from dashboards.database.profiles import placed
from dashboards.database.reader import Reader
from dashboards.review_packs import wording
from dashboards.review_packs.facts import Facts
from dashboards.review_packs.picture import WIDTH, Picture
from dashboards.review_packs.snapshot import Snapshot
from dashboards.shared.viewer import Viewer

_TRENDS = 2
_FINER = ("quarter", "month")
_HEIGHT = 240


def pictures_of(viewer: Viewer, snapshot: Snapshot, facts: Facts) -> list[Picture]:
    """Return the spine of all indicators family by family, and the trends of the two that need attention most."""
    return [*_spines(viewer, snapshot, facts), *_trends(viewer, snapshot, facts)]


def _spines(viewer: Viewer, snapshot: Snapshot, facts: Facts) -> list[Picture]:
    frame = placed(Reader(viewer, snapshot.build), facts.frame, facts.unit, facts.year)
    parts = pieces_for_paper(frame)
    if not parts:
        return []
    told = [wording.spine(facts.year, frame.to_dicts()), *(wording.more_of_spine(part) for _, part in parts[1:])]
    cut = pieces(spine(frame), [end for end, _ in parts[:-1]], WIDTH)
    return [Picture(sentence, drawing, sentence) for sentence, drawing in zip(told, cut, strict=True)]


def _trends(viewer: Viewer, snapshot: Snapshot, facts: Facts) -> list[Picture]:
    codes = [one.code for one in facts.shortfalls] + [one.code for one in facts.lines if one.value is not None]
    history = database_values.history(Reader(viewer, snapshot.build), facts.unit, facts.year)
    made: list[Picture] = []
    for code in dict.fromkeys(codes):
        if len(made) == _TRENDS:
            break
        found = _through_time(history.filter(pl.col("indicator_code") == code))
        if found.height >= 2:
            sentence = wording.trend(found.to_dicts())
            made.append(Picture(sentence, drawn(trend(found, None, _HEIGHT), "", (), WIDTH), sentence))
    return made


def _through_time(values: pl.DataFrame) -> pl.DataFrame:
    """Return one indicator by quarter or month where that gives enough points to speak of, else by year."""
    by = values.partition_by("period_type", as_dict=True)
    finer = [by[key,] for key in _FINER if (key,) in by and by[key,].height >= wording.LEAST_POINTS]
    return finer[0] if finer else by.get(("year",), values.clear())
