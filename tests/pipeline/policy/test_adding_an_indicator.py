"""An indicator of a known kind is one YAML and one standard row, and the pages have it. Changes are recorded."""

import itertools
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from dashboards.database import definitions, values
from dashboards.database.connection import Build
from dashboards.database.reader import Reader
from dashboards.pages.shortfall import digest_queries, shortfall_queries
from dashboards.pages.standards.wording import describe_policy
from dashboards.review_packs import queries as review_queries
from dashboards.shared.unit import UnitKey
from dashboards.shared.viewer import ADMIN, Viewer
from expectations.runner import check
from ingest.landing.store import Store
from ingest.run import ingest
from pipeline.demo_mark import mark
from pipeline.sample.workbooks.generate import generate
from pipeline.settings import PROJECT
from pipeline.warehouse.publish import current_build
from tests.dashboards.login import opened
from tests.reference import profile_agreement, review_score
from tests.reference.agreement import disagreement, published, recomputed
from tests.reference.alert_agreement import alert_disagreement
from tests.reference.district import District
from tests.reference.own_indicators import is_own, own_indicators, shipped

DAY = date(2025, 12, 31)
CODE, NAME = "V91", "团队活动按季开展率"
PARTS = ("ingest", "expectations", "pipeline", "dashboards", "models", "macros", "docs", "tests", "data")
COUNTING_CHECKS = (
    "tests/pipeline/policy/test_indicators.py",
    "tests/pipeline/policy/test_standards.py",
    "tests/pipeline/policy/test_vocabulary.py",
    "tests/pipeline/test_what_the_documents_ask_for.py",
    f"tests/dashboards/pages/overview/test_breakdowns.py::test_the_pages_know_the_family_and_the_unit_of_every_indicator[{CODE}]",
)
VALUES = (
    "select unit_id, numerator, denominator, value, status from marts.indicator_value "
    f"where indicator_code = '{CODE}' and unit_level = 'branch' and period_type = 'year' and year = 2025"
)


