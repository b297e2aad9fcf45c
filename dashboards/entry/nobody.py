"""What is shown to whoever sees nothing."""

from __future__ import annotations

import streamlit as st

from dashboards.accounts.identity import LoggedIn


def ask_to_log_in() -> None:
    """Say that there is no log-in: the gate is not in front of this page, or the log-in ended just now."""
    st.title("请先登录")
    st.warning("您还没有登录，或登录已过期。请刷新本页，重新登录。")


def why(found: LoggedIn | None) -> str:
    """Return why there is nothing to see, and what to do."""
    if found is None:
        return "当前身份没有对应的单位，因此看不到任何数据。请在左侧“查看身份”里重新选择。"
    if found.grant is None:
        return "您的账号还没有授权，或授权已到期。请找区级管理员。"
    return "您的授权单位不在现在的数据里。请找区级管理员核对授权，或更新数据。"
