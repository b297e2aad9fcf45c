"""Every number of the sample district, worked out twice: by the models and, slowly, by tests.reference."""

import shutil
from datetime import date

import pytest

from ingest.run import ingest
from ingest.store import Store
from pipeline.build import build
from pipeline.settings import PROJECT
from tests.reference.agreement import disagreement, published, recomputed

OPEN_YEAR = date(2026, 10, 31)
CLOSED_YEAR = date(2025, 12, 31)


@pytest.fixture(scope="module")
def landed(tmp_path_factory):
    home = tmp_path_factory.mktemp("sample district")
    ingest([PROJECT / "data" / "sample"], Store(home), OPEN_YEAR, received_by="test")
    return home


@pytest.mark.parametrize("as_of", [OPEN_YEAR, CLOSED_YEAR], ids=["in an open year", "on the last day of a year"])
def test_every_value_of_the_sample_district_is_what_a_plain_recomputation_gives(landed, as_of, tmp_path):
    home = tmp_path / "home"
    shutil.copytree(landed, home)
    build(home, as_of)
    theirs = published(home)
    assert {key[0] for key in theirs} >= {"O01", "L03", "D05", "S03", "R06", "Q02"}
    found = disagreement(recomputed(home, as_of), theirs)
    assert not found, found
