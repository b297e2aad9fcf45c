"""The committed sample district, landed and built once for all tests and workers that only read it."""

from __future__ import annotations

import atexit
import gc
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock

from tests.replay import Replay, build_and_record

SAMPLE_DAY = date(2026, 10, 31)
LONG = (
    "tests/dashboards/test_browser.py",
    "tests/pipeline/warehouse/test_build.py",
    "tests/pipeline/selfcheck/test_drill.py",
    "tests/pipeline/policy/test_adding_an_indicator.py",
    "tests/dashboards/review_packs/test_packs.py",
    "tests/dashboards/test_every_page.py",
    "tests/dashboards/test_layout_step.py",
    "tests/dashboards/database/test_scope.py",
    "tests/pipeline/doctor/test_doctor.py",
    "tests/models",
    "tests/dashboards/test_accessibility.py",
    "tests/dashboards/test_menu_hops.py",
    "tests/dashboards/test_tasks.py",
    "tests/pipeline",
    "tests/dashboards/test_numbers_are_the_marts.py",
    "tests/dashboards/review_packs",
    "tests/dashboards/widgets/test_downloads.py",
)
"""What takes long, longest first. The first four need no sample district, so that nobody waits while it is built."""


gc.set_threshold(20_000, 20, 50)
"""A page makes a million objects; looking through them after each seven hundred is a twelfth of what it costs."""
atexit.register(gc.collect)
"""When all else has let go: connections in circles that are still there when Python ends, DuckDB reports as leaked."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long: a module stays in one process, and the last one would hold up all others."""
    places = {start: place for place, start in enumerate(LONG)}
    items.sort(key=lambda item: next((at for start, at in places.items() if item.nodeid.startswith(start)), len(LONG)))


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return the built home; whoever changes anything in it works on a copy."""
    from expectations.runner import check
    from ingest.landing.store import Store
    from ingest.run import ingest
    from pipeline.settings import PROJECT

    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    home = shared / "sample district"
    with FileLock(shared / "sample district.lock"):
        if not (home / "warehouse" / "CURRENT").exists():
            ingest([PROJECT / "data" / "sample"], Store(home), SAMPLE_DAY, received_by="test", check=check)
            build_and_record(home, SAMPLE_DAY)
    return home


@pytest.fixture(scope="session")
def replay(sample_home: Path) -> Replay:
    """Return what builds a small district in seconds."""
    return Replay(sample_home)
