"""Which unit an organisation was in on a day, and what it was on that day."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from tests.reference.ledgers import Ledgers
from tests.reference.value import Row, Unit

BRANCH_TYPES = ("党支部", "联合党支部")
SCHOOL_TYPES = ("党委", "党总支", "党支部")
_ABOVE_SCHOOLS = ("区委教育工委", "片区党委")
_TYPES = ("区委教育工委", "片区党委", "党委", "党总支", "党支部", "联合党支部")
# Words and endings of names, the longest first: 总支部委员会 ends in 支部委员会 and that in 委员会.
_ENDINGS = (
    ("联合党支部", "联合党支部"),
    ("联合支部", "联合党支部"),
    ("联合支部委员会", "联合党支部"),
    ("总支部委员会", "党总支"),
    ("总支部", "党总支"),
    ("总支", "党总支"),
    ("支部委员会", "党支部"),
    ("支部", "党支部"),
    ("片区委员会", "片区党委"),
    ("委员会", "党委"),
    ("党委", "党委"),
)


class Organisations:
    """The register, read as it was on each day."""

    def __init__(self, ledgers: Ledgers):
        self.rows = {row["org_code"]: row for row in ledgers["organisation"]}
        self._schools = {row["school_code"]: row for row in ledgers["school"]}
        self._events: dict[str, list[Row]] = {}
        for event in sorted(ledgers["organisation_event"], key=lambda row: row["event_on"]):
            self._events.setdefault(event["org_code"], []).append(event)
        self.life = {code: self._life(row) for code, row in self.rows.items()}
        self.units = cache(self._units)
        self.in_scope_kinds = cache(self._kinds)

    def _life(self, row: Row) -> tuple[date, date]:
        start, end = row["founded_on"], row["dissolved_on"]
        for event in self._events.get(row["org_code"], []):
            merged_away = event["event_type"] == "合并" and event["after_code"] not in (None, row["org_code"])
            if start is None and event["event_type"] == "新建":
                start = event["event_on"]
            if end is None and (event["event_type"] == "撤销" or merged_away):
                end = event["event_on"]
        return start or date.min, end or date.max

    def active(self, org: str, day: date) -> bool:
        start, end = self.life[org]
        return start <= day <= end

    def active_throughout(self, org: str, start: date, end: date) -> bool:
        return self.life[org][0] <= start and end <= self.life[org][1]

    def nearest(self, org: str, day: date) -> date:
        """The day itself, or the nearest of the organisation's life."""
        start, end = self.life[org]
        return min(max(day, start), end)

    def _as_was(self, org: str, day: date, event_type: str, before: str, after: str, now: str | None) -> str | None:
        """As on that day; outside its life, as on its first or last day."""
        if org not in self._events:
            return now
        day = self.nearest(org, day)
        changes = [each for each in self._events[org] if each["event_type"] == event_type]
        past = [each[after] for each in changes if each["event_on"] <= day and each[after]]
        coming = [each[before] for each in changes if each["event_on"] > day and each[before]]
        found: str | None = past[-1] if past else coming[0] if coming else now
        return found

    def type_on(self, org: str, day: date) -> str:
        now = self.rows[org]["org_type"]
        was = self._as_was(org, day, "升格", "before", "after", now)
        if was in _TYPES:
            return str(was)
        return next((kind for ending, kind in _ENDINGS if (was or "").endswith(ending)), str(now))

    def parent_on(self, org: str, day: date) -> str | None:
        return self._as_was(org, day, "划转", "before_code", "after_code", self.rows[org]["parent_code"])

    def lineage(self, org: str, day: date) -> list[str]:
        """The organisation, its parent and so on up; an ancestor does not have to exist that day."""
        found: list[str] = []
        current: str | None = org
        while current is not None and current in self.rows and current not in found:
            found.append(current)
            current = self.parent_on(current, day)
        return found

    def schools_on(self, org: str, day: date) -> list[str]:
        """Its own schools, else those of the nearest school organisation above it.

        The committee of the district or of an area is in no school, even if its row in the register names some.
        """
        if self.type_on(org, day) in _ABOVE_SCHOOLS:
            return []
        for above in self.lineage(org, day):
            if above != org and self.type_on(above, day) not in SCHOOL_TYPES:
                continue
            codes = [code for code in (self.rows[above]["school_codes"] or "").split("、") if code]
            if codes:
                return codes
        return []

    def area_on(self, org: str, day: date) -> str | None:
        """The 片区党委 above it, else the one of its school's area (of several the lowest code)."""
        for above in self.lineage(org, day):
            if self.type_on(above, day) == "片区党委":
                return above
        keys = {self._schools[code]["area_key"] for code in self.schools_on(org, day) if code in self._schools}
        areas = [code for code, row in self.rows.items() if row["org_type"] == "片区党委" and row["area_key"] in keys]
        return min(areas, default=None)

    def schools_without(self) -> set[str]:
        """Schools of the register to which no organisation ever belonged."""
        events = [event for each in self._events.values() for event in each]
        turning = {day for event in events for day in (event["event_on"], _before(event))}
        turning |= {day for life in self.life.values() for day in life}
        with_one = {
            school
            for org in self.rows
            for day in {self.nearest(org, each) for each in turning}
            for school in self.schools_on(org, day)
        }
        return set(self._schools) - with_one

    def own_area(self, school: str) -> str | None:
        """The 片区党委 of a school's own 所属片区."""
        row = self._schools[school]
        areas = [
            code
            for code, each in self.rows.items()
            if each["org_type"] == "片区党委" and (each["area_key"] == row["area_key"] or code == row["area"])
        ]
        return min(areas, default=None)

    @property
    def schools(self) -> tuple[str, ...]:
        """Every school of the register."""
        return tuple(self._schools)

    def is_branch(self, org: str, day: date) -> bool:
        return self.type_on(org, day) in BRANCH_TYPES

    def _units(self, org: str, day: date) -> frozenset[Unit]:
        """Every unit a row of this organisation counts in on that day; none while it does not exist."""
        if org not in self.rows or not self.active(org, day):
            return frozenset()
        found = {("district", code) for code, row in self.rows.items() if row["org_type"] == "区委教育工委"}
        area = self.area_on(org, day)
        if area:
            found.add(("area", area))
        found |= {("school", school) for school in self.schools_on(org, day)}
        if self.is_branch(org, day):
            found.add(("branch", org))
        return frozenset(found)

    def _kinds(self, org: str, day: date) -> frozenset[str]:
        """Which kinds of scope it has on that day, as far as the register alone decides."""
        if not self.active(org, day):
            return frozenset()
        kinds = {"any"}
        if self.is_branch(org, day):
            kinds |= {"branch", "reporter"}
            if (self.rows[org]["group_count"] or 0) >= 1:
                kinds.add("branch_with_groups")
            if self.rows[org]["is_staff_branch"]:
                kinds.add("staff_branch")
        if self.type_on(org, day) == "区委教育工委":
            kinds.add("district_or_school_org")
        schools = self.schools_on(org, day)
        parent = self.parent_on(org, day)
        above = self.schools_on(parent, self.nearest(parent, day)) if parent is not None and parent in self.rows else []
        below_its_own = not set(schools).isdisjoint(above)
        if self.type_on(org, day) in SCHOOL_TYPES and schools and not below_its_own:
            kinds |= {"school_org", "reporter", "district_or_school_org"}
            if self.rows[org]["has_study_centre"]:
                kinds.add("study_centre")
        return frozenset(kinds)


def _before(event: Row) -> date:
    day: date = event["event_on"]
    return day - timedelta(days=1)
