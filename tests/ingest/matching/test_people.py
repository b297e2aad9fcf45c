from datetime import date

from ingest.matching.identity import Identity
from ingest.matching.people import Named, PeopleRegistry, Person, Stay

DAY = date(2025, 6, 1)
LABEL = "永安小学党支部"


def registry() -> PeopleRegistry:
    return PeopleRegistry(Identity(b"k" * 32))


def enrolled(*rows: tuple[str, Named]) -> tuple[PeopleRegistry, list[Person]]:
    people = registry()
    answers = people.enrol(list(rows))
    for (org, named), person in zip(rows, answers, strict=True):
        if person.key is not None:
            people.put_on_roll([Stay(person.key, org, named.name or "", None, None)])
    return people, answers


def test_a_person_who_moved_branch_keeps_one_key() -> None:
    _, answers = enrolled(("a", Named("张三", "D1", None)), ("b", Named("张三", "D1", None)))
    assert answers[0].key == answers[1].key
    _, answers = enrolled(
        ("a", Named("张三", None, "h1")), ("b", Named("张三", "D1", "h1")), ("c", Named("张三", "D1", None))
    )
    assert len({answer.key for answer in answers}) == 1


def test_two_of_one_name_in_one_branch_stay_two_where_numbers_tell_them_apart() -> None:
    _, answers = enrolled(("a", Named("张伟", "D1", None)), ("a", Named("张伟", "D2", None)))
    assert answers[0].key != answers[1].key
    _, answers = enrolled(("a", Named("张伟", None, "h1")), ("a", Named("张伟", None, "h2")))
    assert answers[0].key != answers[1].key


def test_a_bare_name_that_two_members_bear_is_not_guessed() -> None:
    _, answers = enrolled(
        ("a", Named("张伟", "D1", None)), ("a", Named("张伟", "D2", None)), ("a", Named("张伟", None, None))
    )
    assert answers[2].key is None and "分不清" in (answers[2].message or "")


def test_a_number_that_comes_later_does_not_make_a_stranger() -> None:
    people, (first,) = enrolled(("a", Named("张三", None, None)))
    assert people.enrol([("a", Named("张三", "D1", "h1"))])[0].key == first.key
    assert people.enrol([("b", Named("张三", None, "h1"))])[0].key == first.key
    assert people.id_hash(first.key or "") == "h1"


def test_the_order_of_rows_does_not_matter() -> None:
    rows = [
        ("a", Named("张三", None, "h1")),
        ("a", Named("张三", "D1", "h1")),
        ("b", Named("张三", "D1", None)),
    ]
    _, forth = enrolled(*rows)
    _, back = enrolled(*rows[::-1])
    assert [each.key for each in forth] == [each.key for each in back[::-1]]


def test_a_bare_name_already_landed_is_given_to_neither_of_two_newcomers() -> None:
    people, (old,) = enrolled(("a", Named("张伟", None, None)))
    newcomers = people.enrol([("a", Named("张伟", "D1", None)), ("a", Named("张伟", "D2", None))])
    assert len({old.key, *(each.key for each in newcomers)}) == 3


def test_numbers_that_every_branch_counts_from_one_do_not_join_people() -> None:
    _, answers = enrolled(("a", Named("张三", "1", None)), ("b", Named("李四", "1", None)))
    assert answers[0].key != answers[1].key


def test_trust_goes_from_identity_to_number_to_name() -> None:
    people, (zhang, li) = enrolled(("a", Named("张三", "D1", "h1")), ("a", Named("李四", "D2", None)))
    assert people.find(Named("张三", None, "h1"), ["b"], LABEL, DAY).key == zhang.key
    assert people.find(Named("李四", "D2", None), ["b"], LABEL, DAY).key == li.key
    assert people.find(Named("李四", None, None), ["a"], LABEL, DAY).key == li.key
    assert people.find(Named("李四", None, None), ["b"], LABEL, DAY).key is None


def test_a_name_that_does_not_fit_the_number_is_doubted_not_dropped() -> None:
    people, (zhang,) = enrolled(("a", Named("张三", "D1", None)))
    answer = people.find(Named("张山", "D1", None), ["a"], LABEL, DAY)
    assert answer.key == zhang.key and answer.doubt is not None


def test_an_unknown_number_falls_back_to_the_name_only_where_no_number_is_known() -> None:
    people, (with_no, without) = enrolled(("a", Named("张三", "D1", None)), ("a", Named("王五", None, None)))
    wrong = people.find(Named("张三", "D9", None), ["a"], LABEL, DAY)
    assert wrong.key is None and wrong.column == "member_no"
    assert people.find(Named("王五", "D9", None), ["a"], LABEL, DAY).key == without.key
    assert with_no.key is not None


def test_of_two_namesakes_the_one_on_the_roll_on_that_day_is_meant() -> None:
    people = registry()
    left, came = people.enrol([("a", Named("张伟", "D1", None)), ("a", Named("张伟", "D2", None))])
    people.put_on_roll(
        [
            Stay(left.key or "", "a", "张伟", None, date(2025, 1, 31)),
            Stay(came.key or "", "a", "张伟", date(2025, 3, 1), None),
        ]
    )
    assert people.find(Named("张伟", None, None), ["a"], LABEL, date(2025, 1, 31)).key == left.key
    assert people.find(Named("张伟", None, None), ["a"], LABEL, date(2025, 3, 1)).key == came.key
    between = people.find(Named("张伟", None, None), ["a"], LABEL, date(2025, 2, 1))
    assert between.key is None and "分不清" in (between.message or "")


def test_someone_who_left_the_roll_is_still_found_where_nobody_else_is_meant() -> None:
    people = registry()
    (gone,) = people.enrol([("a", Named("张三", None, None))])
    people.put_on_roll([Stay(gone.key or "", "a", "张三", None, date(2024, 12, 31))])
    assert people.find(Named("张三", None, None), ["a"], LABEL, DAY).key == gone.key


def test_a_stranger_is_told_which_names_are_close() -> None:
    people, _ = enrolled(("a", Named("欧阳小明", None, None)))
    assert "欧阳小明" in (people.find(Named("欧阳小朋", None, None), ["a"], LABEL, DAY).message or "")
    assert "还没有报送党员花名册" in (registry().find(Named("张三", None, None), ["a"], LABEL, DAY).message or "")
