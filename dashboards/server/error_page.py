"""Errors of a page: a Chinese sentence with a number for the reader, the details in the log for the maintainers.

A `UserError` already says what its reader can do; it is shown as it is.
"""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from dashboards.shared.markdown import escaped
from ingest.errors import UserError

_LOG = logging.getLogger("dangjian.dashboard")


def show_error(error: Exception) -> bool:
    """Log `error` under a number and show the number; return True, which suppresses Streamlit's own English message."""
    if isinstance(error, UserError):
        _LOG.error("%s", error, exc_info=error)
        st.error(escaped(error))
        return True
    number = f"{secrets.randbelow(10**6):06}"
    _LOG.error("page error %s", number, exc_info=error)
    st.error(f"页面出错了，编号 {number}。请刷新再试；如仍出错，请把编号告诉管理员。")
    return True
