"""A picture shows what the figure says, whole, in our own font, and the same every time."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy
import plotly.graph_objects as go
import pytest
from PIL import Image

from dashboards.charts.png import picture
from dashboards.charts.static import UnsupportedFigure
from dashboards.charts.static.cutting import cut
from dashboards.charts.static.layout import drawn
from dashboards.charts.static.marks import Area, Box, Drawing, Line
from dashboards.charts.static.text import MISSING, plain, width_of, wrapped
from dashboards.charts.static.text_box import box_of
from dashboards.charts.template import figure
from dashboards.shared.labels import BANDS, ENDINGS, SUBMISSION_STATES, TASK_STATES, TRIALS
from dashboards.shared.labels import STATUSES as STATUS_STYLES
from dashboards.shared.theme import BLUE
from tests.dashboards.fixtures.figures import figures_of
from tests.dashboards.fixtures.warehouse import ODD_NAME

NOTES = ("筛选：年度 2026年；单位范围 全区", "数据截止 2026-06-30，数据版本 b000001，仅供参考，不代替评议结论")


@pytest.fixture
def samples(home: Path) -> dict[str, go.Figure]:
    return figures_of(home)


def dots(data: bytes) -> Any:
    """Return the picture's dots as numbers from 0 to 1."""
    return numpy.asarray(Image.open(io.BytesIO(data)).convert("RGB")) / 255


def said(made: Drawing) -> set[str]:
    return {text.text for text in made.texts()}


def test_every_figure_of_ours_can_be_drawn(samples: dict[str, go.Figure]) -> None:
    for name, sample in samples.items():
        data = picture(sample, title="党组织生活", notes=NOTES)
        image = dots(data)
        assert data.startswith(b"\x89PNG"), name
        assert image.shape[1] == 1200, name
        assert (image < 0.5).any(), f"{name}: nothing is drawn"


def test_the_same_figure_gives_the_same_bytes(samples: dict[str, go.Figure]) -> None:
    """Packs are sealed by their hash: a time or a version in a picture would change it."""
    for name in ("distribution", "status_heat"):
        assert picture(samples[name], title="标题", notes=NOTES) == picture(samples[name], title="标题", notes=NOTES)


def test_threads_may_draw_at_the_same_time(samples: dict[str, go.Figure]) -> None:
    wanted = {name: picture(sample, title=name) for name, sample in samples.items()}
    with ThreadPoolExecutor(4) as pool:
        found = dict(zip(wanted, pool.map(lambda name: picture(samples[name], title=name), wanted), strict=True))
    assert found == wanted


def test_nothing_stands_over_the_edge_and_head_and_foot_stay_clear(samples: dict[str, go.Figure]) -> None:
    """A long name, a number behind the longest bar, a tall title: each needs its room."""
    for name, sample in samples.items():
        made = drawn(sample, "一个很长的标题，" * 8, NOTES * 2, 800)
        for text in made.texts():
            assert box_of(text).left >= -1 and box_of(text).top >= -1, (name, text)
            assert box_of(text).right <= made.width + 1 and box_of(text).bottom <= made.height + 1, (name, text)
        [title] = [text for text in made.texts() if text.text.startswith("一个很长")]
        [notes] = [text for text in made.texts() if text.text.startswith("筛选")]
        inside = [box_of(text) for text in made.texts() if text.needs_room and text not in (title, notes)]
        assert all(box_of(title).bottom <= box.top + 2 and box_of(notes).top >= box.bottom - 2 for box in inside), name


def test_what_lies_over_the_edge_of_the_plot_is_not_drawn() -> None:
    made = figure(200)
    made.add_scatter(x=[0, 10, 20], y=[0, 100, 0], mode="lines", fill="tozeroy", fillcolor="red")
    made.add_bar(x=[5], y=[80])
    made.update_yaxes(range=[20, 60]).update_xaxes(range=[0, 20])
    sheet = drawn(made, "", (), 800)
    drawn_points = [point for mark in sheet.marks if isinstance(mark, Line | Area) for point in mark.points]
    assert len(drawn_points) > 10
    assert all(sheet.plot.top - 0.01 <= down <= sheet.plot.bottom + 0.01 for _, down in drawn_points)


