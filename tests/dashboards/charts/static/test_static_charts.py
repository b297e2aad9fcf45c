"""A picture shows what the figure says, whole, in our own font, and the same every time.

matplotlib only warns about a glyph that the font lacks; warnings are failures here (pyproject.toml).
"""

from __future__ import annotations

import datetime as dt
import io
import itertools
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import plotly.graph_objects as go
import pytest
from matplotlib.image import imread
from matplotlib.text import Text

from dashboards.charts.png import picture
from dashboards.charts.static import UnsupportedFigure
from dashboards.charts.static.layout import drawn
from dashboards.charts.static.text import MISSING, plain, width_of, wrapped
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


def dots(data: bytes) -> object:
    """Return the picture's dots as numbers."""
    return imread(io.BytesIO(data), format="png")


def texts(made: object) -> list[Text]:
    """Return every text that is drawn and visible."""
    found = made.findobj(lambda artist: isinstance(artist, Text) and artist.get_visible())  # type: ignore[attr-defined]
    return [text for text in found if text.get_text().strip()]


def test_every_figure_of_ours_can_be_drawn(samples: dict[str, go.Figure]) -> None:
    for name, sample in samples.items():
        data = picture(sample, title="党组织生活", notes=NOTES)
        image = dots(data)
        assert data.startswith(b"\x89PNG"), name
        assert image.shape[1] == 1200, name  # type: ignore[attr-defined]
        assert (image[..., :3] < 0.5).any(), f"{name}: nothing is drawn"  # type: ignore[index]


def test_the_same_figure_gives_the_same_bytes(samples: dict[str, go.Figure]) -> None:
    """Packs are sealed by their hash: a time or a version in a picture would change it."""
    for sample in samples.values():
        assert picture(sample, title="标题", notes=NOTES) == picture(sample, title="标题", notes=NOTES)


def test_threads_may_draw_at_the_same_time(samples: dict[str, go.Figure]) -> None:
    wanted = {name: picture(sample, title=name) for name, sample in samples.items()}
    with ThreadPoolExecutor(4) as pool:
        found = dict(zip(wanted, pool.map(lambda name: picture(samples[name], title=name), wanted), strict=True))
    assert found == wanted


def test_nothing_stands_over_the_edge_and_head_and_foot_stay_clear(samples: dict[str, go.Figure]) -> None:
    """A long name, a number behind the longest bar, a tall title: each needs its room."""
    for name, sample in samples.items():
        made = drawn(sample, "一个很长的标题，" * 8, NOTES * 2, 800, 1.5)
        page, renderer = made.bbox, made.canvas.get_renderer()  # type: ignore[attr-defined]
        boxes = [(text, text.get_window_extent(renderer)) for text in texts(made)]
        for text, box in boxes:
            assert box.x0 >= -1 and box.y0 >= -1, (name, text.get_text())
            assert box.x1 <= page.x1 + 1 and box.y1 <= page.y1 + 1, (name, text.get_text())
        own = [box for text, box in boxes if text in made.texts]
        around = made.axes[0].get_tightbbox(renderer)
        for box in own:
            assert box.y0 >= around.y1 - 2 or box.y1 <= around.y0 + 2, f"{name}: title, legend or notes in the plot"


def test_legend_title_notes_axis_and_values_are_written(samples: dict[str, go.Figure]) -> None:
    made = drawn(samples["distribution"], "主题党日", NOTES, 800, 1.5)
    said = {text.get_text() for text in texts(made)}
    assert {"主题党日", "\n".join(NOTES), "未达标·明显", "达标", "标准 100%"} <= said
    assert any(text.startswith(ODD_NAME[:8]) for text in said), "an axis name, as it is and not as HTML"
    assert "主题党日按月开展率（%，越高越好）" in said
    assert {"3/8", "2/8"} <= {text.get_text() for text in texts(drawn(samples["before_after"], "", (), 800, 1.5))}


