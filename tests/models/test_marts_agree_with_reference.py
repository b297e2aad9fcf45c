"""Every number of the sample district, worked out twice: by the models and, slowly, by tests.reference."""

import shutil
from datetime import date

import pytest

from pipeline.build import build
from pipeline.settings import PROJECT
from tests.reference.agreement import disagreement, published, recomputed
from tests.reference.alert_agreement import alert_disagreement
from tests.reference.table import INDICATORS

OPEN_YEAR = date(2026, 10, 31)
CLOSED_YEAR = date(2025, 12, 31)
BROKEN_DOWN = {"B02", "D05", "I04", "I05", "R02", "R07", "S01", "S02", "S03", "S04", "V09"}


@pytest.mark.parametrize("as_of", [OPEN_YEAR, CLOSED_YEAR], ids=["in an open year", "on the last day of a year"])
def test_every_value_of_the_sample_district_is_what_a_plain_recomputation_gives(sample_home, as_of, tmp_path):
    home = tmp_path / "home"
    shutil.copytree(sample_home, home)
    build(home, as_of)
    theirs = published(home)
    assert {key[0] for key in theirs} == set(INDICATORS), "an indicator has no number at all"
    assert {key[0] for key in theirs if key[5] is not None} == BROKEN_DOWN, "a breakdown is not shown, or a new one is"
    found = disagreement(recomputed(home, as_of), theirs)
    assert not found, found
    found = alert_disagreement(home, PROJECT / "data" / "standards", as_of)
    assert not found, found
