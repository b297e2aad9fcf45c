"""The line of download buttons under a table or chart; every download is in the audit log."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from pathlib import Path

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from dashboards.charts.png import picture
from dashboards.exports.workbook import XLSX, Origin, csv_bytes, note_lines, workbook_bytes
from dashboards.shared.page_registry import title_of
from dashboards.shared.viewer import Viewer
from dashboards.store import audit
from dashboards.widgets.visit import current_visit


def buttons(table: pl.DataFrame, origin: Origin, key: str, figure: go.Figure | None = None, alt: str = "") -> None:
    """Offer `table` as .xlsx and .csv, and its `figure` as native chart and .png; made on the click, with its time."""
    offers: list[tuple[str, str, str, Callable[[], bytes]]] = [
        ("下载表格（.xlsx）", "xlsx", XLSX, lambda: workbook_bytes(table, origin, dt.datetime.now(), figure, alt)),
        ("下载数据（.csv）", "csv", "text/csv", lambda: csv_bytes(table, origin, dt.datetime.now())),
    ]
    if figure is not None and figure.data:
        offers.append(("下载图片（.png）", "png", "image/png", lambda: _picture(figure, origin)))
    with st.container(horizontal=True):
        for label, kind, mime, make in offers:
            st.download_button(
                label,
                data=on_click(make, f"{origin.stem}.{kind}", origin, table.height),
                file_name=f"{origin.stem}.{kind}",
                mime=mime,
                key=f"{key}_{kind}",
                on_click="ignore",
            )


def log_download(home: Path, viewer: Viewer, data: bytes, taken_from: str, detail: str) -> bytes:
    """Log who downloaded the file `data`, from which page and table, what is in it, and its hash; return the file."""
    audit.record(
        home,
        role=viewer.role,
        unit=viewer.unit_id,
        action="export",
        object=taken_from,
        detail=detail,
        sha256=hashlib.sha256(data).hexdigest(),
    )
    return data


def on_click(make: Callable[[], bytes], file: str, origin: Origin, rows: int | None = None) -> Callable[[], bytes]:
    """Return what runs when a button is clicked, outside the page run: it holds everything it needs.

    `rows` is left out where it is known only when the file is made.
    """
    visit = current_visit()
    taken_from = f"{title_of(visit.page)}｜{origin.title}"
    # Rows of a confidential table are a count of cases, and the log is read by others.
    words = [file] + ([f"{rows} 行"] if rows is not None and not visit.viewer.sees_confidential else [])
    words += [f"{name} {value}" for name, value in origin.filters.items() if value]
    return audit.by_whom(lambda: log_download(visit.home, visit.viewer, make(), taken_from, "；".join(words)))


def _picture(figure: go.Figure, origin: Origin) -> bytes:
    return picture(figure, title=origin.title, notes=note_lines(origin, dt.datetime.now()))
