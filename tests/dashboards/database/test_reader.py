"""What a query says of a build that is older than the program."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from dashboards.database.connection import published_build
from dashboards.database.reader import Reader
from dashboards.shared.viewer import ADMIN, Viewer
from ingest.errors import UserError


@pytest.mark.parametrize("older", ["drop table marts.batch", "alter table marts.batch drop column flagged"])
def test_a_build_of_an_older_program_is_told_to_be_built_again(own_home: Path, older: str) -> None:
    """After an update, a page that had a new table gave a number to report in place of what to do."""
    build = published_build(own_home)
    assert build is not None
    with duckdb.connect(build.path) as connection:
        connection.execute(older)
    with pytest.raises(UserError, match=r"旧版程序建的.*运行一次 build"):
        Reader(Viewer(ADMIN, "district", "D1"), build).ask("select flagged from marts.batch, own_unit")