def test_every_colour_of_a_stacked_bar_is_in_the_picture(samples: dict[str, go.Figure]) -> None:
    image = dots(picture(samples["stacked"]))
    for style in TASK_STATES.values():
        wanted = [int(style.background[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        assert (abs(image[..., :3] - wanted).max(axis=-1) < 0.01).any(), style.word  # type: ignore[index]


def test_stacked_bars_stand_behind_each_other_and_grouped_ones_side_by_side() -> None:
    def corners(mode: str) -> list[tuple[float, float]]:
        made = figure(200)
        made.add_bar(x=["一月"], y=[3], name="甲").add_bar(x=["一月"], y=[4], name="乙")
        made.update_layout(barmode=mode)
        shapes = drawn(made, "", (), 800, 1.0).axes[0].patches
        return [(round(shape.get_x(), 2), round(shape.get_y(), 2)) for shape in shapes]  # type: ignore[attr-defined]

    assert corners("stack") == [(-0.4, 0), (-0.4, 3)]
    assert corners("overlay") == [(-0.4, 0), (-0.4, 0)]
    assert corners("group") == [(-0.4, 0), (0.0, 0)]


def test_marks_that_would_overlap_are_broken_turned_or_left_out() -> None:
    names = [f"202{n // 12}年{n % 12 + 1}月" for n in range(48)]
    made = figure(300)
    made.add_scatter(x=names, y=list(range(48)))
    made.update_xaxes(type="category")
    turned = drawn(made, "", (), 800, 1.5)
    renderer = turned.canvas.get_renderer()  # type: ignore[attr-defined]
    labels = [text for text in texts(turned) if text.get_text() in names]
    assert {label.get_rotation() for label in labels} == {45.0}
    gaps = [after.get_transform().transform((after.get_position()[0], 0))[0] for after in labels]
    nearest = min(after - before for before, after in itertools.pairwise(gaps))
    assert nearest >= labels[0].get_fontsize() * 2, "turned texts need a line's height each"
    assert all(label.get_window_extent(renderer).y0 > 0 for label in labels)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("一&amp;二", "一&二"),
        ("<b>达标</b><br>86%", "达标\n86%"),
        ("&lt;小学&gt;", "<小学>"),
        (None, ""),
        ("甲\t乙", "甲乙"),
    ],
)
def test_plotlys_html_is_read_as_the_page_shows_it(said: str | None, shown: str) -> None:
    assert plain(said) == shown


def test_a_character_without_a_glyph_is_marked_and_never_vanishes() -> None:
    """An empty place in a name would be a shorter name; a warning is read by nobody."""
    assert plain("王\U0002ebf0\U0001f600") == f"王{MISSING}{MISSING}"
    made = figure(150)
    made.add_bar(x=["王\U0001f600"], y=[1])
    picture(made, title="\U0001f600 标题", notes=["\U0001f600"])


def test_every_shape_and_word_of_the_theme_is_in_the_font() -> None:
    styles = [*STATUS_STYLES.values(), *TASK_STATES.values(), *BANDS.values(), *ENDINGS.values(), *TRIALS.values()]
    said = "".join(style.label for style in styles) + "".join(a + b for a, b, _ in SUBMISSION_STATES.values())
    assert MISSING not in plain(said + "✓●▲■○◆★—·…◇△□☆→↑↓≥≤×“”《》")


def test_a_dollar_sign_is_a_dollar_sign() -> None:
    """matplotlib would set what stands between two of them as a formula, or fail."""
    made = figure(150)
    made.add_bar(x=["$甲_乙$"], y=[1], text=["$1$"], name="$x^2$")
    said = {text.get_text() for text in texts(drawn(made, "$标题$", ["$注$"], 800, 1.5))}
    assert {"$甲_乙$", "$1$", "$x^2$", "$标题$", "$注$"} <= said
    picture(made, title="$标题$", notes=["$注$"])


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
        assert (abs(image[..., :3] - wanted).max(axis=-1) < 0.05).any()  # type: ignore[index]
    said = {text.get_text() for text in texts(drawn(made, "", (), 800, 1.5))}
    assert {"2026年3月", "2026年5月", "2026年9月"} <= said
