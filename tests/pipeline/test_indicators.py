"""Indicator files are policy: a wrong one is refused in words, a new one needs no code."""

import re
from pathlib import Path

import pytest
import yaml

from ingest.errors import UserError
from pipeline.indicators import indicator_frame, load_indicators, measure_frame
from pipeline.settings import PROJECT

REAL = PROJECT / "data" / "indicators"


def write_changed(folder: Path, code: str, **changes: object) -> None:
    content = yaml.safe_load((REAL / f"{code}.yaml").read_text(encoding="utf-8")) | changes
    (folder / f"{code}.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


def test_every_indicator_of_this_release_loads_under_its_own_name() -> None:
    """A file that did not load would leave its page blank and nobody would notice."""
    found = {one.indicator for one in load_indicators(REAL)}
    assert found == {path.stem for path in REAL.glob("*.yaml")}
    assert {"O01", "O09", "L05", "D06", "S06", "R06", "Q02"} <= found


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"low_is_good": True}, "low_is_good.*没有这个键"),
        ({"direction": "up"}, "direction.*取值不在允许的范围内"),
        ({"kind": "ratio"}, "parameters 缺少 numerator、denominator"),
        ({"parameters": {"categories": ["党课"], "threshold": 3}}, "parameters.threshold.*没有这个键"),
        ({"indicator": "O99"}, "应与文件名一致"),
    ],
)
def test_a_wrong_indicator_file_is_refused_with_file_and_key(
    tmp_path: Path, changes: dict[str, object], words: str
) -> None:
    """Unknown keys that are let through are how definitions drift."""
    write_changed(tmp_path, "O01", **changes)
    with pytest.raises(UserError, match=r"O01\.yaml") as refusal:
        load_indicators(tmp_path)
    assert re.search(words, str(refusal.value))


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    content = yaml.safe_load((REAL / "O05.yaml").read_text(encoding="utf-8"))
    del content["why_it_matters"]
    (tmp_path / "O05.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    with pytest.raises(UserError, match=r"why_it_matters.*缺少这个键"):
        load_indicators(tmp_path)


def test_each_kind_goes_to_the_model_that_computes_it() -> None:
    methods = {one.indicator: one.method for one in load_indicators(REAL)}
    expected = {
        "O01": "frequency_period",
        "L01": "frequency_year",
        "O09": "row_ratio",
        "L03": "member_coverage",
        "L05": "member_mean",
        "D01": "person_total",
        "D04": "person_rate",
        "S03": "row_ratio",
        "Q01": "row_ratio",
    }
    assert {code: methods[code] for code in expected} == expected


def test_the_frames_for_the_models_have_a_row_for_every_side_and_category() -> None:
    indicators = load_indicators(REAL)
    assert indicator_frame(indicators).height == len(indicators)
    measures = measure_frame(indicators)
    study = measures.filter((measures["indicator_code"] == "O09") & (measures["side"] == "numerator"))
    assert sorted(study["category"]) == sorted(["支部党员大会", "党课", "主题党日", "支部学习交流"])
