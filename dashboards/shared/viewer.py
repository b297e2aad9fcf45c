"""Who is looking. Every query takes a viewer first, and a viewer nobody knows sees nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboards.shared.page_registry import PAGES
from dashboards.shared.unit import UnitKey

ADMIN, DISTRICT, DISCIPLINE = "区级管理员", "区级查看", "纪检专员"
AREA, SCHOOL, BRANCH = "片区", "学校", "支部"

ROLE_LEVEL: Mapping[str, str] = {
    ADMIN: "district",
    DISTRICT: "district",
    DISCIPLINE: "district",
    AREA: "area",
    SCHOOL: "school",
    BRANCH: "branch",
}
"""The level of the unit that a role belongs to."""

ROLE_ADDRESS: Mapping[str, str] = {
    "admin": ADMIN,
    "district": DISTRICT,
    "discipline": DISCIPLINE,
    "area": AREA,
    "school": SCHOOL,
    "branch": BRANCH,
}
"""What stands in the address (`?role=`) for each role."""

_CODE: Mapping[str, str] = {role: code for code, role in ROLE_ADDRESS.items()}


@dataclass(frozen=True)
class Viewer:
    """One person's reach: a role, and the unit (level and id) the role is held in.

    Who `is_only_looking` sees what the role sees and changes nothing: the 区级管理员 as somebody else (以…身份查看).
    """

    role: str
    unit_level: str
    unit_id: str
    is_only_looking: bool = False

    @property
    def unit(self) -> UnitKey:
        """The unit that the role is held in."""
        return UnitKey(self.unit_level, self.unit_id)

    @property
    def is_known(self) -> bool:
        """True when the role exists and its unit is of the level that the role belongs to."""
        return bool(self.unit_id) and ROLE_LEVEL.get(self.role) == self.unit_level

    @property
    def may_change(self) -> bool:
        """Tell whether anything that this person does is kept: entries, uploads, builds, packs."""
        return self.is_known and not self.is_only_looking

    @property
    def sees_confidential(self) -> bool:
        """Counts of discipline by unit (纪律数据) are for the 纪检专员 alone."""
        return self.is_known and self.role == DISCIPLINE

    def shows_confidential(self, page: str) -> bool:
        """Tell whether `page` shows this viewer discipline by unit: such a view is written down."""
        return self.sees_confidential and PAGES[page].shows_discipline

    @property
    def sees_case_files(self) -> bool:
        """Receipts and returned rows of a confidential ledger: for the 纪检专员 alone, who alone hands it in."""
        return self.is_known and self.role == DISCIPLINE

    @property
    def sees_member_names(self) -> bool:
        """Names of members: for their own branch and school and the district office, not a 片区 or the 纪检专员."""
        return self.is_known and self.role in (ADMIN, DISTRICT, SCHOOL, BRANCH)

    @property
    def sees_named_peers(self) -> bool:
        """District and area viewers compare named units; schools and branches see an unnamed distribution."""
        return self.is_known and self.unit_level in ("district", "area")

    @property
    def may_upload(self) -> bool:
        """Who uploads ledgers; which, each ledger says (`uploaded_by`)."""
        return self.may_change and self.role in (ADMIN, DISCIPLINE, AREA, SCHOOL, BRANCH)

    @property
    def may_follow_up(self) -> bool:
        """Who sets the state of a shortfall: the district office, a 片区 and a school, for their own units."""
        return self.may_change and self.role in (ADMIN, AREA, SCHOOL)

    @property
    def may_withdraw(self) -> bool:
        """Who withdraws batches: of ledgers that this role hands in."""
        return self.may_change and self.role in (ADMIN, DISCIPLINE)

    @property
    def may_build(self) -> bool:
        """Who rebuilds the warehouse and keeps the layouts (版式) of files."""
        return self.may_change and self.role == ADMIN

    @property
    def may_read_log(self) -> bool:
        """Who reads the audit log (操作留痕)."""
        return self.is_known and self.role == ADMIN

    @property
    def may_see_backups(self) -> bool:
        """Who sees how old the last backup is, and where it lies."""
        return self.is_known and self.role == ADMIN

    @property
    def may_freeze(self) -> bool:
        """Who freezes a year for the review and makes all its packs."""
        return self.may_change and self.role == ADMIN

    @property
    def may_take_volume(self) -> bool:
        """Who downloads the volume of all units of the district, or of the viewer's 片区."""
        return self.may_change and self.role in (ADMIN, DISTRICT, AREA)

    @property
    def may_try_weights(self) -> bool:
        """Who tries out weights of 综合得分, also before they are confirmed; until then no other role sees a score."""
        return self.is_known and self.role == ADMIN

    def may_open(self, page: str) -> bool:
        """Tell whether `page` is in this role's menu."""
        return self.is_known and page in PAGES and _CODE[self.role] in PAGES[page].roles


NOBODY = Viewer("", "", "")
DEMO_SWITCH = Viewer("演示切换", "district", "*")
"""Not a role: it may only list the identities that the demo's switch offers."""
OWNER = Viewer("数据所有者", "district", "*")
"""Not a role: who owns the home names units on the command line and in grants."""
