from datetime import date
from pathlib import Path

import pytest

from ingest.errors import UserError
from ingest.matching.organisation_names import area_key, canonical_name, school_key
from ingest.matching.organisation_register import read_aliases
from ingest.matching.organisations import Organisation, OrganisationIndex, Renaming
from ingest.matching.schools import SchoolIndex

DAY = date(2025, 6, 1)
DISTRICT = Organisation("01", "中共云岭区委教育工作委员会", org_type="区委教育工委")
AREA = Organisation("02", "中共云岭区城东片区委员会", org_type="片区党委", parent_code="01")
BRANCH = Organisation("03", "中共永安小学支部委员会", "永小支部", org_type="党支部", parent_code="02")
GENERAL = Organisation("04", "中共青山中学总支部委员会", org_type="党总支", parent_code="02")
FIRST = Organisation("05", "青山中学第一党支部", org_type="党支部", parent_code="04")


def found(text: str, *organisations: Organisation, day: date | None = DAY, **more: object) -> str | None:
    return OrganisationIndex(organisations, **more).resolve(text, day).code  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "03", "中共永安小学支部委员会", "中国共产党永安小学支部委员会", "永安小学党支部", "永安小学支部", "永小支部",
        "永安小學(xué)校支部委員會", "永安 小学（党支部）", "永安小学", "中共永安小学党支部委员会",
    ],
)  # fmt: skip
def test_every_usual_wording_of_one_branch_means_that_branch(text: str) -> None:
    assert found(text, DISTRICT, AREA, BRANCH, GENERAL, FIRST) == "03"


@pytest.mark.parametrize("text", ["青山中学第1党支部", "青山中学一支部", "青山中学第一支部委员会"])
def test_a_number_may_be_written_in_three_ways(text: str) -> None:
    assert found(text, GENERAL, FIRST) == "05"


@pytest.mark.parametrize("text", ["城东片区", "城东片区党委", "城东片区党工委", "云岭区城东片区"])
def test_an_area_means_its_committee(text: str) -> None:
    assert found(text, DISTRICT, AREA, BRANCH) == "02"


@pytest.mark.parametrize("text", ["邻岭区城东片区", "邻岭区委教育工委", "邻岭区永安小学党支部"])
def test_a_file_of_another_district_finds_nobody_here(text: str) -> None:
    assert found(text, DISTRICT, AREA, BRANCH) is None


def test_three_kinds_of_one_school_stay_three_organisations() -> None:
    kinds = [Organisation(kind, f"育才学校{kind}") for kind in ("党支部", "党总支", "党委", "联合党支部")]
    for kind in ("党支部", "党总支", "党委", "联合党支部"):
        assert found(f"中共育才学校{kind}", *kinds) == kind
    assert found("育才学校总支部委员会", *kinds) == "党总支"
    assert found("育才学校委员会", *kinds) == "党委"


def test_a_bare_school_name_means_nobody_where_two_organisations_carry_it() -> None:
    answer = OrganisationIndex([Organisation("1", "育才学校党支部"), Organisation("2", "育才学校党总支")]).resolve(
        "育才学校", DAY
    )
    assert answer.code is None
    assert answer.message is not None and "育才学校党支部（1）" in answer.message and "不止一个" in answer.message


def test_a_near_miss_is_suggested_and_never_taken() -> None:
    answer = OrganisationIndex([BRANCH, GENERAL]).resolve("永按小学党支部", DAY)
    assert answer.code is None
    assert answer.message == (
        "“永按小学党支部”在党组织信息表中找不到；相近的有：中共永安小学支部委员会（03）。请改成其中一个；"
        "名称没有写错的，请联系区级管理员登记为别名。"
    )


def test_a_row_dated_outside_the_life_of_an_organisation_is_told_the_dates() -> None:
    gone = Organisation("1", "育才学校党支部", founded_on=date(2020, 1, 1), dissolved_on=date(2025, 5, 31))
    index = OrganisationIndex([gone])
    assert index.resolve("育才学校党支部", date(2025, 5, 31)).code == "1"
    assert index.resolve("育才学校党支部", date(2020, 1, 1)).code == "1"
    answer = index.resolve("1", DAY)
    assert answer.code is None and answer.message is not None and "2025年5月31日撤销" in answer.message
    assert index.resolve("育才学校党支部", DAY, any_time=True).code == "1"


def test_a_name_used_again_by_another_branch_goes_with_the_day() -> None:
    old = Organisation("1", "育才学校党支部", dissolved_on=date(2024, 12, 31))
    new = Organisation("2", "育才学校党支部", founded_on=date(2025, 1, 1))
    assert found("育才学校党支部", old, new, day=date(2024, 12, 31)) == "1"
    assert found("育才学校党支部", old, new, day=date(2025, 1, 1)) == "2"
    assert found("育才学校党支部", old, new, day=None) == "2"


def test_a_renamed_branch_has_its_old_name_before_the_event_and_the_new_one_after() -> None:
    renamed = Organisation("1", "启明小学党支部")
    taker = Organisation("2", "育才小学党支部")
    events = [
        Renaming("1", date(2025, 3, 1), "育才小学党支部", "启明小学党支部"),
        Renaming("2", date(2025, 3, 1), "旧校党支部", "育才小学党支部"),
    ]
    index = OrganisationIndex([renamed, taker], events)
    assert index.resolve("育才小学党支部", date(2025, 2, 28)).code == "1"
    assert index.resolve("育才小学党支部", date(2025, 3, 1)).code == "2"
    assert index.resolve("旧校党支部", date(2025, 2, 28)).code == "2"
    assert index.resolve("启明小学党支部", date(2025, 3, 1)).code == "1"


