"""Notes on time axes (时间标注): who writes, where they stand, and that their words never overlap."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import plotly.graph_objects as go
import polars as pl
from streamlit.testing.v1 import AppTest

from dashboards.charts import trend
from dashboards.database import connection, standard_history
from dashboards.database.notes import known_events
from dashboards.database.reader import Reader
from dashboards.shared.unit import UnitKey
from dashboards.shared.viewer import ADMIN, NOBODY, Viewer
from dashboards.store import note as store_note
from tests.dashboards.login import opened
from tests.dashboards.reading import words

LOOKER = Viewer(ADMIN, "district", "D1")


def marked(app: AppTest) -> list[str]:
    """Every text beside a line of the page's charts."""
    found = [go.Figure(go.Figure(_spec(chart))).layout.annotations for chart in app.get("plotly_chart")]
    return [note.text for notes in found for note in notes]


def _spec(chart: object) -> dict[str, object]:
    import json

    return dict(json.loads(chart.proto.spec))  # type: ignore[attr-defined]


def _write(home: Path, day: dt.date, label: str, about: UnitKey | None) -> None:
    store_note.write(home, day, label, "文件下发", about, role=ADMIN, unit="D1")


def test_a_written_note_stands_on_every_time_axis_a_units_own_only_on_its_own(own_home: Path) -> None:
    _write(own_home, dt.date(2024, 5, 6), "全区新规范", None)
    _write(own_home, dt.date(2024, 9, 1), "只说一中心", UnitKey("school", "S1"))
    assert "全区新规范 等2项" in marked(opened("school", unit="S1"))
    assert "全区新规范" in marked(opened("school", unit="S2"))
    assert "全区新规范" in marked(opened("branch", unit="B2"))


def test_notes_can_be_hidden_and_the_address_remembers(own_home: Path) -> None:
    _write(own_home, dt.date(2025, 5, 6), "全区新规范", None)
    app = opened("school", unit="S2")
    assert marked(app)
    app.toggle[0].set_value(False).run()
    assert app.query_params["notes"] in ("no", ["no"])
    assert not marked(app)
    assert not marked(opened("school", unit="S2", notes="no"))


def test_the_district_writes_and_deletes_notes_others_only_read(own_home: Path) -> None:
    _write(own_home, dt.date(2025, 9, 1), "二中的事 <b>", UnitKey("school", "S2"))
    app = opened("methods")
    next(box for box in app.text_input if box.label == "内容").set_value("印发新规范")
    next(button for button in app.button if button.label == "添加").click().run()
    assert not app.exception
    assert store_note.notes(own_home)["label"].to_list() == ["二中的事 <b>", "印发新规范"]
    school = opened("methods", role="school", viewer_unit="S1")
    assert not [button for button in school.button if button.label in ("添加", "删除")]
    assert "印发新规范" in words(school)
    assert "二中的事" not in words(school), "a note about another school"


def test_the_warehouse_knows_ends_of_terms_and_changed_standards(home: Path) -> None:
    """A standard's first version is no change; a version that nobody confirmed changes nothing."""
    build = connection.published_build(home)
    assert build is not None
    general = known_events(Reader(LOOKER, build))
    own = known_events(Reader(LOOKER, build), UnitKey("branch", "B2"))
    assert set(own["label"]) - set(general["label"]) == {"本届届满"}
    assert known_events(Reader(Viewer("支部", "branch", "B3"), build), UnitKey("branch", "B2")).height == general.height
    assert known_events(Reader(NOBODY, build), UnitKey("branch", "B2")).is_empty()
    changed = standard_history.standard_changes(Reader(LOOKER, build))["indicator_code"].drop_nulls().unique().to_list()
    for code in changed:
        assert "口径变更" in known_events(Reader(LOOKER, build), None, code)["kind"].to_list(), code


def _frame(months: int) -> pl.DataFrame:
    row: dict[str, object] = {"is_closed": True}
    row |= dict.fromkeys(("peer_p10", "peer_p90", "peer_p25", "peer_p75", "peer_median", "standard"))
    row |= {
        "period_type": "month",
        "value": 80.0,
        "status": "met",
        "state": "met",
        "standard_confirmed": True,
        "numerator": 4.0,
    }
    row |= {"denominator": 5.0, "name_zh": "主题党日", "unit": "%", "is_percent": True}
    starts = [dt.date(2024 + n // 12, n % 12 + 1, 1) for n in range(months)]
    return pl.DataFrame([{**row, "period_start": start, "year": start.year} for start in starts])


def _notes(*told: tuple[dt.date, str]) -> pl.DataFrame:
    return pl.DataFrame(told, schema={"annotation_date": pl.Date, "label": pl.String}, orient="row")


def test_labels_are_cut_and_never_stand_on_each_other() -> None:
    told = [(dt.date(2025, month, 3), f"{month}月里发生的一件说来话长的事情") for month in range(1, 8)]
    drawn = trend.trend(_frame(24), _notes(*told))
    shown = drawn.layout.annotations
    assert len(shown) == 7
    assert all(len(one.text) <= 12 for one in shown)
    lines: dict[float, list[float]] = {}
    for one in shown:
        lines.setdefault(one.yshift, []).append(one.x)
    assert len(lines) > 1
    assert all(abs(a - b) * 560 / 24 >= 100 for xs in lines.values() for a in xs for b in xs if a < b)
    assert drawn.layout.margin.t >= 36 + 16 * len(lines), "the words have room above the plot"


def test_notes_of_one_period_share_a_line_and_those_outside_are_left_out() -> None:
    days = ((2023, 12, 1), (2024, 2, 3), (2024, 2, 9), (2026, 1, 1))
    told = [(dt.date(*day), word) for day, word in zip(days, "早甲乙晚", strict=True)]
    drawn = trend.trend(_frame(12), _notes(*told))
    [shown] = drawn.layout.annotations
    assert shown.text == "甲 等2项" and shown.hovertext == "甲<br>乙" and shown.x == 1
