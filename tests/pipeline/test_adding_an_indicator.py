"""An indicator of a known kind is one YAML and one standard row: no code."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import polars as pl

from ingest.run import ingest
from ingest.store import Store
from pipeline.sample import generate
from pipeline.settings import PROJECT

DAY = date(2025, 12, 31)
PARTS = (
    "ingest",
    "expectations",
    "pipeline",
    "models",
    "macros",
    "data/indicators",
    "data/standards",
    "tests/data_tests",
)


def copy_of_the_project(folder: Path) -> Path:
    for part in PARTS:
        shutil.copytree(PROJECT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("dbt_project.yml", "profiles.yml"):
        shutil.copyfile(PROJECT / name, folder / name)
    return folder


def test_a_new_yaml_and_a_standard_row_give_values_with_a_status(tmp_path: Path) -> None:
    """Policy in code would mean a release for every new rule."""
    project = copy_of_the_project(tmp_path / "代码 副本")
    text = (project / "data/indicators/O01.yaml").read_text(encoding="utf-8")
    text = text.replace("indicator: O01", "indicator: V04").replace("[支部党员大会]", "[志愿服务]")
    (project / "data/indicators/V04.yaml").write_text(text.replace("组织生活", "服务群众"), encoding="utf-8")
    with (project / "data/standards/indicator_standard.csv").open("a", encoding="utf-8") as file:
        file.write("V04,>=,75,2020-01-01,,yes,测试,测试\n")
    home = tmp_path / "home"
    ledgers = tmp_path / "台账"
    generate(5, 1, 3, ledgers, as_of=DAY)
    ingest([ledgers], Store(home), DAY, received_by="测试")

    def dangjian(*words: str) -> str:
        environment = os.environ | {"PYTHONPATH": str(project), "PYTHONUTF8": "1"}
        command = [sys.executable, "-m", "pipeline", "--home", str(home), *words]
        done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        return done.stdout

    dangjian("build", "--as-of", DAY.isoformat())
    query = (
        "select unit_id, numerator, denominator, status from indicator_value "
        "where indicator_code = 'V04' and unit_level = 'branch' and period_type = 'year' and year = 2025"
    )
    shown = {row["unit_id"]: row for row in json.loads(dangjian("sql", query, "--format", "json"))}

    held = Store(home).live_frame("activity").filter(pl.col("activity_type").str.contains("志愿服务"))
    quarters = held.select("org_code", pl.col("held_on").dt.quarter()).unique().group_by("org_code").len()
    expected = dict(quarters.iter_rows())
    full_year = {code: row for code, row in shown.items() if row["denominator"] == 4}
    assert len(full_year) >= 3
    for code, row in full_year.items():
        assert row["numerator"] == expected.get(code, 0), code
        assert row["status"] == ("met" if expected.get(code, 0) >= 3 else "not_met"), code
