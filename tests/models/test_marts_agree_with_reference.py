"""Every number of the sample district, worked out twice: by the models and, slowly, by tests.reference."""

import itertools
import shutil
from datetime import date
from functools import cache

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from dashboards.database import connection, values
from dashboards.database.reader import Reader
from dashboards.pages.shortfall.shortfall_queries import to_call
from dashboards.shared.viewer import ADMIN, Viewer
from pipeline.settings import PROJECT
from pipeline.warehouse.query import open_published
from tests.reference import compute, peers
from tests.reference.agreement import disagreement, numbers, published, uncovered
from tests.reference.alert_agreement import alert_disagreement
from tests.reference.depths import depths, is_made_good, savings
from tests.reference.forecast import HOURS, IN_FORCE, ONCE, PERIODS, STANDS, TIMES
from tests.reference.forecast_agreement import (
    difference,
    published_forecasts,
    published_tests,
    recomputed_forecasts,
    recomputed_tests,
)
from tests.reference.own_indicators import shipped
from tests.reference.profile_agreement import disagreements
from tests.reference.table import INDICATORS

_FIRST_SCREEN = 12
OPEN_YEAR = date(2026, 10, 31)
CLOSED_YEAR = date(2025, 12, 31)
FORECAST = {*PERIODS, *TIMES, *HOURS, *STANDS, *IN_FORCE, *ONCE}
_DEPTHS = """select indicator_code, unit_level, unit_id, period_type, period_start, breakdown, depth
    from indicator_value where depth is not null"""
_SHORT = """select s.indicator_code, s.unit_level, s.unit_id, s.year, s.status = 'not_met', s.reached, f.outcome
    from unit_shortfall as s
    left join forecast as f using (indicator_code, unit_level, unit_id, year)
    where s.period_type = 'year' and s.unit_level in ('school', 'branch')"""
_LISTED = "select unit_level, unit_id, year, shortfalls, can_be_saved from unit_worklist"
BROKEN_DOWN = {"B02", "D05", "I04", "I05", "R02", "R07", "S01", "S02", "S03", "S04", "V09"}


@pytest.fixture(scope="module")
def built_on(sample_home, replay, tmp_path_factory):
    """The home as built on a day: once, in whatever order the tests are run."""

    @cache
    def built(day):
        home = tmp_path_factory.mktemp("built") / "home"
        shutil.copytree(sample_home, home)
        replay.build(home, day)
        return home

    return built


@pytest.fixture(scope="module")
def recomputed_on(built_on):
    """Every value as the recomputation has it on a day."""
    return cache(lambda day: compute(built_on(day), day))


@pytest.fixture(scope="module")
def numbers_on(recomputed_on):
    """Every number as the recomputation has it on a day, by its key."""
    return cache(lambda day: numbers(recomputed_on(day)))


@pytest.fixture(params=[OPEN_YEAR, CLOSED_YEAR], ids=["in an open year", "on the last day of a year"])
def seen(request, built_on):
    """The home as built on a day, and that day."""
    return built_on(request.param), request.param


@pytest.fixture
def worked_out(seen, recomputed_on):
    """Every value of that day."""
    return recomputed_on(seen[1])


@pytest.fixture
def ours(seen, numbers_on):
    """Every number of that day, by its key."""
    return numbers_on(seen[1])


def test_what_a_value_rests_on_is_counted_alike(seen, worked_out):
    """A branch that is not asked for a ledger would make a value look as if it rested on few."""
    assert uncovered(seen[0], worked_out) == []


def test_every_value_of_the_sample_district_is_what_a_plain_recomputation_gives(seen, ours):
    home, _ = seen
    theirs = shipped(published(home))
    assert {key[0] for key in theirs} == set(INDICATORS), "an indicator has no number at all"
    assert {key[0] for key in theirs if key[5] is not None} == BROKEN_DOWN, "a breakdown is not shown, or a new one is"
    found = disagreement(ours, theirs)
    assert not found, found


def test_every_depth_of_the_sample_district_is_what_a_plain_recomputation_gives(seen, ours):
    """One colour for one missing meeting and for half a year's is no signal."""
    home, as_of = seen
    with open_published(home / "warehouse") as connection:
        rows = connection.execute(_DEPTHS).fetchall()
    theirs = shipped({row[:6]: row[6] for row in rows})
    assert set(theirs.values()) == {"slight", "marked", "severe"}
    wanted = depths(home, as_of, ours)
    assert {key: (wanted.get(key), theirs.get(key)) for key in wanted.keys() ^ theirs.keys()} == {}
    assert {key: (depth, theirs[key]) for key, depth in wanted.items() if theirs[key] != depth} == {}


def test_the_worklist_counts_what_can_still_be_saved(seen):
    """Whoever calls in its order must not call about what is lost for the year."""
    home, as_of = seen
    with open_published(home / "warehouse") as connection:
        short = connection.execute(_SHORT).fetchall()
        listed = connection.execute(
            "select unit_level, unit_id, year, shortfalls, can_be_saved from unit_worklist"
        ).fetchall()
    wanted = {}
    for code, level, unit, year, closed, reached, outcome in short:
        count, saved = wanted.get((level, unit, year), (0, 0.0))
        lost = closed or outcome == "impossible" or not is_made_good(code)
        wanted[level, unit, year] = (count + 1, saved + (0.0 if lost else 100 - reached))
    assert {row[:3]: row[3] for row in listed} == {key: count for key, (count, _) in wanted.items()}
    assert all(row[4] == pytest.approx(wanted[row[:3]][1]) for row in listed)
    assert any(row[4] > 0 for row in listed) == (as_of == OPEN_YEAR)