def test_a_drawing_is_cut_without_losing_or_doubling_a_mark() -> None:
    made = figure(600)
    made.add_bar(x=list(range(1, 9)), y=[f"名{n}" for n in range(8)], orientation="h", name="甲")
    made.add_scatter(x=[3] * 8, y=[f"名{n}" for n in range(8)], mode="lines", name="线")
    made.update_xaxes(side="top")
    whole = drawn(made, "", (), 640)
    middle = (whole.plot.top + whole.plot.bottom) / 2
    upper, lower = cut(whole, [middle])
    assert upper.height + lower.height == pytest.approx(whole.height + whole.plot.top)
    names = {f"名{n}" for n in range(8)}
    assert said(upper) & names == {f"名{n}" for n in range(4, 8)} and said(lower) & names == names - said(upper)
    assert said(upper) - names == said(lower) - names >= {"甲", "线", "4"}
    for piece in (upper, lower):
        box = Box(0, 0, piece.width, piece.height)
        assert all(box_of(text).bottom <= box.bottom for text in piece.texts())
    [uncut] = cut(whole, [])
    assert set(uncut.marks) == set(whole.marks) and uncut.height == whole.height


def test_legend_title_notes_axis_and_values_are_written(samples: dict[str, go.Figure]) -> None:
    found = said(drawn(samples["distribution"], "主题党日", NOTES, 800))
    assert {"主题党日", "\n".join(NOTES), "未达标·明显", "达标", "标准 100%"} <= found
    assert any(text.startswith(ODD_NAME[:8]) for text in found), "an axis name, as it is and not as HTML"
    assert "主题党日按月开展率（%，越高越好）" in found
    assert {"3/8", "2/8"} <= said(drawn(samples["before_after"], "", (), 800))


