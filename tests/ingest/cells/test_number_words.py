"""The words behind numbers: all kinds of them, and no others."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.cells import number_words
from ingest.errors import UserError


@pytest.fixture
def fresh() -> Iterator[None]:
    number_words.words_behind.cache_clear()
    yield
    number_words.words_behind.cache_clear()


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(
    "text", ["persons: [人]\n", "persons: []\nhours: []\nmoney: []\nothers: []\nmore: []\n", "[人, 名]\n"]
)
def test_a_file_with_other_kinds_of_words_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """A kind that was misspelt left its words out: 12人 was no number any more."""
    (tmp_path / "words.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(number_words, "_FILE", tmp_path / "words.yaml")
    with pytest.raises(UserError, match="应当正好有这些键：persons、hours、money、others"):
        number_words.words_behind()


def test_the_words_are_by_kind() -> None:
    assert {kind: word in words for (kind, words), word in zip(
        number_words.words_behind().items(), ("人", "学时", "元", "份"), strict=True
    )} == dict.fromkeys(("persons", "hours", "money", "others"), True)  # fmt: skip
