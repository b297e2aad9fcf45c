"""Judges from outside: dbt-score on how models are described, dbt-bouncer on what a project owes its readers.

What they ask is configured in `pyproject.toml` and `dbt-bouncer.yml`, each exception with its reason.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.settings import PROJECT

BOUNCER = PROJECT / "dbt-bouncer.yml"


def told(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run one of the judges in `folder`; both are scripts beside this Python."""
    judge = shutil.which(words[0], path=str(Path(sys.executable).parent))
    assert judge, f"{words[0]} is not installed: pip install -e .[test]"
    return subprocess.run(
        [judge, *words[1:]], cwd=folder, capture_output=True, encoding="utf-8", errors="replace", check=False
    )


def test_dbt_score_gives_nine_and_a_half_of_ten(manifest_file: Path) -> None:
    done = told(PROJECT, "dbt-score", "lint", "--manifest", str(manifest_file), "--format", "json")
    assert done.returncode == 0, _below(json.loads(done.stdout)) if done.stdout else done.stderr


def _below(report: dict[str, Any]) -> str:
    found = Counter(
        rule.rpartition(".")[2]
        for one in report["evaluables"].values()
        for rule, judged in one["results"].items()
        if judged["result"] != "OK"
    )
    return f"{report['project']['score']:.2f} of 10: {found.most_common()}"


@pytest.fixture(scope="module")
def asked_of_bouncer(manifest_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Any]]:
    """Give the folder dbt-bouncer ran in, and each check it ran; it looks for the manifest beside its configuration."""
    folder = tmp_path_factory.mktemp("bouncer")
    (folder / "target").mkdir()
    shutil.copy(manifest_file, folder / "target" / "manifest.json")
    shutil.copy(BOUNCER, folder)
    done = told(folder, "dbt-bouncer", "run", "--output-file", "checks.json")
    assert (folder / "checks.json").exists(), done.stdout + done.stderr
    return folder, json.loads((folder / "checks.json").read_text(encoding="utf-8"))


def test_dbt_bouncer_has_nothing_to_say(asked_of_bouncer: tuple[Path, list[Any]]) -> None:
    _, checks = asked_of_bouncer
    assert len(checks) > 1000
    assert not [one["failure_message"] for one in checks if one["outcome"] != "success"]


def test_what_is_left_out_of_a_check_is_still_there(asked_of_bouncer: tuple[Path, list[Any]]) -> None:
    """An exception for a file that has gone would excuse the next one of its name."""
    folder, _ = asked_of_bouncer
    rules = yaml.safe_load(BOUNCER.read_text(encoding="utf-8"))
    asked = [one for one in rules["manifest_checks"] if "exclude" in one]
    assert asked
    without = [{key: value for key, value in one.items() if key != "exclude"} for one in asked]
    (folder / "strict.yml").write_text(yaml.safe_dump(rules | {"manifest_checks": without}), encoding="utf-8")
    told(folder, "dbt-bouncer", "run", "--config-file", "strict.yml", "--output-file", "strict.json")
    checks = json.loads((folder / "strict.json").read_text(encoding="utf-8"))
    failing = {one["file_path"] for one in checks if one["outcome"] != "success"}
    for rule in asked:
        idle = [one for one in rule["exclude"] if not any(re.search(one, path or "") for path in failing)]
        assert not idle, rule["name"]