def copy_of_the_project(folder: Path) -> Path:
    def left(place: str, names: list[str]) -> set[str]:
        own = {"sample", "local"} if Path(place) == PROJECT / "data" else set()
        return {name for name in names if name in {"__pycache__", *own}}

    for part in PARTS:
        shutil.copytree(PROJECT / part, folder / part, ignore=left)
    for name in ("dbt_project.yml", "profiles.yml", "pyproject.toml"):
        shutil.copyfile(PROJECT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with one indicator more: O01's YAML with other words, and a standard of its own."""
    folder = copy_of_the_project(tmp_path_factory.mktemp("代码 副本") / "project")
    text = (folder / "data/indicators/O01.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("indicator: O01", f"indicator: {CODE}"),
        ("name: 支部党员大会按期召开率", f"name: {NAME}"),
        ("[支部党员大会]", "[团队活动]"),
        ("family: 组织生活", "family: 服务群众"),
    ):
        assert old in text
        text = text.replace(old, new)
    (folder / f"data/indicators/{CODE}.yaml").write_text(text, encoding="utf-8")
    set_standard(folder, 75)
    return folder


def set_standard(project: Path, threshold: int) -> None:
    path = project / "data/standards/indicator_standard.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    columns = lines[0].split(",")
    row = dict.fromkeys(columns, "") | {
        "indicator_code": CODE,
        "comparison": ">=",
        "threshold": str(threshold),
        "valid_from": "2020-01-01",
        "confirmed": "yes",
        "confirmed_by": "测试",
        "source": "测试",
    }
    kept = [line for line in lines if not line.startswith(f"{CODE},")]
    path.write_text("\n".join([*kept, ",".join(row[name] for name in columns)]) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    ledgers = tmp_path_factory.mktemp("台账")
    generate(5, 1, 3, ledgers, as_of=DAY)
    ingest([ledgers], Store(folder), DAY, received_by="测试", check=check)
    mark(folder)
    return folder


def run_of(project: Path, *words: str) -> None:
    """Run a module of that project, not of this one."""
    environment = os.environ | {"PYTHONPATH": str(project), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", *words]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


@pytest.fixture(scope="module")
def build(project: Path, home: Path) -> Callable[[], None]:
    def run() -> None:
        run_of(project, "pipeline", "--home", str(home), "build", "--as-of", DAY.isoformat())

    run()
    return run


@pytest.fixture(scope="module")
def build_again(build: Callable[[], None], project: Path, home: Path, sample_home: Path) -> Callable[[], None]:
    """What builds by the statements that dbt ran before: for a change that dbt has been seen to take up."""
    order = Path("warehouse") / "dbt" / "order.json"
    shutil.copyfile(sample_home / order, home / order)
    return lambda: run_of(project, "tests.replay", str(home), DAY.isoformat())


def asked(home: Path, query: str) -> list[dict[str, object]]:
    return said(current_build(home / "warehouse"), query)


def said(build: Path, query: str) -> list[dict[str, object]]:
    with duckdb.connect(str(build), read_only=True) as connection:
        return connection.sql(query).pl().to_dicts()


def test_a_new_yaml_and_a_standard_row_give_values_with_a_status(build: Callable[[], None], home: Path) -> None:
    """Policy in code would mean a release for every new rule."""
    shown = {row["unit_id"]: row for row in asked(home, VALUES)}
    held = Store(home).live_frame("activity").filter(pl.col("activity_type").str.contains("团队活动"))
    quarters = held.select("org_code", pl.col("held_on").dt.quarter()).unique().group_by("org_code").len()
    expected = dict(quarters.iter_rows())
    full_year = {code: row for code, row in shown.items() if row["denominator"] == 4}
    assert len(full_year) >= 3
    for code, row in full_year.items():
        assert row["numerator"] == expected.get(code, 0), code
        assert row["status"] == ("met" if expected.get(code, 0) >= 3 else "not_met"), code


def test_the_checks_that_count_the_indicators_of_the_release_stay_green(project: Path) -> None:
    """A district that keeps an indicator of its own could not tell a broken installation from its own addition."""
    run_of(project, "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", *COUNTING_CHECKS)


def test_every_number_is_still_what_a_plain_recomputation_gives(
    build: Callable[[], None], project: Path, home: Path
) -> None:
    """The recomputation knows the indicators of the release; what a district adds must not make it disagree."""
    theirs = published(home)
    assert {key[0] for key in theirs if is_own(key[0])} == {CODE}
    assert not disagreement(recomputed(home, DAY), shipped(theirs))
    assert not alert_disagreement(home, project / "data" / "standards", DAY)
    assert list(itertools.islice(profile_agreement.disagreements(home, DAY), 5)) == []
    scores = review_score.scores(theirs, District(home, DAY), own_indicators(home))
    totals = asked(home, "select unit_id, year, value from marts.review_score where step = 'total'")
    assert {(row["unit_id"], row["year"]) for row in totals} == scores.keys()
    for row in totals:
        assert row["value"] == pytest.approx(scores[str(row["unit_id"]), int(str(row["year"]))].total), row


@pytest.mark.parametrize("page", ["compare", "methods"])
def test_the_new_indicator_is_on_the_pages(
    page: str, build: Callable[[], None], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list of indicators inside a page would leave it out."""
    monkeypatch.setenv("DANGJIAN_HOME", str(home))
    monkeypatch.setattr("sys.argv", ["streamlit"])
    app = opened(page, year="2025", indicator=CODE)
    assert not app.exception
    offered = [str(option) for box in app.selectbox for option in box.options]
    headings = [one.label for one in app.expander]
    assert any(NAME in text for text in [*offered, *headings])


def set_policy(project: Path, code: str, status: str) -> None:
    path = project / f"data/indicators/{code}.yaml"
    lines = f'policy_status: {status}\npolicy_source: "某文件（2025年11月）"\npolicy_note: "不得用于考核"\n'
    text = re.sub(r"policy_(source|note): .*\n", "", path.read_text(encoding="utf-8"))
    path.write_text(re.sub(r"policy_status: .*\n", lines, text), encoding="utf-8")


@pytest.fixture(scope="module")
def changed(
    build: Callable[[], None],
    build_again: Callable[[], None],
    project: Path,
    home: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, Path, Path]:
    """Three builds: as it was; with another standard, and O05 barred; and as it was again."""
    builds: list[Path] = []
    states = ((75, "可用", None), (0, "不得用于考核", build), (75, "可用", build_again))
    for threshold, status, built in states:
        if built is not None:
            set_standard(project, threshold)
            set_policy(project, "O05", status)
            built()
        folder = tmp_path_factory.mktemp("build")
        builds.append(Path(shutil.copy(current_build(home / "warehouse"), folder)))
    before, after, again = builds
    return before, after, again


def test_a_changed_standard_is_recorded_with_the_units_it_changed(changed: tuple[Path, Path, Path]) -> None:
    """Without a record nobody can say in December why a branch that was fine in June no longer is."""
    first, second, third = changed
    before = {row["unit_id"]: row for row in said(first, VALUES)}
    assert not said(first, "select * from marts.standard_change")
    after = {row["unit_id"]: row for row in said(second, VALUES)}
    columns = "change_id, standard, indicator_code, ledgers_changed"
    changes = said(second, f"select {columns} from marts.standard_change order by indicator_code desc")
    assert [(one["standard"], one["indicator_code"], one["ledgers_changed"]) for one in changes] == [
        ("达标标准", CODE, False),
        ("政策状态", "O05", False),
    ]
    moved = {code for code, row in after.items() if row["status"] != before[code]["status"]}
    assert moved
    recorded = said(
        second,
        "select unit_id, status_after from marts.standard_change_unit "
        f"where unit_level = 'branch' and indicator_code = '{CODE}'",
    )
    assert {row["unit_id"] for row in recorded} == moved
    assert {row["status_after"] for row in recorded} == {"met"}
    # the next build, here of the standard as it was, keeps the record
    assert len(said(third, "select * from marts.standard_change")) == 4


def chief_of(build: Path) -> tuple[Reader, UnitKey]:
    (district,) = said(build, "select unit_id from marts.dim_unit where unit_level = 'district'")
    whole = UnitKey("district", str(district["unit_id"]))
    return Reader(Viewer(ADMIN, "district", whole.unit_id), Build(build.stem, str(build))), whole


def in_use(build: Path) -> dict[str, int]:
    """How often O05 stands in each of the places in which something is judged or shown, in a build."""
    chief, whole = chief_of(build)
    first, last = date(DAY.year, 10, 1), date(DAY.year, 12, 31)
    shown = {
        "口径": definitions.indicators(chief),
        "数值卡": values.standing(chief, whole, "year", f"{DAY.year}-01-01"),
        "未达标清单": shortfall_queries.worklist(chief, DAY.year, period_type="month"),
        "季度简报": digest_queries.fell_short(chief, first, last),
        "述职材料": review_queries.year_beside_last(chief, whole, DAY.year),
    }
    held = {
        "综合得分": said(build, "select indicator_code from marts.review_score where points is not null"),
        "预警": said(build, "select indicator_code from marts.alert"),
        "同类比较": said(build, "select indicator_code from marts.indicator_comparison"),
    }
    rows = {place: frame.to_dicts() for place, frame in shown.items()} | held
    return {place: sum(row["indicator_code"] == "O05" for row in found) for place, found in rows.items()}


def test_what_policy_bars_leaves_every_page_list_score_pack_and_alert_and_a_line_says_why(
    changed: tuple[Path, Path, Path],
) -> None:
    """A district that was told to stop judging by 主题党日 would have had to find every place by itself."""
    before, after, again = (in_use(build) for build in changed)
    assert all(before.values()), before
    assert not any(after.values()), after
    assert again == before
    chief, _ = chief_of(changed[1])
    (row,) = definitions.policies(chief).filter(indicator_code="O05").to_dicts()
    assert describe_policy(row) == (
        "**指标｜O05 主题党日按月开展率**：不得用于考核，依据某文件（2025年11月）。不得用于考核。不再使用。"
    )
    # What was counted is kept, so that nobody loses what was reported.
    kept = said(
        changed[1], "select status from marts.indicator_value where indicator_code = 'O05' and value is not null"
    )
    assert {row["status"] for row in kept} == {"no_standard"}
