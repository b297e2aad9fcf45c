"""Whether other machines may reach the server before it has accounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboards.accounts import people
from dashboards.server.start_up import refuse_strangers
from ingest.errors import UserError
from pipeline.demo_mark import mark

OUTSIDE = ("0.0.0.0", "::", "10.0.0.5", "dj.example", None)


@pytest.mark.parametrize("address", OUTSIDE)
def test_a_home_without_accounts_listens_to_nobody_else(address: str | None, tmp_path: Path) -> None:
    """The demo least of all: it lets everybody in."""
    with pytest.raises(UserError, match="还没有账号"):
        refuse_strangers(tmp_path, address)
    mark(tmp_path)
    with pytest.raises(UserError, match="还没有账号"):
        refuse_strangers(tmp_path, address)
    people.add(tmp_path, "li", "李书记", by="test")
    refuse_strangers(tmp_path, address)


@pytest.mark.parametrize("address", ["localhost", "127.0.0.1", "127.1.2.3", "::1"])
def test_this_machine_is_always_answered(address: str, tmp_path: Path) -> None:
    refuse_strangers(tmp_path, address)
