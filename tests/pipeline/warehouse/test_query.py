"""`dangjian sql` answers what the documents show."""

import re
from pathlib import Path

import pytest

from pipeline.settings import PROJECT
from pipeline.warehouse.query import open_published

EXAMPLES = [
    query
    for page in ("operations.md", "operations.zh-CN.md")
    for block in re.findall(r"```sql\n(.*?)```", (PROJECT / "docs" / page).read_text(encoding="utf-8"), re.DOTALL)
    for query in block.strip().split("\n\n")
]


@pytest.mark.parametrize("query", EXAMPLES)
def test_an_example_of_the_documents_gives_rows(query: str, sample_home: Path) -> None:
    """A mart that is renamed would leave every reader of the page with an error."""
    connection = open_published(sample_home / "warehouse")
    try:
        assert connection.execute(query).fetchall()
    finally:
        connection.close()


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 4
