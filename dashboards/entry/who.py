"""Who looks in this run of a page: whoever is logged in, and in the demo whomever the address names."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboards.accounts import people, sessions
from dashboards.accounts.identity import LoggedIn, logged_in
from dashboards.database import units
from dashboards.database.connection import Build
from dashboards.database.reader import Reader
from dashboards.shared.viewer import ADMIN, DEMO_SWITCH, NOBODY, ROLE_ADDRESS, ROLE_LEVEL, Viewer
from dashboards.store.file import StoreError
from pipeline.demo_mark import is_marked


def is_in_demo(home: Path) -> bool:
    """Tell whether the address says who looks. Else the gate asks for a log-in; where it cannot, it lets nobody in."""
    try:
        return people.is_demo(home)
    except StoreError:
        return is_marked(home)


def log_in_of_this_run(home: Path) -> LoggedIn | None:
    """Return who is logged in, looked up again at every run: a log-in can end between two clicks."""
    found = logged_in(home, sessions.token_in(home, st.context.cookies))
    whose = (found.login, found.grant, found.seen_as) if found else None
    if st.session_state.setdefault("whose", whose) != whose:  # an old tab in which somebody else was logged in
        st.session_state.clear()
        st.session_state["whose"] = whose
    return found


def named_by_address(build: Build) -> Viewer:
    """Return the viewer that the demo's address names (`role`, `as`); without a role the 区级管理员.

    An unknown role or a unit that is not of the role's level gives NOBODY, who sees nothing.
    """
    role = ROLE_ADDRESS.get(st.query_params.get("role", "admin"))
    if role is None:
        return NOBODY
    level = ROLE_LEVEL[role]
    known = [str(value) for value in units.identities(Reader(DEMO_SWITCH, build), level)["unit_id"]]
    unit_id = st.query_params.get("as") or (known[0] if known else "")
    return Viewer(role, level, unit_id) if unit_id in known else NOBODY


def before_first_build(home: Path, found: LoggedIn | None) -> Viewer:
    """Return the viewer of a home that has no warehouse yet: the 区级管理员 (in the demo anybody) begins it."""
    if found is None or (found.grant is not None and found.grant.role == ADMIN):
        return Viewer(ADMIN, "district", home.name or "home")
    return NOBODY
