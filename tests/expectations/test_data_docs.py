"""The optional Data Docs hold counts, never a value of a row."""

from pathlib import Path

import polars as pl

from expectations.data_docs import write_data_docs
from tests.expectations.rows import frame_of
from tests.expectations.trials import AS_OF


def test_data_docs_of_landed_rows_name_the_rules_and_no_topic(tmp_path: Path) -> None:
    rows = frame_of("activity", [{"attended": 25, "on_leave": None, "topic": "只在本支部传达的主题"}, {}])
    landed = rows.drop("org").rename({"_sheet": "sheet", "_row": "row_number"})
    index = write_data_docs({"activity": landed, "school": pl.DataFrame()}, AS_OF, tmp_path / "文档 一")
    pages = [page.read_text(encoding="utf-8") for page in index.parent.rglob("*.html")]
    assert index.is_file()
    assert any("“实到人数”不能多于“应到人数”" in page for page in pages)
    assert not any("只在本支部传达的主题" in page for page in pages)
