"""The two download buttons under a table."""

from __future__ import annotations

import datetime as dt

import polars as pl
import streamlit as st

from dashboards.exports import XLSX, Origin, csv_bytes, workbook_bytes


def buttons(table: pl.DataFrame, origin: Origin, key: str) -> None:
    """Offer `table` as .xlsx and .csv; the bytes are made on the click, with its time in them."""
    with st.container(horizontal=True):
        st.download_button(
            "下载表格（.xlsx）",
            data=lambda: workbook_bytes(table, origin, dt.datetime.now()),
            file_name=f"{origin.stem}.xlsx",
            mime=XLSX,
            key=f"{key}_xlsx",
            on_click="ignore",
        )
        st.download_button(
            "下载数据（.csv）",
            data=lambda: csv_bytes(table, origin, dt.datetime.now()),
            file_name=f"{origin.stem}.csv",
            mime="text/csv",
            key=f"{key}_csv",
            on_click="ignore",
        )
