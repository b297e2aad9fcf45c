"""Which texts are copies: touched-up ones are found, honest routine and the words of notices are not."""

from __future__ import annotations

from random import Random

import pytest

from pipeline.authenticity.alike import Limits, alike
from pipeline.authenticity.letters import SHINGLE, Wording, letters_of, shingles, undated, without

TOPIC = "围绕校史馆讲解，党员教师到社区走访调研，形成改进清单并公示"
WORDING = Wording(("章", "讲"), ("党的二十届三中全会", "党的二十届四中全会"))


def found(*written: tuple[str, str], said: str = "", likeness: float = 90, common_to: int = 5) -> set[tuple[str, str]]:
    limits = Limits(letters=14, likeness=likeness, common_to=common_to)
    phrases = frozenset(shingles(undated(letters_of(said))))
    return {(each.one, each.other) for each in alike(written, phrases, WORDING, limits)}


@pytest.mark.parametrize(
    "copy",
    [
        f"{TOPIC}活动",
        f"2026年3月12日{TOPIC}",
        f"二〇二六年三月{TOPIC}",
        TOPIC.replace("走访调研", "走访座谈"),
    ],
)
def test_a_copy_with_another_date_width_or_word_is_found_both_ways(copy: str) -> None:
    assert found(("A", TOPIC), ("B", copy)) == {(TOPIC, copy), (copy, TOPIC)}


def test_a_text_in_words_of_its_own_is_no_copy() -> None:
    assert found(("A", TOPIC), ("B", "围绕校史馆讲解，班主任代表录制示范微课，请家委会监督落实")) == set()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("集体学习中国共产党章程第三章并结合岗位谈认识体会", "集体学习中国共产党章程第四章并结合岗位谈认识体会"),
        ("支部书记领学党的二十届三中全会精神结合教学谈体会", "支部书记领学党的二十届四中全会精神结合教学谈体会"),
        ("研究本月党建工作安排", "研究本月党建工作安排。"),
    ],
)
def test_the_next_chapter_another_document_and_short_routine_are_no_copies(one: str, other: str) -> None:
    """Who studies 第三章 in May and 第四章 in June would be told to have copied."""
    assert found(("A", one), ("A", other)) == set()


def test_the_same_chapter_is_a_copy_like_any_other_text() -> None:
    one = "集体学习中国共产党章程第三章并结合岗位谈认识体会"
    assert len(found(("A", one), ("B", f"{one}会"))) == 2


def test_the_words_of_a_notice_are_nobodys() -> None:
    """Every branch writes what the district's notice told it to do."""
    assert found(("A", TOPIC), ("B", f"{TOPIC}会")) != set()
    assert found(("A", TOPIC), ("B", f"{TOPIC}会"), said=f"各支部：请{TOPIC}。") == set()


def test_what_five_organisations_write_all_were_told_to_write() -> None:
    written = [(org, f"{TOPIC}{'会' * number}") for number, org in enumerate("ABCD")]
    assert found(*written) != set()
    assert found(*written, ("E", f"{TOPIC}！")) == set()


def test_a_form_of_words_that_all_fill_in_is_nobodys_whatever_each_puts_into_it() -> None:
    """集体学习第某章并结合岗位谈体会: five branches, each at another chapter."""
    form = "集体学习中国共产党章程第{}章并结合岗位谈认识体会"
    written = [(org, form.format(chapter)) for org, chapter in zip("ABCDE", "一二三四五", strict=True)]
    assert found(*written, ("F", f"{form.format('三')}会")) == set()
    assert len(found(*written[1:3], ("F", f"{form.format('三')}会"))) == 2


def test_texts_that_differ_in_punctuation_alone_are_one() -> None:
    """They are told by the rule about texts that are the same word for word, and not twice."""
    assert found(("A", TOPIC), ("B", f"{TOPIC}。")) == set()


def test_a_text_word_for_word_is_told_only_where_that_is_asked_for() -> None:
    limits = Limits(14, 85, 5)
    written = [("A", TOPIC), ("B", TOPIC)]
    assert alike(written, frozenset(), WORDING, limits) == []
    (pair,) = alike(written, frozenset(), WORDING, limits, itself=True)
    assert (pair.one, pair.other, pair.likeness) == (TOPIC, TOPIC, 100.0)


def test_nothing_that_is_alike_is_lost_by_what_spares_comparisons() -> None:
    """Pairs are chosen by their letters before they are compared: held against each with each."""
    chance, letters = Random(5), "甲乙丙丁戊己庚辛壬癸子丑寅卯"
    texts = ["".join(chance.choices(letters, k=chance.randint(14, 40))) for _ in range(150)]
    texts += [f"{text[:5]}某{text[6:]}" for text in texts]
    from rapidfuzz.distance import Indel

    slow = {(a, b) for a in texts for b in texts if a != b and Indel.normalized_similarity(a, b) >= 0.7}
    assert found(*(("A", text) for text in texts), likeness=70) == slow
    assert slow


def test_phrases_are_taken_out_whole_and_what_is_shorter_stays() -> None:
    said = frozenset(shingles("甲乙丙丁戊己庚"))
    assert without("子甲乙丙丁戊己庚丑", said) == "子丑"
    assert without("甲乙丙丁戊", said) == "甲乙丙丁戊"
    assert len("甲乙丙丁戊") < SHINGLE


def test_numbers_of_dates_go_and_words_with_numerals_stay() -> None:
    assert undated("2026年3月5日三会一课一岗双责第12期") == "三会一课一岗双责第期"
    assert undated("二〇二六年三月主题党日") == "主题党日"
