"""Owners that stand only round a table: what lies in a branch's folder is its own, in that of an area it is not."""

import pytest

from ingest.draft import Around
from ingest.landing.named_around import organisation_meant
from ingest.matching.organisations import Organisation, OrganisationIndex
from ingest.recognition.context import folders_of, places_in_order

INDEX = OrganisationIndex(
    (
        Organisation("01", "中共云岭区城东片区委员会", "城东片区党委", org_type="片区党委"),
        Organisation("02", "中共永安小学支部委员会", "永安小学党支部", org_type="党支部", parent_code="01"),
        Organisation("03", "中共青山中学总支部委员会", "青山中学党总支", org_type="党总支", parent_code="01"),
        Organisation("04", "青山中学第一党支部", org_type="党支部", parent_code="03"),
    )
)


@pytest.mark.parametrize(
    ("file", "owner"),
    [
        ("报送.zip/永安小学党支部/三会一课.xlsx", "02"), ("永安小学支部.zip/三会一课.xlsx", "02"),
        ("城东片区党委/永安小学党支部/3月/三会一课.xlsx", "02"), ("青山中学党总支/第一党支部/三会一课.xlsx", "04"),
        ("永安小学党支部/青山中学第一党支部三会一课.xlsx", "04"), ("城东片区党委/三会一课.xlsx", None),
        ("城东片区党委三会一课.xlsx", "01"), ("2025年/三会一课.xlsx", None),
    ],
)  # fmt: skip
def test_the_innermost_folder_of_a_branch_or_a_school_says_whose_a_file_is(file: str, owner: str | None) -> None:
    """A zip with a folder a branch was refused whole, for want of a column that every folder gave."""
    around = Around(places_in_order([], "Sheet1", file), None, True, frozenset(folders_of(file)))
    assert organisation_meant(INDEX, around) == owner


@pytest.mark.parametrize(
    ("title", "owner"), [("一中退休教师支部2026年活动", "06"), ("市一中退休教师支部2026年活动", None)]
)
def test_a_title_may_name_a_branch_by_what_is_above_it(title: str, owner: str | None) -> None:
    above = Organisation("05", "中共云岭区第一中学总支部委员会", "一中党总支")
    branch = Organisation("06", "中共云岭区第一中学退休教师支部委员会", parent_code="05")
    around = Around((title,), None, True)
    assert organisation_meant(OrganisationIndex((above, branch)), around) == owner
