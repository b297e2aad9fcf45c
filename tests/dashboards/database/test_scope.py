"""Who sees what: scope is in the SQL, confidential counts never leave it, and nobody unknown sees anything."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections.abc import Callable

import polars as pl
import pytest

from dashboards.database import (
    admission,
    deadlines,
    definitions,
    evidence,
    peers,
    standard_history,
    standard_trials,
    submissions,
    units,
    values,
)
from dashboards.database.connection import Build
from dashboards.database.reader import Reader
from dashboards.database.values import by_stage
from dashboards.pages.matrix.queries import grid_cells, grid_units
from dashboards.pages.overview import attention_queries
from dashboards.pages.overview.change_queries import year_on_year
from dashboards.pages.overview.data_quality_queries import doubtful
from dashboards.pages.pledges import queries
from dashboards.pages.shortfall import shortfall_queries
from dashboards.pages.shortfall.alert_queries import alert_load, alert_rules, backtest, risen, standing_alerts
from dashboards.pages.shortfall.digest_queries import fell_short, not_sent
from dashboards.pages.shortfall.follow_up_queries import short_item
from dashboards.pages.standardisation import queries as standardisation_queries
from dashboards.pages.submissions import flag_queries, flag_tables
from dashboards.pages.work_plan import queries as work_plan_queries
from dashboards.shared.page_registry import pages_for
from dashboards.shared.unit import UnitKey
from dashboards.shared.viewer import ADMIN, AREA, BRANCH, DISCIPLINE, DISTRICT, NOBODY, ROLE_ADDRESS, SCHOOL, Viewer
from dashboards.store.follow_up import Item
from tests.dashboards.fixtures.warehouse import BRANCHES

ROLES = {
    ADMIN: Viewer(ADMIN, "district", "D1"),
    DISTRICT: Viewer(DISTRICT, "district", "D1"),
    AREA: Viewer(AREA, "area", "A1"),
    SCHOOL: Viewer(SCHOOL, "school", "S1"),
    BRANCH: Viewer(BRANCH, "branch", "B2"),
}
CLERK = Viewer(DISCIPLINE, "district", "D1")
HIDDEN_FIELDS = (
    "numerator",
    "denominator",
    "value",
    "lower_95",
    "upper_95",
    "lower_998",
    "upper_998",
    "children_met",
    "children_due",
    "judgement",
    "depth",
)
TELLING = (*HIDDEN_FIELDS, "gap", "needed", "change", "lowest", "middle", "highest", "peer_median", "funnel_lower_95")
LEVELS = ("district", "area", "school", "branch")
ALL_UNITS = [("district", "D1"), ("area", "A1"), ("area", "A2")]
ALL_UNITS += [("school", f"S{number}") for number in range(1, 5)] + [("branch", branch) for branch in BRANCHES]
EVERYONE = ",".join(unit for _, unit in ALL_UNITS)


def answers_about_special_work(reader: Reader, year: int, area: str | None) -> dict[str, pl.DataFrame]:
    """Ask every query of the pages of special work for one year and 片区."""
    at = (reader, year, area)
    found = {
        "work_tasks": work_plan_queries.work_tasks(*at),
        "standardisation_items": standardisation_queries.standardisation_items(*at),
        "standardisation_board": standardisation_queries.standardisation_board(*at),
        "standardisation_rounds": standardisation_queries.standardisation_rounds(*at),
        "deadlines": deadlines.deadlines(reader, 1000, area),
        "deadline_months": deadlines.deadline_months(reader, area),
        "admission_stages": admission.admission_stages(reader, area),
        "admission_steps": admission.admission_steps(reader, area),
        "admission_overdue": admission.admission_overdue(reader, area),
        "pledges_failed": queries.pledges_failed(reader, year, None, area),
    }
    for by in ("field", "task", "area", "organisation"):
        found[f"work_progress {by}"] = work_plan_queries.work_progress(reader, year, by, area)
    for level in LEVELS:
        found[f"pledge_bands {level}"] = queries.pledge_bands(reader, year, level, None, area)
    return {f"{name} {year} {area}": answer for name, answer in found.items()}


def alerts_of(reader: Reader) -> dict[str, pl.DataFrame]:
    """Ask every query of alert rules, follow-up and digest."""
    first, last = dt.date(2026, 4, 1), dt.date(2026, 6, 30)
    items = [
        short_item(reader, Item(code, UnitKey(level, unit), 2026))
        for code in ("O05", "D01")
        for level, unit in ALL_UNITS
    ]
    return {
        "standing_alerts": standing_alerts(reader, last),
        "risen": risen(reader, last),
        "alert_rules": alert_rules(reader),
        "backtest": backtest(reader),
        "alert_load": alert_load(reader),
        "fell_short": fell_short(reader, first, last),
        "not_sent": not_sent(reader, dt.date(2025, 4, 1), dt.date(2025, 6, 30)),
        "short_item": pl.DataFrame([item for item in items if item is not None], infer_schema_length=None),
    }


@functools.cache
def every_answer(reader: Reader) -> dict[str, pl.DataFrame]:
    """Ask every query for every unit, period and family that the fixture has."""
    answers: dict[str, pl.DataFrame] = {}
    for year in (2024, 2025, 2026):
        start = dt.date(year, 1, 1).isoformat()
        for level, unit in ALL_UNITS:
            key = UnitKey(level, unit)
            answers[f"standing {year} {unit}"] = values.standing(reader, key, "year", start)
            answers[f"months {year} {unit}"] = values.months(reader, key, year)
            answers[f"year_on_year {year} {unit}"] = year_on_year(reader, key, "year", start)
            for code in ("D01", "O05"):
                answers[f"parts {code} {year} {unit}"] = values.parts(reader, code, key, year)
                answers[f"source_rows {code} {year} {unit}"] = evidence.source_rows(
                    reader, code, key, start, f"{year}-12-31"
                )
        for level in LEVELS:
            for code in ("D01", "O05"):
                place = (reader, code, level, "year")
                answers[f"across {code} {level} {year}"] = values.across(*place, start)
                answers[f"chosen {code} {level} {year}"] = values.across(*place, start, peers=EVERYONE)
                answers[f"groups {code} {level} {year}"] = peers.peer_groups(*place, start)
            for family in ("纪律作风", "组织生活"):
                answers[f"heat {family} {level} {year}"] = values.heat(reader, family, level, "year", start)
                answers[f"grid {family} {level} {year}"] = grid_cells(reader, level, "year", start, family=family)
            answers[f"grid of confirmed {level} {year}"] = grid_cells(reader, level, "year", start)
            answers[f"grid_units {level} {year}"] = grid_units(reader, level, "year", start)
            for code in ("D01", "O05"):
                answers[f"by_stage {code} {level} {year}"] = by_stage(reader, code, level, "year", f"{year}-01-01")
            answers[f"reported {level} {year}"] = definitions.reported_indicators(reader, year, level)
        answers[f"worklist {year}"] = shortfall_queries.worklist(reader, year)
        answers[f"newly {year}"] = attention_queries.newly_below(reader, year, limit=100)
        for status in ("not_reported", "too_few", "no_standard", "suppressed"):
            answers[f"without {status} {year}"] = attention_queries.without_value(reader, year, status, limit=100)
        answers[f"doubtful {year}"] = doubtful(reader, year, limit=100)
        answers[f"matrix {year}"] = submissions.matrix(reader, year)
        answers[f"matrix discipline {year}"] = submissions.matrix(reader, year, "discipline")
        answers[f"ledgers {year}"] = submissions.ledgers(reader, year)
        for area in (None, "A2") if year == 2026 else (None,):
            answers |= answers_about_special_work(reader, year, area)
        for code in ("D01", "O09", "L03"):
            hours = 32.0 if code == "L03" else None
            answers[f"tried {code} {year}"] = standard_trials.tried(reader, code, year, 60.0, hours)
            answers[f"tried_counts {code} {year}"] = standard_trials.tried_counts(reader, code, year, 60.0, hours)
        answers[f"triable {year}"] = standard_trials.triable(reader, year)
        answers[f"pledge_types {year}"] = pl.DataFrame({"kind": queries.pledge_types(reader, year)})
        for level, unit in ALL_UNITS:
            answers[f"unit_parts {year} {unit}"] = values.unit_parts(reader, UnitKey(level, unit), year)
        for code, level in itertools.product(("D01", "S02"), LEVELS):
            answers[f"parts_across {code} {level} {year}"] = values.parts_across(reader, code, level, year)
    for level, unit in ALL_UNITS:
        answers[f"history {unit}"] = values.history(reader, UnitKey(level, unit), 2026)
    for code in ("D01", "O05"):
        for level, unit in ALL_UNITS:
            answers[f"trend {code} {unit}"] = values.trend(reader, code, UnitKey(level, unit), "year")
        for level in LEVELS:
            place = (reader, code, level, "year")
            answers[f"bands {code} {level}"] = peers.peer_bands(*place)
            answers[f"chosen bands {code} {level}"] = peers.peer_bands(*place, EVERYONE)
            answers[f"trends {code} {level}"] = peers.trends(*place, EVERYONE)
    answers["check_flags"] = flag_queries.check_flags(reader)
    answers["check_rules"] = flag_queries.check_rules(reader)
    answers["standard_versions"] = standard_history.standard_versions(reader)
    answers["standard_changes"] = standard_history.standard_changes(reader)
    answers["standard_change_units"] = standard_history.standard_change_units(reader)
    answers["batches"] = submissions.batches(reader)
    answers["failed"] = submissions.failed_expectations(reader)
    answers["by file"] = submissions.failures_by_file(reader)
    answers["returned"] = submissions.returned_rows(reader)
    answers |= alerts_of(reader)
    answers["indicators"] = definitions.indicators(reader)
    return answers


def test_nobody_sees_nothing(build: Build) -> None:
    """Deny by default: an unknown role gets no row from any query."""
    for stranger in (NOBODY, Viewer("局长", "district", "D1")):
        seen = {name: answer.height for name, answer in every_answer(Reader(stranger, build)).items() if answer.height}
        assert seen == {}
        assert units.unit(Reader(stranger, build), UnitKey("district", "D1")) is None


@pytest.mark.parametrize("role", ROLES)
def test_confidential_counts_of_schools_and_branches_never_leave_the_warehouse(role: str, build: Build) -> None:
    """Discipline by unit is for the 纪检专员 alone, in every query, also as evidence and alert."""
    for name, answer in every_answer(Reader(ROLES[role], build)).items():
        if "indicator_code" in answer.columns and "unit_level" in answer.columns:
            leaked = answer.filter(
                (pl.col("indicator_code") == "D01") & pl.col("unit_level").is_in(["school", "branch"])
            )
            assert leaked.is_empty(), name
        if name.startswith(("source_rows D01", "parts D01")):
            assert answer.is_empty(), name
        if name.startswith("heat 纪律作风 school") or name.startswith("heat 纪律作风 branch"):
            assert answer.is_empty(), name


@pytest.mark.parametrize("role", ROLES)
def test_hidden_cells_carry_no_number_at_all(role: str, build: Build) -> None:
    """A small count must not come back through numerator, interval, gap or 达标下级."""
    hidden = 0
    for name, answer in every_answer(Reader(ROLES[role], build)).items():
        if "is_hidden" not in answer.columns:
            continue
        for row in answer.filter(pl.col("is_hidden")).to_dicts():
            hidden += 1
            assert [field for field in TELLING if row.get(field) is not None] == [], name
            assert row["status"] == "suppressed"
    assert hidden > 0 or role in (SCHOOL, BRANCH)


def test_the_discipline_clerk_sees_counts_by_unit_and_their_rows(build: Build) -> None:
    found = values.across(Reader(CLERK, build), "D01", "branch", "year", "2025-01-01")
    assert {row["unit_id"]: row["value"] for row in found.to_dicts() if row["value"]} == {"B2": 6.0, "B4": 2.0}
    rows = evidence.source_rows(Reader(CLERK, build), "D01", UnitKey("branch", "B4"), "2025-01-01", "2025-12-31")
    assert rows["file"].to_list() == ["纪律.xlsx", "纪律.xlsx"]


@pytest.mark.parametrize("role", ROLES)
def test_receipts_of_the_discipline_ledger_stay_with_those_who_handle_it(role: str, build: Build) -> None:
    """Rows read from a discipline file are a count of cases."""
    answers = every_answer(Reader(ROLES[role], build))
    for name in ("batches", "failed", "by file", "returned"):
        assert "纪律处分与问责台账" not in answers[name]["ledger_title"].to_list(), name
    assert answers["matrix discipline 2026"].is_empty()


@pytest.mark.parametrize(
    ("role", "inside"),
    [
        (ADMIN, {unit for _, unit in ALL_UNITS}),
        (AREA, {"A1", "S1", "S2", "B1", "B2", "B3", "B7"}),
        (SCHOOL, {"S1", "B1", "B7"}),
        (BRANCH, {"B2"}),
    ],
)
def test_a_viewer_sees_units_inside_the_own_one_only(role: str, inside: set[str], build: Build) -> None:
    """No parent, no neighbour; a joint branch is inside each of its schools."""
    viewer = ROLES[role]
    assert {unit for level, unit in ALL_UNITS if units.unit(Reader(viewer, build), UnitKey(level, unit))} == inside
    organisations = {unit for unit in inside if unit[0] != "S"} | ({"P2"} if "S2" in inside else set())
    for name, answer in every_answer(Reader(viewer, build)).items():
        if "unit_id" in answer.columns:
            assert set(answer["unit_id"].drop_nulls()) <= inside, name
        if "org_code" in answer.columns:
            assert set(answer["org_code"].drop_nulls()) <= organisations, name
    shared = Viewer(SCHOOL, "school", "S2")
    assert "B7" in units.branches_of_school(Reader(shared, build), "S2")["unit_id"].to_list()


def test_a_role_in_a_unit_of_another_level_sees_nothing(build: Build) -> None:
    for stranger in (Viewer(SCHOOL, "district", "D1"), Viewer(ADMIN, "district", ""), Viewer(BRANCH, "branch", "S1")):
        assert units.units(Reader(stranger, build), "branch").is_empty()
        assert shortfall_queries.worklist(Reader(stranger, build), 2026).is_empty()


def test_answers_are_not_shared_between_viewers(build: Build) -> None:
    """The cache is global: its key holds the viewer."""
    ask: Callable[[Viewer], int] = lambda viewer: shortfall_queries.worklist(Reader(viewer, build), 2026).height  # noqa: E731
    assert ask(ROLES[ADMIN]) > ask(ROLES[SCHOOL]) > 0
    assert ask(NOBODY) == 0
    assert ask(ROLES[ADMIN]) > 0


def test_the_connection_refuses_files_and_settings(build: Build) -> None:
    for sql in ("select * from read_csv('/etc/hosts')", "select * from glob('/*')"):
        with pytest.raises(Exception, match=r"(?i)permission|disabled"):
            Reader(ROLES[ADMIN], build).ask(sql)


@pytest.mark.parametrize(
    ("viewer", "seen"),
    [
        (Viewer(SCHOOL, "school", "S2"), True),
        (Viewer(AREA, "area", "A1"), True),
        (Viewer(ADMIN, "district", "D1"), True),
        (Viewer(SCHOOL, "school", "S1"), False),
        (Viewer(AREA, "area", "A2"), False),
        (Viewer(BRANCH, "branch", "B2"), False),
    ],
)
def test_a_schools_own_organisation_is_seen_by_whoever_sees_the_school(
    viewer: Viewer, seen: bool, build: Build
) -> None:
    """P2 is no unit of its own: it is seen through the units that it belongs to, never by its branches."""
    for answer in (
        work_plan_queries.work_tasks(Reader(viewer, build), 2026),
        standardisation_queries.standardisation_board(Reader(viewer, build), 2026),
        deadlines.deadlines(Reader(viewer, build)),
        flag_queries.check_flags(Reader(viewer, build)),
    ):
        assert ("P2" in answer["org_code"].to_list()) is seen
    named = work_plan_queries.work_tasks(Reader(Viewer(SCHOOL, "school", "S2"), build), 2026).filter(
        pl.col("org_code") == "P2"
    )
    assert set(named["unit_id"]) == {"S2"}


@pytest.mark.parametrize(
    ("viewer", "names"),
    [
        (Viewer(ADMIN, "district", "D1"), {"王小明", "李大力", "赵正"}),
        (Viewer(DISTRICT, "district", "D1"), {"王小明", "李大力", "赵正"}),
        (Viewer(SCHOOL, "school", "S2"), {"王小明", "赵正"}),
        (Viewer(SCHOOL, "school", "S1"), set()),
        (Viewer(BRANCH, "branch", "B2"), {"王小明"}),
        (Viewer(BRANCH, "branch", "B3"), set()),
        (Viewer(AREA, "area", "A1"), set()),
        (Viewer(DISCIPLINE, "district", "D1"), set()),
    ],
)
def test_names_below_sixty_stay_with_branch_school_and_district(viewer: Viewer, names: set[str], build: Build) -> None:
    """A 片区 and the 纪检专员 see how many, not who."""
    failed = queries.pledges_failed(Reader(viewer, build), 2025)
    assert set(failed["member_name"]) == names
    counts = queries.pledge_bands(Reader(viewer, build), 2025, viewer.unit_level)
    assert counts["failed"].sum() == {"D1": 3, "A1": 2, "S2": 2, "B2": 1}.get(viewer.unit_id, 0)


@pytest.mark.parametrize("role", ROLES)
def test_no_other_query_carries_a_name(role: str, build: Build) -> None:
    for name, answer in every_answer(Reader(ROLES[role], build)).items():
        assert "member_name" not in answer.columns or name.startswith("pledges_failed"), name


def test_the_end_of_an_effect_is_told_to_the_discipline_clerk_alone(build: Build) -> None:
    for role, viewer in ROLES.items():
        kinds = {
            kind
            for name, answer in every_answer(Reader(viewer, build)).items()
            if name.startswith("deadline")
            for kind in answer["kind"]
        }
        assert "影响期" not in kinds, role
    found = deadlines.deadlines(Reader(CLERK, build), kind="影响期")
    assert found.select("org_code", "days_left").rows() == [("B4", 63)]


def test_a_term_that_is_over_is_listed_unless_the_organisation_is_gone(build: Build) -> None:
    found = deadlines.deadlines(Reader(ROLES[ADMIN], build))
    assert found.select("org_code", "days_left").rows() == [("B2", -181), ("B6", -46), ("P2", 62), ("B1", 72)]


@pytest.mark.parametrize("role", ROLES)
def test_a_flag_on_the_discipline_ledger_stays_with_those_who_handle_it(role: str, build: Build) -> None:
    assert "discipline" not in every_answer(Reader(ROLES[role], build))["check_flags"]["ledger"].to_list()
    assert "discipline" in flag_queries.check_flags(Reader(CLERK, build))["ledger"].to_list()


@pytest.mark.parametrize(
    ("viewer", "seen"),
    [(ROLES[ADMIN], {"B2": "B3的议题", "B3": "B2的议题"}), (ROLES[BRANCH], {"B2": None})],
)
def test_the_row_beside_a_flag_is_told_only_to_whoever_may_see_it(
    viewer: Viewer, seen: dict[str, str | None], build: Build
) -> None:
    """Two rows side by side would show a branch what another one wrote, and whose it is."""
    found = flag_queries.check_flags(Reader(viewer, build), "identical_text")
    assert found["has_pair"].all()
    assert {row["org_code"]: row["pair_text"] for row in found.to_dicts()} == seen
    hidden = found.filter(~pl.col("sees_pair")).select(pl.col("^pair_.*$"))
    assert hidden.select(pl.all().is_null().all()).row(0) == (True,) * hidden.width
    assert "pair_org_code" not in found.columns
    if viewer.role == BRANCH:
        assert flag_tables.pairs(found)["另一行"].to_list() == [flag_tables.OUTSIDE]


@pytest.mark.parametrize("role", ROLES)
def test_a_confidential_indicator_is_neither_tried_nor_told_by_a_change(role: str, build: Build) -> None:
    """What a standard did to one school's discipline count would give the count away."""
    answers = every_answer(Reader(ROLES[role], build))
    assert "D01" not in answers["standard_change_units"]["indicator_code"].to_list()
    for year in (2024, 2025, 2026):
        assert "D01" not in answers[f"triable {year}"]["indicator_code"].to_list()
        assert answers[f"tried D01 {year}"].is_empty()
        assert answers[f"tried_counts D01 {year}"].is_empty()


def test_every_role_has_a_menu_and_no_role_more_than_it() -> None:
    for viewer in ROLES.values():
        code = next(code for code, role in ROLE_ADDRESS.items() if role == viewer.role)
        assert viewer.may_open("overview")
        assert all(viewer.may_open(page) == (page in pages_for(code)) for page in pages_for("admin"))
    assert not NOBODY.may_open("overview")
