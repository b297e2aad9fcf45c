"""How alike two sentences are: by their letters, within an organisation and category only."""

import polars as pl
import pytest

from pipeline.authenticity.letters import letters_of
from pipeline.warehouse.problem_similarity import similarity_frame

OLD = "党员集中培训学时不足，补学措施落实不到位"


def alike(one: str, other: str) -> float:
    landed = pl.DataFrame({"org_code": ["A"] * 2, "category": ["党员教育"] * 2, "description": [one, other]})
    found = similarity_frame(landed).filter((pl.col("one_text") == one) & (pl.col("other_text") == other))
    return float(found["similarity"][0])


@pytest.mark.parametrize("again", [f"{OLD}。", "党员集中培训学时不足, 补学措施 落实不到位", f"（{OLD}）"])
def test_punctuation_spaces_and_width_make_no_other_sentence(again: str) -> None:
    """A clerk who copies last year's line and adds a full stop has copied it."""
    assert alike(OLD, again) == 100


def test_a_tail_added_to_the_old_sentence_is_still_near_and_another_sentence_is_far() -> None:
    # 19 letters in common, 19 and 25 in all: 2 x 19 / 44.
    assert alike(OLD, f"{OLD}，整改不够彻底") == pytest.approx(86.4, abs=0.05)
    assert alike(OLD, "退休党员参加学习少，送学上门不经常") < 50


def test_sentences_of_other_organisations_and_categories_are_not_compared() -> None:
    landed = pl.DataFrame(
        {
            "org_code": ["A", "A", "B", "A"],
            "category": ["党员教育", "其他", "党员教育", "党员教育"],
            "description": [OLD, OLD, OLD, None],
        }
    )
    assert similarity_frame(landed).is_empty()


def test_every_text_ever_landed_is_compared_both_ways() -> None:
    """Which submission stands is decided by the models: a text that was replaced may be the one that stands again."""
    landed = pl.DataFrame({"org_code": ["A"] * 3, "category": ["其他"] * 3, "description": ["甲乙", "甲丙", "甲丁"]})
    found = similarity_frame(landed)
    assert found.height == 6
    assert set(found["similarity"]) == {50.0}


def test_a_home_without_problems_has_an_empty_table() -> None:
    empty = pl.DataFrame(schema={"org_code": pl.String, "category": pl.String, "description": pl.String})
    assert similarity_frame(empty).columns == ["org_code", "category", "one_text", "other_text", "similarity"]


def test_letters_digits_and_characters_are_kept() -> None:
    assert letters_of(" “三会一课” ２次，A-1 ") == "三会一课2次A1"
