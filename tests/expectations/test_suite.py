"""A slip in a suite is found when it is loaded, and the sentence names the file and the key."""

import re
from pathlib import Path

import pytest

from expectations.suite import SUITE_DIRECTORY, load_suite, load_suites
from expectations.suite_file import SuiteError
from ingest.ledger import load_ledgers

GOOD = {
    "id": "somebody_came", "column": "attended", "rule": "“实到人数”不为零",
    "expectation": "expect_column_values_to_be_between", "kwargs": "{min_value: 1}", "severity": "flag",
    "sentence": "“实到人数”是{value}。", "mend": "请核对。", "why": "活动要有人参加。",
}  # fmt: skip


def written(path: Path, extra: str = "", /, **changes: str | None) -> Path:
    entry = {**GOOD, **changes}
    lines = [f"    {key}: {value}" for key, value in entry.items() if value is not None]
    path.write_text("ledger: activity\n" + extra + "expectations:\n  -\n" + "\n".join(lines), encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(SuiteError) as caught:
        load_suite(path, load_ledgers())
    return str(caught.value)


def test_a_suite_as_it_should_be_is_loaded(tmp_path: Path) -> None:
    suite = load_suite(written(tmp_path / "某套.yaml"), load_ledgers())
    assert suite.expectations[-1].sentence == "“实到人数”是{attended}。"


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"colour": "red"}, "expectations.somebody_came.colour"),
        ({"expectation": "expect_column_values_to_be_unique"}, "expectations.somebody_came.expectation"),
        ({"expectation": "expect_the_moon"}, "expectations.somebody_came.expectation"),
        ({"kwargs": "{column: presnt, min_value: 1}"}, "expectations.somebody_came.kwargs"),
        ({"kwargs": "{minimum: 1}"}, "expectations.somebody_came.kwargs.minimum"),
        ({"column": "presnt"}, "expectations.somebody_came.column"),
        ({"when": "{presnt: filled}"}, "expectations.somebody_came.kwargs"),
        ({"when": "{topic: some}"}, "expectations.somebody_came.when"),
        ({"sentence": "“实到人数”是{presnt}。"}, "expectations.somebody_came.sentence"),
        ({"severity": "warn"}, "expectations.somebody_came.severity"),
        ({"severity": "refuse"}, "expectations.somebody_came.severity"),
        ({"mend": None}, "expectations.somebody_came.mend"),
        ({"mend": "请改{value}。"}, "expectations.somebody_came.rule、mend、why"),
        ({"pattern": "not_known"}, "expectations.somebody_came.pattern"),
        ({"id": "org_required"}, "expectations.org_required.id"),
    ],
)
def test_a_slip_in_an_expectation_is_refused_by_file_and_key(
    tmp_path: Path, changes: dict[str, str | None], key: str
) -> None:
    assert refusal(written(tmp_path / "某套.yaml", **changes)).startswith(f"某套.yaml 的 {key} 有误：")


@pytest.mark.parametrize(
    ("extra", "key"),
    [
        ("owner: 谁\n", "owner"),
        ("computed: {twice: attended * 2 + presnt}\n", "computed.twice"),
        ("computed: {topic: org}\n", "computed.topic"),
        ("computed: {most: max(attended) over (partition by org_code)}\n", "computed.most"),
        ("computed: {all_of_them: sum(attended) OVER ()}\n", "computed.all_of_them"),
    ],
)
def test_a_slip_beside_the_expectations_is_refused_too(tmp_path: Path, extra: str, key: str) -> None:
    """Such as comparing rows of several files, which are checked together and judged each for itself."""
    assert refusal(written(tmp_path / "某套.yaml", extra)).startswith(f"某套.yaml 的 {key} 有误：")


def test_a_suite_of_no_ledger_or_of_no_yaml_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "某套.yaml"
    path.write_text("ledger: tax\n", encoding="utf-8")
    assert "tax" in refusal(path)
    path.write_text("ledger: [", encoding="utf-8")
    assert "某套.yaml" in refusal(path)
    path.write_text("", encoding="utf-8")
    assert "某套.yaml" in refusal(path)


def test_what_a_clerk_reads_is_chinese() -> None:
    for suite in load_suites().values():
        for each in suite.expectations:
            said = [each.rule, each.mend, each.why, re.sub(r"\{\w+\}", "", each.sentence)]
            assert not re.search(r"[A-Za-z{}]", "".join(said)), each.id


def test_a_suite_is_named_after_its_ledger() -> None:
    for path in SUITE_DIRECTORY.glob("*.yaml"):
        assert load_suite(path, load_ledgers()).ledger.id == path.stem
