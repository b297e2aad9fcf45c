"""What README, CONTRIBUTING and `docs/` say is there: links, files, commands; and the hooks are the checks of CI."""

import re
from pathlib import Path

import pytest
import typer
import yaml

from ingest.readers.collect import READABLE
from pipeline.cli import app
from pipeline.settings import PROJECT
from tests.__main__ import QUICK, SLOW

DOCUMENTS = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")])
TOP = r"(?:ingest|expectations|models|macros|data|dashboards|pipeline|tests|docs|\.ci)"
LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")
NAMED_PATH = re.compile(rf"`({TOP}/[\w./-]*)`")
COMMAND = re.compile(r"(?:`dangjian|python start\.py|^dangjian) ([a-z]+)", re.MULTILINE)


def name(document: Path) -> str:
    return document.relative_to(PROJECT).as_posix()


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_link_and_every_path_leads_somewhere(document: Path) -> None:
    """A page that sends its reader to a file that has moved is worse than none."""
    text = document.read_text(encoding="utf-8")
    assert not [to for to in LINK.findall(text) if not (document.parent / to).exists()]
    mentioned = [path for path in NAMED_PATH.findall(text) if path not in ("data/local",)]
    assert not [path for path in mentioned if not (PROJECT / path).exists()]


@pytest.mark.parametrize("document", ["docs/compliance.md", "docs/compliance.zh-CN.md"])
def test_what_is_said_to_meet_an_item_is_there(document: str) -> None:
    """Whoever examines the program goes by these places."""
    named = re.findall(r"`([a-z_]+/[\w./-]*)`", (PROJECT / document).read_text(encoding="utf-8"))
    places = [PROJECT / place for place in named if place != "logs/dangjian.log" and place != "logs/"]
    assert len(places) > 30
    assert not [
        one for one in places if not (one.exists() or (PROJECT / "dashboards" / one.relative_to(PROJECT)).exists())
    ]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_command_that_a_document_names_exists(document: Path) -> None:
    known = set(typer.main.get_command(app).commands) | {"test"}  # type: ignore[attr-defined]
    assert set(COMMAND.findall(document.read_text(encoding="utf-8"))) <= known


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_a_readme_starts_with_the_two_commands_and_stays_short(readme: str) -> None:
    text = (PROJECT / readme).read_text(encoding="utf-8")
    assert "\npython start.py demo\n" in text
    assert "\npython start.py test\n" in text
    assert len(text.splitlines()) < 120


def test_every_document_in_chinese_has_its_english_and_both_lead_to_each_other() -> None:
    chinese = [one for one in DOCUMENTS if one.name.endswith(".zh-CN.md")]
    assert chinese
    for one in chinese:
        english = one.with_name(one.name.replace(".zh-CN", ""))
        assert f"({english.name})" in one.read_text(encoding="utf-8")
        assert f"({one.name})" in english.read_text(encoding="utf-8")


def test_every_table_of_standards_is_told_of_in_both_languages() -> None:
    """A file that no page names is a rule that nobody knows can be changed."""
    tables = {path.name for path in (PROJECT / "data" / "standards").glob("*.csv")}
    for page in ("add-a-standard.md", "add-a-standard.zh-CN.md"):
        text = (PROJECT / "docs" / "how-to" / page).read_text(encoding="utf-8")
        assert tables <= {*re.findall(r"`(\w+\.csv)`", text), *re.findall(r"/(\w+\.csv)`", text)}


@pytest.mark.parametrize("page", ["daily-use.md", "daily-use.zh-CN.md"])
def test_every_format_that_is_read_is_told_of(page: str) -> None:
    text = (PROJECT / "docs" / page).read_text(encoding="utf-8")
    assert {*READABLE, ".zip"} <= set(re.findall(r"`(\.\w+)`", text))


def test_the_hooks_fetch_nothing_and_run_what_ci_runs() -> None:
    """A hook of another repository would be fetched, and a check that no hook has is found out only by CI."""
    repositories = yaml.safe_load((PROJECT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    assert {one["repo"] for one in repositories} == {"local"}
    hooks = {hook["id"]: hook for one in repositories for hook in one["hooks"]}
    assert {hook["language"] for hook in hooks.values()} == {"system"}
    for check, (tool, *_) in (*QUICK, *SLOW):
        assert hooks[check]["entry"].startswith(f"python -m {tool}")
