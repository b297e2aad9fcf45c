"""How old the last good backup is, for whoever has to see to it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import streamlit as st

from dashboards.pages.submissions.wording import describe_backup
from dashboards.shared.markdown import escaped
from dashboards.shared.viewer import Viewer
from pipeline.backup.record import read_record
from pipeline.fixed_day import FIXED_DAY


def line(home: Path, viewer: Viewer) -> None:
    """Draw it for the 区级管理员 alone; a warning where there is none, or none that is recent and good.

    The demo's home is fixed on a day and made again at will: nobody backs it up.
    """
    if not viewer.may_see_backups or (home / FIXED_DAY).exists():
        return
    record, now = read_record(home), dt.datetime.now(dt.UTC)
    sentence = escaped(describe_backup(record, now))
    if record.is_old(now) or record.failure is not None:
        st.warning(sentence)
    else:
        st.caption(sentence)