def test_every_colour_of_a_stacked_bar_is_in_the_picture(samples: dict[str, go.Figure]) -> None:
    image = dots(picture(samples["stacked"]))
    for style in TASK_STATES.values():
        wanted = [int(style.background[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        assert (abs(image - wanted).max(axis=-1) < 0.01).any(), style.word


def test_stacked_bars_stand_behind_each_other_and_grouped_ones_side_by_side() -> None:
    def places(mode: str) -> list[tuple[str, str]]:
        made = figure(200)
        made.add_bar(x=["一月"], y=[3], name="甲").add_bar(x=["一月"], y=[4], name="乙")
        made.update_layout(barmode=mode, showlegend=False)
        sheet = drawn(made, "", (), 800)
        areas = [mark.points for mark in sheet.marks if isinstance(mark, Area)]
        (one, other), foot = areas, sheet.plot.bottom
        beside = "same" if one[0][0] == other[0][0] else "right" if one[1][0] == pytest.approx(other[0][0]) else "?"
        over = "foot" if other[0][1] == foot else "on top" if other[0][1] == pytest.approx(one[2][1]) else "?"
        return [(beside, over)]

    assert places("stack") == [("same", "on top")]
    assert places("overlay") == [("same", "foot")]
    assert places("group") == [("right", "foot")]


def test_marks_that_would_overlap_are_broken_turned_or_left_out() -> None:
    names = [f"202{n // 12}年{n % 12 + 1}月" for n in range(48)]
    made = figure(300)
    made.add_scatter(x=names, y=list(range(48)))
    made.update_xaxes(type="category")
    turned = drawn(made, "", (), 800)
    labels = [text for text in turned.texts() if text.text in names]
    assert {label.angle for label in labels} == {45}
    nearest = min(after.x - before.x for before, after in itertools.pairwise(labels))
    assert nearest >= labels[0].size * 1.4, "turned texts need a line's height each"
    assert all(box_of(label).bottom <= turned.height and box_of(label).left >= 0 for label in labels)


def test_no_name_of_an_axis_is_broken_within_a_word() -> None:
    """Quarters stood under a plot as 2024年, 第1季, 度."""
    for many, turned in ((4, False), (16, True)):
        names = [f"{2024 + n // 4}年第{n % 4 + 1}季度" for n in range(many)]
        made = figure(240)
        made.add_scatter(x=names, y=list(range(many)))
        labels = [text for text in drawn(made, "", (), 640).texts() if text.text.startswith("202")]
        assert {text.angle for text in labels} == {45 if turned else 0}
        assert [text.text.replace("\n", "") for text in labels] == names
        assert all(line[-1] in "年度" for text in labels for line in text.text.split("\n"))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("一&amp;二", "一&二"),
        ("<b>达标</b><br>86%", "达标\n86%"),
        ("&lt;小学&gt;", "<小学>"),
        (None, ""),
        ("甲\t乙", "甲乙"),
    ],
)
def test_plotlys_html_is_read_as_the_page_shows_it(written: str | None, shown: str) -> None:
    assert plain(written) == shown


def test_a_character_without_a_glyph_is_marked_and_never_vanishes() -> None:
    """An empty place in a name would be a shorter name; a warning is read by nobody."""
    assert plain("王\U0002ebf0\U0001f600") == f"王{MISSING}{MISSING}"
    made = figure(150)
    made.add_bar(x=["王\U0001f600"], y=[1])
    picture(made, title="\U0001f600 标题", notes=["\U0001f600"])


def test_every_shape_and_word_of_the_theme_is_in_the_font() -> None:
    styles = [*STATUS_STYLES.values(), *TASK_STATES.values(), *BANDS.values(), *ENDINGS.values(), *TRIALS.values()]
    words = "".join(style.label for style in styles) + "".join(a + b for a, b, _ in SUBMISSION_STATES.values())
    assert MISSING not in plain(words + "✓●▲■○◆★—·…◇△□☆→↑↓≥≤×“”《》")


def test_what_would_be_markup_is_written_as_it_is() -> None:
    """Typst would set what stands between two dollar signs as a formula, run what follows #, or fail."""
    odd = ("$甲_乙$", "$1$", "#panic()", "*标题*", '"\\u{41}注"')
    made = figure(150)
    made.add_bar(x=[odd[0]], y=[1], text=[odd[1]], name=odd[2])
    assert set(odd) <= said(drawn(made, odd[3], [odd[4]], 800))
    picture(made, title=odd[3], notes=[odd[4]])


def test_lines_are_broken_within_their_width_and_lose_nothing() -> None:
    text = "数据截止 2026-10-31，数据版本 20261031-abcdef，仅供参考，不代替评议结论" * 3
    broken = wrapped(text, 12, 300)
    assert max(width_of(line, 12) for line in broken.split("\n")) <= 300
    assert re.sub(r"\s", "", broken) == re.sub(r"\s", "", text)
    assert all("2026-10-3" not in line or "2026-10-31" in line for line in broken.split("\n"))


@pytest.mark.parametrize(
    "change",
    [
        lambda made: made.add_pie(values=[1]),
        lambda made: made.add_scatter(x=[1], y=[1], mode="markers", marker={"symbol": "hexagram"}),
        lambda made: made.add_scatter(x=[1], y=[1], line={"dash": "5px,2px"}),
        lambda made: made.add_scatter(x=[1], y=[1], fill="toself"),
        lambda made: made.add_scatter(x=[1], y=[1], yaxis="y2").update_layout(yaxis2={"overlaying": "y"}),
        lambda made: made.add_scatter(x=[1], y=[1]).update_xaxes(type="log"),
        lambda made: made.add_shape(type="circle", x0=0, x1=1, y0=0, y1=1),
    ],
)
def test_what_pictures_do_not_know_is_refused_aloud(change: Callable[[go.Figure], object]) -> None:
    """Leaving it out would make a picture that says something else than the page."""
    made = figure(200)
    change(made)
    with pytest.raises(UnsupportedFigure):
        picture(made)


def test_days_lie_on_a_time_axis_and_a_line_across_is_drawn() -> None:
    made = figure(240)
    days = [dt.date(2026, month, 15) for month in (1, 4, 9)]
    made.add_scatter(x=days, y=[1, 3, 2], mode="lines+markers", line={"color": BLUE})
    made.add_vline(x=dt.date(2026, 5, 1), line={"color": "#FF00FF", "width": 3})
    made.add_hline(y=2.5, line={"color": "#00FFFF", "width": 3})
    image = dots(picture(made))
    for wanted in ((1, 0, 1), (0, 1, 1)):
        assert (abs(image - wanted).max(axis=-1) < 0.05).any()
    assert {"2026年3月", "2026年5月", "2026年9月"} <= said(drawn(made, "", (), 800))