def test_an_old_name_that_nobody_else_took_is_still_understood_after_the_renaming() -> None:
    events = [Renaming("1", date(2025, 3, 1), "育才小学党支部", "启明小学党支部")]
    assert found("育才小学党支部", Organisation("1", "启明小学党支部"), renamings=events) == "1"


def test_a_current_name_beats_a_former_name_and_two_former_names_are_ambiguous() -> None:
    former = Organisation("1", "启明小学党支部", former_names=("育才小学党支部",))
    current = Organisation("2", "育才小学党支部")
    other = Organisation("3", "朝阳小学党支部", former_names=("育才小学党支部",))
    assert found("育才小学党支部", former, current) == "2"
    assert found("育才小学党支部", former) == "1"
    assert found("育才小学党支部", former, other) is None


def test_aliases_are_read_from_excel_s_own_csv(tmp_path: Path) -> None:
    path = tmp_path / "aliases.csv"
    for encoding in ("utf-8", "utf-8-sig", "gbk"):
        path.write_text("别名,党组织代码\n咱们支部,03\n", encoding=encoding)
        assert found("咱们支部", BRANCH, aliases=read_aliases(path)) == "03"
    assert read_aliases(tmp_path / "none.csv") == {}
    path.write_text("别名\n咱们支部\n", encoding="utf-8")
    with pytest.raises(UserError, match="两列"):
        read_aliases(path)


def test_an_alias_for_a_code_that_is_not_there_is_named() -> None:
    answer = OrganisationIndex([BRANCH], aliases={"咱们支部": "99"}).resolve("咱们支部", DAY)
    assert answer.code is None and answer.message is not None and "99" in answer.message


def test_below_an_organisation_are_all_levels_and_circles_end() -> None:
    index = OrganisationIndex([DISTRICT, AREA, BRANCH, GENERAL, FIRST])
    assert sorted(index.below("02")) == ["02", "03", "04", "05"]
    circle = OrganisationIndex([Organisation("1", "a", parent_code="2"), Organisation("2", "b", parent_code="1")])
    assert sorted(circle.below("1")) == ["1", "2"]


def test_the_area_of_a_school_and_its_committee_meet_on_one_key() -> None:
    names = [
        "城东片区",
        "城东",
        "中共云岭区城东片区委员会",
        "城东片区党委",
        "城东片区党工委",
        "城東學(xué)區",
    ]
    assert {area_key(name) for name in names} == {"城东"}
    assert area_key("城西片区") != area_key("城东片区")
    assert area_key("开发区东片区") != area_key("东片区")


def test_schools_are_found_by_code_whole_name_or_the_name_without_its_place() -> None:
    index = SchoolIndex({"2101": "云岭区永安小学", "2102": "云岭区第一中学", "2103": "云岭区新永安小学"})
    assert index.resolve("2101").code == "2101"
    assert index.resolve("雲嶺區永安小學校").code == "2101"
    assert index.resolve("永安小学").code == "2101"
    assert index.resolve("第1中学").code == "2102"
    assert index.resolve("邻岭区永安小学").code is None
    missed = index.resolve("永按小学")
    assert missed.code is None and missed.message is not None and "云岭区永安小学（2101）" in missed.message
    assert index.of_organisation("中共云岭区永安小学支部委员会") == "2101"
    assert index.of_organisation("云岭区永安小学第一党支部") is None


def test_levelling_never_joins_different_names() -> None:
    assert canonical_name("第一小学党支部") != canonical_name("第十一小学党支部")
    assert canonical_name("第十二小学党支部") == canonical_name("第12小学支部委员会")
    assert school_key("第一小学") != school_key("第一中学")


UPPER = Organisation("10", "中共云岭区第一中学总支部委员会", "一中党总支")
RETIRED = Organisation("11", "中共云岭区第一中学退休教师支部委员会", parent_code="10")


@pytest.mark.parametrize(
    "name",
    ["一中退休教师党支部", "第一中学退休教师支部", "一中退休支部", "一中党总支退休教师党支部"],
)
def test_a_branch_goes_by_the_short_name_of_what_is_above_it(name: str) -> None:
    """Every row of a branch with a long name and none registered that is short went back."""
    assert found(name, UPPER, RETIRED) == "11"


def test_a_short_name_may_have_the_district_in_front_that_the_long_one_has() -> None:
    assert found("云岭区一中第二支部", UPPER, Organisation("12", "一中第二党支部", parent_code="10")) == "12"
    assert found("云山区一中第二支部", UPPER, Organisation("12", "一中第二党支部", parent_code="10")) is None


def test_a_name_that_two_branches_could_be_composed_to_is_neither() -> None:
    cadres = Organisation("12", "中共云岭区第一中学退休干部支部委员会", parent_code="10")
    answer = OrganisationIndex([UPPER, RETIRED, cadres]).resolve("一中退休支部", DAY)
    assert answer.code is None and answer.message is not None and "不止一个" in answer.message


def test_a_name_of_another_district_or_of_a_school_alone_is_composed_to_none() -> None:
    assert found("云山区第一中学退休教师支部", UPPER, RETIRED) is None
    assert found("退休教师支部", UPPER, RETIRED) is None
