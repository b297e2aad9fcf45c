"""The words and measures stand in one place, and everything that uses them reads it there."""

import re
from pathlib import Path

import pytest
import yaml

from dashboards.pages.topic.panels import TOPICS
from dashboards.shared import labels
from ingest.errors import UserError
from ingest.ledger import load_ledgers
from pipeline.policy.measures import Measures, as_plain, measures
from pipeline.policy.parts import part_order
from pipeline.policy.standards import check_standards
from pipeline.policy.vocabulary import Vocabulary, vocabulary
from pipeline.policy.yaml_file import read_model
from pipeline.settings import PROJECT

CODE = [
    path
    for folder in ("pipeline", "dashboards", "models", "macros")
    for path in (PROJECT / folder).rglob("*")
    if path.suffix in (".py", ".sql") and "sample" not in path.parts
]


def test_no_second_list_of_families_or_parts_stands_in_the_code() -> None:
    """Two lists drift apart: a family that one lacked came last on one page and was missing from another."""
    topics = PROJECT / "dashboards" / "pages" / "topic" / "panels.py"  # what each family's topic shows
    assert {topic.family for topic in TOPICS.values()} <= set(vocabulary().families)
    for words in (vocabulary().families, vocabulary().parts["level"], vocabulary().parts["item"][:6]):
        for path in (path for path in CODE if path != topics):
            found = [word for word in words if f'"{word}"' in path.read_text(encoding="utf-8")]
            assert len(found) < 3, (path, found)


def test_no_second_list_of_measures_stands_in_the_code() -> None:
    names = measures().measures.keys() | measures().presences.keys()
    for path in CODE:
        quoted = set(re.findall(r"""['"]([a-z][a-z_]+)['"]""", path.read_text(encoding="utf-8")))
        assert len(quoted & names) < 12, path


def test_every_part_that_a_ledger_knows_has_its_place() -> None:
    """A part without a place is shown after all others, by name."""
    ledgers = load_ledgers()
    for ledger, column in (
        ("standardisation", "item"),
        ("honour", "level"),
        ("work_task", "field"),
        ("discipline", "form"),
    ):
        values = next(one.values for one in ledgers[ledger].columns if one.id == column)
        assert set(values or ()) <= set(part_order()), ledger
    bands = [row.band for row in check_standards(PROJECT / "data" / "standards")["pledge_band"]]  # type: ignore[attr-defined]
    assert [part for part in part_order() if part in bands] == bands


def test_the_calendar_has_a_letter_and_a_ground_for_kinds_that_exist() -> None:
    known = {row.activity_type for row in check_standards(PROJECT / "data" / "standards")["activity_type"]}  # type: ignore[attr-defined]
    assert vocabulary().calendar_letters.keys() <= known
    assert list(labels.ACTIVITY_KINDS) == list(vocabulary().calendar_letters)
    assert len({ground for _, ground in labels.ACTIVITY_KINDS.values()}) == len(labels.ACTIVITY_KINDS)


def test_every_measure_and_presence_is_of_a_model_and_a_ledger_that_exist() -> None:
    models = {path.stem for path in (PROJECT / "models").rglob("*.sql")}
    in_place = {"activity_kind", "training", "survey_return", "decision"}
    assert {one.rows for one in measures().measures.values()} <= models | in_place
    assert {one.rows for one in measures().presences.values() if one.rows} <= models | in_place
    assert {one.ledger for one in measures().presences.values()} <= load_ledgers().keys()


def test_the_models_are_given_plain_values_in_the_order_of_the_file() -> None:
    given = as_plain()
    content = yaml.safe_load((PROJECT / "data" / "measures.yaml").read_text(encoding="utf-8"))
    assert list(given["measures"]) == list(content["measures"])
    assert given["measures"]["survey_score"]["times"] == "points"
    assert given["dimensions"] == list(vocabulary().dimensions)


@pytest.mark.parametrize(
    ("file", "model", "old", "new", "words"),
    [
        ("vocabulary.yaml", Vocabulary, "families:", "familys:", "families.*缺少这个键"),
        ("vocabulary.yaml", Vocabulary, "measure_word: 所", "word: 所", "school.*缺少这个键"),
        (
            "measures.yaml",
            Measures,
            "day: decided_on, category",
            "day: decided_on, categories",
            "categories.*没有这个键",
        ),
        ("measures.yaml", Measures, "equals: {grade: 优秀}", 'equals: {grade: "\' or true"}', "equals"),
        ("measures.yaml", Measures, "amount: votes, times: points", "times: points", "times 要和 amount 一起写"),
        ("measures.yaml", Measures, "same_as: discipline", "same_as: punishment", "没有“punishment”"),
        (
            "measures.yaml",
            Measures,
            "rows: stg_dues, day: month, record_on",
            "day: month, record_on",
            "要么写 rows 和 day",
        ),
        (
            "measures.yaml",
            Measures,
            "day: closed_on}",
            "day: closed_on, is_place: true}",
            "request 有两项写了 is_place",
        ),
    ],
)
def test_a_wrong_word_is_refused_with_file_key_and_mend(
    tmp_path: Path, file: str, model: type[Vocabulary] | type[Measures], old: str, new: str, words: str
) -> None:
    text = (PROJECT / "data" / file).read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / file
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UserError, match=f"{file}.*{words}"):
        read_model(path, model)
