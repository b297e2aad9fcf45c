"""Who looks, out of a log-in: the account, what it may be today, and the viewer that a build is asked as."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from dashboards.accounts import grants, known_units, sessions
from dashboards.accounts.grants import Grant
from dashboards.database.connection import Build
from dashboards.shared.person import Person
from dashboards.shared.viewer import ADMIN, DISCIPLINE, NOBODY, ROLE_LEVEL, Viewer
from dashboards.store.file import looked_into


@dataclass(frozen=True)
class LoggedIn:
    """Somebody who is logged in: login name, name, grants of today, the one in use, and whom they look as."""

    login: str
    name: str
    held: tuple[Grant, ...]
    grant: Grant | None
    seen_as: tuple[str, str] | None

    @property
    def person(self) -> Person:
        """What pages show and write down of them."""
        return Person(self.login, self.name, len(self.held))

    @property
    def may_look_as_others(self) -> bool:
        """以…身份查看 is for the 区级管理员."""
        return self.grant is not None and self.grant.role == ADMIN

    def viewer(self, build: Build) -> Viewer:
        """Return as whom a build is asked; NOBODY without a grant."""
        if self.grant is None:
            return NOBODY
        if self.seen_as is not None and self.may_look_as_others and self.seen_as[0] != DISCIPLINE:
            role, unit_id = self.seen_as
            return replace(_viewer(role, unit_id, build), is_only_looking=True)
        return _viewer(self.grant.role, self.grant.unit_id, build)


def logged_in(home: Path, token: str | None) -> LoggedIn | None:
    """Return who holds a token, None if nobody does: asked at every run of a page, so that an end is an end at once."""
    session = sessions.current(home, token)
    if session is None:
        return None
    with looked_into(home) as store:
        row = store.execute("select login, name from account where account = ?", (session.account,)).fetchone()
    held = tuple(grants.held(home, session.account))
    grant = next((one for one in held if one.role_grant == session.role_grant), held[0] if held else None)
    seen_as = (session.seen_as_role, session.seen_as_unit or "") if session.seen_as_role else None
    return LoggedIn(row["login"], row["name"], held, grant, seen_as)


def _viewer(role: str, unit_id: str, build: Build) -> Viewer:
    level = ROLE_LEVEL[role]
    if level == "district":
        unit_id = known_units.district_of(build) or ""
    return Viewer(role, level, unit_id)
