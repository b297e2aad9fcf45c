"""操作留痕: a view of discipline by unit is written down, once; every way to a file is; the admin alone reads it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
from streamlit.testing.v1 import AppTest

from dashboards.pages.submissions import audit_tables
from dashboards.shared.page_registry import pages_for
from dashboards.shared.viewer import ADMIN, DISCIPLINE, ROLE_ADDRESS, Viewer
from dashboards.store import audit
from dashboards.store.file import FILE
from pipeline.settings import PROJECT
from tests.dashboards.login import gone_on, opened
from tests.dashboards.reading import words


def views(home: Path) -> list[tuple[str, str]]:
    found = audit.entries(home).filter(audit.entries(home)["action"] == "view")
    return list(found.select("object", "detail").rows())


def run_again(app: AppTest, **address: str) -> None:
    for key, value in address.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception


def test_a_view_of_discipline_by_unit_is_written_down_once_an_address(own_home: Path) -> None:
    """A rerun is not another view; another unit is."""
    app = opened("school", role="discipline", unit="S1")
    run_again(app)
    run_again(app)
    assert views(own_home) == [("学校画像", "单位 S1")]
    run_again(app, unit="S2")
    assert views(own_home)[0] == ("学校画像", "单位 S2")
    assert len(views(own_home)) == 2


def test_what_shows_no_discipline_by_unit_is_not_logged_as_such(own_home: Path) -> None:
    """Noise would hide the views that matter."""
    for role in ROLE_ADDRESS:
        if role != "discipline":
            opened("school", role=role)
    app = opened("methods", role="discipline", year="2025")
    assert views(own_home) == []
    gone_on(app, "compare", role="discipline", indicator="O05")
    assert views(own_home) == []
    run_again(app, indicator="D01")
    assert views(own_home) == [("学校对比", "年度 2025；指标 D01")]


def test_a_page_that_names_members_is_written_down_for_whoever_sees_the_names(own_home: Path) -> None:
    """Who is lost or was failed stood on a page whose views left no line."""
    for page in ("calendar", "pledges"):
        opened(page)
        opened(page, role="area")
    logged = audit.entries(own_home).filter(pl.col("action") == "persons")
    assert sorted(logged.select("object", "role").rows()) == [("换届与期限", ADMIN), ("责任书考核", ADMIN)]


def test_every_page_of_the_clerk_is_either_logged_or_shows_none_by_unit() -> None:
    """A page added later must be decided on."""
    clerk = Viewer(DISCIPLINE, "district", "D1")
    unlogged = {page for page in pages_for("discipline") if not clerk.shows_confidential(page)}
    assert unlogged == {"burden", "forecast", "pledges", "problems", "verify", "methods"}
    assert not any(Viewer(ADMIN, "district", "D1").shows_confidential(page) for page in pages_for("admin"))


def test_the_log_is_read_by_the_admin_alone_newest_first(own_home: Path) -> None:
    audit.record(own_home, role="学校", unit="S1", action="export", object="学校画像｜趋势", detail="趋势.csv")
    opened("school", role="discipline", unit="S1")
    app = opened("quality")
    shown = words(app)
    assert "操作留痕" in [tab.label for tab in app.tabs]
    assert shown.index("查看纪律数据") < shown.index("学校画像｜趋势")
    for role in ("district", "area", "school"):
        other = opened("quality", role=role)
        assert "操作留痕" not in [tab.label for tab in other.tabs] and "学校画像｜趋势" not in words(other)


def test_pages_outlive_a_damaged_store_but_discipline_is_not_shown_unlogged(own_home: Path) -> None:
    """The store holds views and notes: without it figures are still figures, but no view may go unwritten."""
    (own_home / FILE).write_bytes(b"no database at all" * 200)
    app = opened("school", role="school", unit="S1")
    assert not app.exception and "已经损坏" in words(app) and app.title[0].value != "无法查看"
    app = opened("school", role="discipline", unit="S1")
    assert not app.exception and app.title[0].value == "无法查看"
    assert "操作留痕记不上" in app.warning[0].value and not app.dataframe


def test_the_logs_times_are_the_readers_own_and_its_units_have_names(tmp_path: Path) -> None:
    """UTC would put an evening's download on the wrong day."""
    audit.record(tmp_path, role="学校", unit="S1", action="export", object="甲", sha256="f" * 64)
    frame = audit.entries(tmp_path).with_columns(at=pl.lit("2026-10-31T17:30:05+00:00"))
    [row] = audit_tables.entries(frame, {"S1": "第一小学"}, dt.timezone(dt.timedelta(hours=8))).to_dicts()
    assert row == {
        "时间": "2026-11-01 01:30:05", "用户": "—", "身份": "学校", "单位": "第一小学", "操作": "下载", "对象": "甲",
        "说明": "—", "结果": "成功", "来自": "—", "文件指纹": "f" * 12,
    }  # fmt: skip


def refusals(home: Path) -> list[tuple[str, str, str]]:
    found = audit.entries(home).filter(audit.entries(home)["action"] == "refused")
    assert found["is_refused"].to_list() == [1] * found.height
    return list(found.select("unit", "object", "detail").rows())


def test_a_page_or_unit_that_is_not_ones_own_is_written_down_once(own_home: Path) -> None:
    """Who tried other schools' addresses one by one left no trace."""
    app = opened("school", role="school", **{"as": "S1"})
    assert refusals(own_home) == []
    run_again(app, unit="S2")
    run_again(app)
    assert app.title[-1].value == "无法查看"
    assert refusals(own_home) == [("S1", "学校画像", "单位 S2")]
    opened("quality", role="branch")
    assert refusals(own_home)[0][1] == "数据质量" and len(refusals(own_home)) == 2


def test_no_way_to_a_file_of_figures_goes_round_the_log() -> None:
    """A download button whose bytes are not handed out by `log_download` or `on_click` leaves no trace."""
    folder = PROJECT / "dashboards"
    loose = {
        path.name
        for path in folder.rglob("*.py")
        if "st.download_button" in (text := path.read_text(encoding="utf-8"))
        and text.count("log_download(") + text.count("on_click(") < text.count("st.download_button(")
    }
    assert loose == {"upload_panel.py"}, "blank workbooks hold no figures; everything else is logged"
