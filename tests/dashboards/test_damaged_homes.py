"""What a page says in a home whose build is lost or spoilt: what to do, and never that there is nothing yet."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from streamlit.runtime.scriptrunner import exec_code

from dashboards.database.connection import Build, reading
from dashboards.database.scope import scope_of
from dashboards.server.error_page import show_error
from dashboards.shared.page_registry import HOME
from dashboards.shared.viewer import NOBODY
from ingest.errors import UserError
from pipeline.selfcheck.damage import FAULTS, Fault
from tests.dashboards.login import opened
from tests.dashboards.reading import plain_words

_OF_THE_BUILD = [each for each in FAULTS if each.name.startswith(("CURRENT", "数据仓库"))]
_TOLD = ("dangjian doctor --mend", "dangjian build --full", "台账都还在")


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show errors as the server does; a test of Streamlit's would show its own English."""
    monkeypatch.setattr(exec_code, "handle_user_script_exception", lambda error, _: show_error(error))


@pytest.mark.usefixtures("shown")
@pytest.mark.parametrize("fault", _OF_THE_BUILD, ids=lambda fault: fault.name)
def test_a_build_that_is_lost_or_spoilt_is_said_with_what_to_do(own_home: Path, fault: Fault) -> None:
    """Behind a pointer to nowhere stood that nothing had been published yet: people would have sent all of it again."""
    fault.damage(own_home)
    for page in (HOME, "submit"):
        app = opened(page)
        assert not app.exception
        assert fault.is_deep or all(words in plain_words(app) for words in _TOLD), plain_words(app)


def test_what_breaks_off_in_the_middle_of_a_table_is_said_in_the_same_words(build: Build) -> None:
    """A build can open and have one bad block: the page gave a number and nothing to do."""
    with pytest.raises(UserError, match="doctor --mend"), reading(build.path, scope_of(NOBODY)):
        raise duckdb.IOException("Corrupt database file: computed checksum")
