"""`dangjian docs`: the models' site is one file that opens offline and gives nothing of this machine away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import playwright.sync_api as playwright
import pytest

from ingest.errors import UserError
from pipeline.commands import docs
from pipeline.settings import PROJECT
from tests.dashboards.browsing import NEEDS_CHROMIUM, chromium, tab_of

MODEL = "#!/model/model.dangjian.indicator_value"
PAINTED = (
    """canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(one => one > 0)"""
)


def go(tab: playwright.Page, place: str) -> None:
    """Open a place of the site by its address, as a link from elsewhere does."""
    tab.goto(tab.url.split("#")[0] + place)
    tab.reload()


@pytest.fixture(scope="module")
def page(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return docs.write_docs(sample_home / "warehouse", tmp_path_factory.mktemp("数据 模型"))


@pytest.fixture(scope="module")
def opened(page: Path) -> Iterator[tuple[playwright.Page, list[str]]]:
    """Give the page in a browser, and what it asked for or complained of; it is `file://`, as a reader opens it."""
    with chromium() as browser:
        tab, noted = tab_of(browser, width=1366, height=900), []
        tab.on("request", lambda request: noted.append(request.url))
        tab.on("console", lambda said: noted.append(said.text))
        tab.on("pageerror", lambda error: noted.append(str(error)))
        tab.goto(page.as_uri())
        tab.get_by_role("heading", name="The models of dangjian").wait_for()
        yield tab, noted


def test_the_folder_gets_one_file(page: Path) -> None:
    assert [one.name for one in page.parent.iterdir()] == ["index.html"]


def test_no_place_of_this_machine_stands_in_the_page(page: Path, sample_home: Path) -> None:
    """dbt writes where the checkout lies beside every seed, and the page is made to be handed on."""
    text = page.read_text(encoding="utf-8")
    assert str(PROJECT) not in text and str(sample_home) not in text and "dangjian-docs-" not in text


def test_columns_have_the_types_of_the_published_build(page: Path) -> None:
    assert '"type": "VARCHAR", "index": 1, "name": "indicator_code"' in page.read_text(encoding="utf-8")


@NEEDS_CHROMIUM
def test_a_table_shows_what_it_is(opened: tuple[playwright.Page, list[str]]) -> None:
    tab, _ = opened
    go(tab, MODEL)
    tab.get_by_text("Every indicator for every unit and period that should have a value.").wait_for()


@NEEDS_CHROMIUM
def test_a_table_shows_what_it_is_made_from(opened: tuple[playwright.Page, list[str]]) -> None:
    tab, _ = opened
    go(tab, f"{MODEL}?g_v=1&g_i=%2Bindicator_value")
    graph = tab.locator("canvas[data-id=layer2-node]")
    graph.wait_for()
    tab.wait_for_timeout(500)
    assert graph.evaluate(PAINTED)


@NEEDS_CHROMIUM
def test_the_page_asks_for_nothing_but_itself(opened: tuple[playwright.Page, list[str]], page: Path) -> None:
    """dbt's own asks for a picture that is not there, and for a hundred templates of pictures."""
    tab, noted = opened
    go(tab, MODEL)
    tab.get_by_role("heading", name="indicator_value").wait_for()
    assert set(noted) == {page.as_uri()}


def test_models_that_cannot_be_read_leave_an_older_page_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No build is needed either: the page then tells of models alone."""
    older = tmp_path / "index.html"
    older.write_text("older", encoding="utf-8")

    def fails(*_: object, database: Path, **__: object) -> SimpleNamespace:
        assert not database.exists()
        return SimpleNamespace(success=False, exception="models/a.yml")

    monkeypatch.setattr(docs, "run_dbt", fails)
    with pytest.raises(UserError, match=r"没有写成.*models/a\.yml"):
        docs.write_docs(tmp_path / "no warehouse", tmp_path)
    assert older.read_text(encoding="utf-8") == "older"
