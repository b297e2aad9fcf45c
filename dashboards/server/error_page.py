"""When a page breaks: a Chinese sentence with a number for people, the details in the log for whoever mends it.

What a reader can mend says so itself (UserError).
"""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from dashboards.shared.markdown import escaped
from ingest.errors import UserError

_LOG = logging.getLogger("dangjian.dashboard")


def show_error(error: Exception) -> bool:
    """Log `error` under a number and show the number; True keeps Streamlit's own (English) message away."""
    if isinstance(error, UserError):
        _LOG.error("%s", error, exc_info=error)
        st.error(escaped(error))
        return True
    number = f"{secrets.randbelow(10**6):06}"
    _LOG.error("page error %s", number, exc_info=error)
    st.error(f"页面出错了，编号 {number}。请刷新再试；如仍出错，请把编号告诉管理员。")
    return True
