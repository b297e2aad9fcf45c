"""One page run: the viewer, the build it reads (never two in one page), and what the build holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from dashboards.database import connection, definitions, units
from dashboards.database.connection import Build
from dashboards.database.reader import Reader
from dashboards.shared.person import Person
from dashboards.shared.viewer import Viewer


@dataclass(frozen=True)
class Visit:
    """What a page is given: who looks, at which build, the build's as-of day and years, the page's name."""

    reader: Reader
    home: Path
    as_of: dt.date
    built_at: dt.datetime
    first_year: int
    last_year: int
    unit_name: str
    page: str = ""
    person: Person | None = None

    @property
    def viewer(self) -> Viewer:
        """Who looks."""
        return self.reader.viewer

    @property
    def build(self) -> Build:
        """The build that this run reads."""
        return self.reader.build

    @property
    def whose(self) -> str:
        """Role and unit, as watermarks and receipts name the viewer."""
        return f"{self.viewer.role} {self.unit_name}"


def chosen_build(home: Path) -> tuple[Build | None, bool]:
    """Return the build of this session and whether a newer one is published; CURRENT is read once a run."""
    published = connection.published_build(home)
    held = st.session_state.get("build")
    if not isinstance(held, Build) or not Path(held.path).is_file():
        held = published
        st.session_state["build"] = held
    return held, published is not None and held is not None and published != held


def take_newest(home: Path) -> None:
    """Let this session read what CURRENT names now."""
    st.session_state["build"] = connection.published_build(home)


def begin(home: Path, build: Build, page: str, viewer: Viewer, person: Person | None) -> Visit | None:
    """Return the visit of this run, or None when nobody known is looking; without log-ins there is no `person`."""
    reader = Reader(viewer, build)
    own = units.unit(reader, viewer.unit)
    if own is None:
        return None
    info = definitions.build_info(reader)
    visit = Visit(reader, home, info.as_of, info.built_at, info.first_year, info.last_year, own.unit_name, page, person)
    st.session_state["visit"] = visit
    return visit


def current_visit() -> Visit:
    """Return the visit that the entry script began for this run."""
    current = st.session_state["visit"]
    assert isinstance(current, Visit)
    return current


def login_of_this_run() -> str | None:
    """Return the login name of who looks; None without log-ins, and before there is a build to visit."""
    current = st.session_state.get("visit")
    return current.person.login if isinstance(current, Visit) and current.person is not None else None
