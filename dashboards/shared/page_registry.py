"""Every page of the dashboard: its script, its name in the menu, who may open it, whether it shows discipline by unit.

A page that is not listed here has no address: the menu, the refusal of typed addresses and the audit log all ask this
list. Roles are written as they stand in the address (`?role=`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent.parent / "pages"

_EVERYONE = frozenset({"admin", "district", "discipline", "area", "school", "branch"})
_NOT_DISCIPLINE = _EVERYONE - {"discipline"}
_NOT_BRANCH = _EVERYONE - {"branch"}
_DISTRICT_AND_AREA = frozenset({"admin", "district", "area"})


@dataclass(frozen=True)
class Page:
    """One page. `shows_discipline` has no default: each new page states whether its views are logged.

    So are views of one that `names_persons`, by whoever may see the names.
    """

    name: str
    title: str
    section: str
    script: str
    roles: frozenset[str]
    shows_discipline: bool
    names_persons: bool = False

    @property
    def path(self) -> str:
        """The page's script as Streamlit's links and switches want it."""
        return str(_FOLDER / self.script)


_LOOK, _WORK, _REVIEW, _DATA = "看情况", "专项工作", "述职评议", "数据与口径"

_ALL = (
    Page("overview", "总览", _LOOK, "overview/page.py", _EVERYONE, True),
    Page("compare", "学校对比", _LOOK, "compare/page.py", _NOT_BRANCH, True),
    Page("matrix", "热力总表", _LOOK, "matrix/page.py", _NOT_BRANCH, True),
    Page("topic", "专题", _LOOK, "topic/page.py", _EVERYONE, True),
    Page("school", "学校画像", _LOOK, "unit_profile/school_page.py", _NOT_BRANCH, True),
    Page("branch", "支部详情", _LOOK, "unit_profile/branch_page.py", _EVERYONE, True),
    Page("shortfall", "未达标与预警", _LOOK, "shortfall/page.py", _EVERYONE, True),
    Page("forecast", "进度预测", _LOOK, "forecast/page.py", _EVERYONE, False),
    Page("what_if", "标准模拟", _LOOK, "standards/what_if_page.py", _DISTRICT_AND_AREA, False),
    Page("work_plan", "年度要点", _WORK, "work_plan/page.py", _NOT_DISCIPLINE, False),
    Page("standardisation", "标准化建设", _WORK, "standardisation/page.py", _NOT_DISCIPLINE, False),
    Page("admission", "发展党员", _WORK, "admission/page.py", _NOT_DISCIPLINE, False),
    Page("pledges", "责任书考核", _WORK, "pledges/page.py", _EVERYONE, False, names_persons=True),
    Page("calendar", "换届与期限", _WORK, "calendar/page.py", _EVERYONE, True, names_persons=True),
    Page("problems", "问题整改", _WORK, "problems/page.py", _EVERYONE, False),
    Page("report_figures", "工作数据", _WORK, "report_figures/page.py", _NOT_BRANCH, True),
    Page("review", "述职评议", _REVIEW, "review/page.py", _NOT_DISCIPLINE, False),
    Page("review_score", "综合得分", _REVIEW, "review_score/page.py", _NOT_BRANCH - {"area"}, True),
    Page("verify", "验真", _REVIEW, "review/verify_page.py", _EVERYONE, False),
    Page("submit", "数据报送", _DATA, "submissions/submit_page.py", _EVERYONE, True),
    Page("quality", "数据质量", _DATA, "submissions/quality_page.py", _NOT_BRANCH, True),
    Page("methods", "口径与方法", _DATA, "standards/methods_page.py", _EVERYONE, False),
    Page("burden", "减负对照", _DATA, "burden/page.py", _EVERYONE, False),
    Page("metric", "指标页", _DATA, "metric/page.py", _EVERYONE, True),
)

PAGES: Mapping[str, Page] = {page.name: page for page in _ALL}
"""By the name that stands in the address, in the order of the menu."""

HOME = "overview"
"""The page at `/`."""


def name_of(url_path: str) -> str:
    """Return the page's name; the home page has an empty path."""
    return url_path or HOME


def path_of(name: str) -> str:
    """Return the script of the page `name`."""
    return PAGES[name].path


def title_of(name: str) -> str:
    """Return what the menu calls the page `name`."""
    return PAGES[name].title


def sections() -> dict[str, list[Page]]:
    """Return the menu in groups, each with its pages in order."""
    grouped: dict[str, list[Page]] = {}
    for page in _ALL:
        grouped.setdefault(page.section, []).append(page)
    return grouped


def pages_for(role: str) -> list[str]:
    """Return the names of the pages that a role (as in the address) may open."""
    return [page.name for page in _ALL if role in page.roles]
