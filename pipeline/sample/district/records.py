"""What the invented district consists of: plain records, from which the rows of its ledgers are derived."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

BRANCH_TYPES = ("党支部", "联合党支部")


@dataclass(slots=True)
class Habits:
    """How a school reports: what its clerk keeps and how well its branches do."""

    diligence: float = 0.97  # share of the due meetings that are held
    turnout: float = 0.96  # share of those expected who come
    hours: float = 0.95  # share of members who reach their hours
    detail: bool = False  # keeps attendance by person
    figures: bool = True  # writes 应到 and 实到 in the activity ledger
    rate: bool = False  # writes 到课率 in place of 实到
    extras: bool = True  # writes 主持人, 地点 and other optional columns
    numbers: bool = True  # its members have a 党员编号
    identity: bool = False  # its roster carries 公民身份证号
    names_only: bool = False  # writes names without numbers in attendance and training
    course_at_top: bool = False  # enters training under the school's own organisation
    silent: bool = False  # reports nothing
    mondays: bool = False  # holds 主题党日 on the fixed day


@dataclass(slots=True)
class School:
    """One school, as it is today."""

    code: str
    name: str
    stage: str
    ownership: str
    area: str  # 党组织代码 of the 片区党委
    town: str
    staff: int
    students: int
    habits: Habits = field(default_factory=Habits)


@dataclass(slots=True)
class Organisation:
    """One party organisation as it is today, with earlier names; `until` is the first day of the next one."""

    code: str
    name: str
    short: str
    kind: str
    parent: str | None
    schools: list[str] = field(default_factory=list)
    former: list[str] = field(default_factory=list)
    guidance: str | None = None
    founded: date | None = None
    dissolved: date | None = None
    term_ends: date | None = None
    secretary: str | None = None
    principal: bool | None = None
    groups: int | None = None
    centre: bool | None = None
    staff_branch: bool | None = None
    names: list[tuple[date, str]] = field(default_factory=list)  # (until, name)
    kinds: list[tuple[date, str]] = field(default_factory=list)  # (until, kind)
    diligence: float | None = None  # of a branch that differs from its school
    full_attendance_year: int | None = None  # a year in which everybody always came, which is too good to be true

    def name_on(self, day: date) -> str:
        """Return what it was called on a day."""
        return next((name for until, name in self.names if day < until), self.name)

    def kind_on(self, day: date) -> str:
        """Return its 组织类别 on a day."""
        return next((kind for until, kind in self.kinds if day < until), self.kind)

    def active_on(self, day: date) -> bool:
        """Tell whether it existed on a day; its last day counts."""
        return (self.founded is None or self.founded <= day) and (self.dissolved is None or day <= self.dissolved)


@dataclass(slots=True)
class Event:
    """A change of an organisation (组织变动)."""

    on: date
    kind: str
    code: str
    before: str | None
    after: str | None
    document: str


@dataclass(slots=True)
class Person:
    """An invented party member."""

    key: str
    name: str
    number: str | None
    identity: str | None
    gender: str
    born: date
    education: str
    joined: date
    full: date | None


@dataclass(slots=True)
class Membership:
    """A person on the roll of one branch for a time."""

    person: Person
    branch: str
    school: str
    post: str
    party_post: str | None = None
    leader: bool = False
    centre: bool = False
    came: date | None = None
    left: date | None = None
    state: str | None = None  # one of 不作硬性要求 or 党籍状态, with its days as a clerk writes them
    state_days: str | None = None

    def on(self, day: date) -> bool:
        """Tell whether the person is on the roll on a day (转出日期 is the last day)."""
        return (self.came is None or self.came <= day) and (self.left is None or day <= self.left)


Rows = list[dict[str, object]]