def test_what_was_missed_at_a_meeting_is_not_asked_for(seen):
    """A branch was told to bring 83 more persons to meetings that were over, and a secretary to bring votes."""
    home, as_of = seen
    with open_published(home / "warehouse") as connection:
        found = connection.execute("""select indicator_code, count(*), count(needed), count_if(can_be_made_up)
            from unit_shortfall where indicator_code in ('O09', 'S02', 'L03') group by all""").fetchall()
    asked = {code: (bool(needed), bool(savable)) for code, rows, needed, savable in found if rows}
    is_open = as_of == OPEN_YEAR
    assert asked == {"O09": (False, False), "S02": (False, False), "L03": (is_open, is_open)}


def test_every_forecast_of_the_sample_district_is_what_a_plain_recomputation_gives(seen, ours):
    """Nothing is forecast of a year that is over."""
    home, as_of = seen
    theirs = shipped(published_forecasts(home))
    if as_of == CLOSED_YEAR:
        assert not theirs
        return
    assert {key[0] for key in theirs} == FORECAST
    found = difference(recomputed_forecasts(home, as_of, ours), theirs)
    assert not found, found


@pytest.mark.parametrize("seen", [OPEN_YEAR], ids=["in an open year"], indirect=True)
def test_every_test_of_a_forecast_on_closed_years_is_what_a_plain_recomputation_gives(seen, ours):
    """A forecast that had seen rows of later months would be right too often."""
    home, _ = seen
    theirs = shipped(published_tests(home))
    assert {key[3] for key in theirs} == {2024, 2025, None}
    found = difference(recomputed_tests(home, ours), theirs)
    assert not found, found


def test_every_alert_and_its_back_test_is_what_a_plain_recomputation_gives(seen):
    home, as_of = seen
    found = alert_disagreement(home, PROJECT / "data" / "standards", as_of)
    assert not found, found


def test_trends_places_on_the_spine_months_and_hours_are_what_a_plain_recomputation_gives(seen):
    """An arrow drawn from four points, or a standard on the wrong side of the median, would be seen here."""
    assert list(itertools.islice(disagreements(*seen), 20)) == []


def test_every_band_and_every_place_among_peers_is_what_a_plain_recomputation_gives(seen):
    """A unit counted among its own peers, or a group of five shown to its members, would be seen here."""
    home, _ = seen
    rows = peers.valued(home)
    bands, places = peers.bands(rows), peers.places(rows)
    assert {key[3] for key in bands} == {"month", "quarter", "semester", "year"}
    assert {"better", "worse", "similar", "not_compared"} <= {place[-1] for place in places.values()}
    bands_given = {place[-2] for place in places.values()}
    assert bands_given - {None} <= {"前10%", "前25%", "后25%", "后10%"} and len(bands_given) > 1
    assert all(place[0] >= 20 and place[-1] in ("better", "worse") for place in places.values() if place[-2])
    assert list(peers.differences(bands, peers.published_bands(home)))[:20] == []
    assert list(peers.differences(places, peers.published_places(home)))[:20] == []


def test_the_first_screen_names_those_of_whom_most_can_still_be_saved(seen, ours, tmp_path):
    """Worked out from the values themselves: the share of what is asked that is missing and not lost, unit by unit."""
    home, as_of = seen
    shutil.copytree(home / "warehouse", tmp_path / "warehouse", ignore=shutil.ignore_patterns("input", "dbt"))
    build = connection.published_build(tmp_path)
    assert build is not None
    chief = Reader(Viewer(ADMIN, "district", peers.district(home)), build)
    for level in ("school", "branch"):
        saved = savings(home, as_of, ours, level)
        shown = to_call(chief, as_of.year, level)["unit_id"].to_list()[:_FIRST_SCREEN]
        assert [saved[unit] for unit in shown] == pytest.approx(sorted(saved.values(), reverse=True)[:_FIRST_SCREEN])


def test_choosing_the_default_peers_gives_the_figures_of_the_mart(seen, tmp_path):
    """学校对比 reckons peers that the reader chose; the same peers must give the same answer, to the last digit."""
    home, as_of = seen
    # The dashboard locks a file's connection for the whole process; the other tests read the file in their own way.
    shutil.copytree(home / "warehouse", tmp_path / "warehouse", ignore=shutil.ignore_patterns("input", "dbt"))
    published_build = connection.published_build(tmp_path)
    assert published_build is not None
    group = next(key[2] for key in sorted(peers.published_bands(home)) if key[1] == "branch")
    members = [row for row in peers.valued(home) if (row["unit_level"], row["peer_group"]) == ("branch", group)]
    ids = ",".join(sorted({row["unit_id"] for row in members}))
    chief = Viewer(ADMIN, "district", peers.district(home))
    columns = ["unit_id", "peer_count", "peer_value", "peer_median", "band", "comparison", "funnel_lower_95"]
    compared = 0
    for code in ("O05", "O09", "L05", "V09"):
        place = (Reader(chief, published_build), code, "branch", "year", f"{as_of.year}-01-01")
        default = values.across(*place).filter(pl.col("peer_group") == group).select(columns)
        chosen = values.across(*place, peers=ids).join(default, on="unit_id", how="semi").select(columns)
        assert_frame_equal(default.sort("unit_id"), chosen.sort("unit_id"))
        compared += default.filter(pl.col("peer_median").is_not_null()).height
    assert compared > 10
