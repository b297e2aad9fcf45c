"""A served dashboard, a headless Chromium, and a page that notes what goes wrong on it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import playwright.sync_api as playwright
import pytest

from dashboards.shared.page_registry import HOME
from pipeline.settings import PROJECT
from tests.browser_program import CHROMIUM
from tests.dashboards.login import PATIENCE_SECONDS, address_of, shows_to

NEEDS_CHROMIUM = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium on this machine; in CI these fail instead"
)
APP = PROJECT / "dashboards" / "app.py"
_OFFICE = {"xlsx", "xlsm", "xlsb", "xls", "ods", "docx", "pptx", "pdf"}
_FILES = _OFFICE | {"csv", "tsv", "txt", "zip", "png", "xml", "mht", "mhtml"}
ENGLISH_ALLOWED = {"Wilson", "Byar", "Word", "Excel", *_FILES, *(kind.upper() for kind in _FILES)}
"""Names of methods, of programs and of kinds of files; nothing that a person would have to understand."""
DATA = re.compile(
    r"B\d{6}-[a-z_]+"  # batches
    r"|[A-Z]+\d{4}-\d+-\d+"  # problems
    r"|\w+\.(?:xlsx?|ods|csv)"  # files
    r"|\b[0-9a-f]{12}(?:[0-9a-f]{52})?\b"  # hashes of files, whole or shortened
    r"|\b[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}\b"  # codes that prove a document genuine
)
"""What is named by a machine or a person: not ours to translate, and it can hold anything."""
READ = """() => {
  const icons = '[data-testid="stIconMaterial"], [data-testid="stExpanderIconCheck"], script, style, noscript';
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const said = [];
  while (walk.nextNode()) if (!walk.currentNode.parentElement.closest(icons)) said.push(walk.currentNode.nodeValue);
  for (const e of document.querySelectorAll('[aria-label],[title],[placeholder]'))
    for (const n of ['aria-label', 'title', 'placeholder']) said.push(e.getAttribute(n) || '');
  return said.join('\\n');
}"""
STILL = """document.addEventListener('DOMContentLoaded', () => {
  const style = document.createElement('style');
  style.textContent = '*, *::before, *::after { animation: none !important; transition: none !important }';
  document.head.append(style);
})"""
"""Without a graphics card each frame of a spinner is drawn by the processor: more than all the rest of a page costs."""


@contextmanager
def serving(home: Path, elsewhere: Path) -> Iterator[str]:
    """Serve `home` from the folder `elsewhere`; give the address.

    The server takes a free port by itself: one that was looked for beforehand can be somebody else's by then.
    """
    words = ["-m", "streamlit", "run", str(APP), "--server.port", "0", "--logger.hideWelcomeMessage", "false"]
    log = elsewhere / "log"
    with log.open("wb") as file:
        server = subprocess.Popen(
            [sys.executable, *words, "--", "--home", str(home)], cwd=elsewhere, stdout=file, stderr=file
        )
    try:
        yield _address(server, log)
    finally:
        server.terminate()
        server.wait(PATIENCE_SECONDS)


def _address(server: subprocess.Popen[bytes], log: Path) -> str:
    """Return the address that the server names once it answers."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and server.poll() is None:
        said = re.search(r"http://localhost:\d+", log.read_text(encoding="utf-8", errors="replace"))
        if said:
            return said.group()
        time.sleep(0.1)
    pytest.fail(f"the dashboard did not start: {log.read_text(encoding='utf-8', errors='replace')}")


@contextmanager
def chromium() -> Iterator[playwright.Browser]:
    """Open a browser without a window."""
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def tab_of(browser: playwright.Browser, *, width: int, height: int) -> playwright.Page:
    """Open a tab that waits as long as a page may take; its own half minute is short on a busy machine."""
    tab = browser.new_page(viewport={"width": width, "height": height})
    tab.set_default_timeout(PATIENCE_SECONDS * 1000)
    return tab


class Watched:
    """Somebody's page of the dashboard at `server`, with what went wrong on it."""

    def __init__(
        self,
        browser: playwright.Browser,
        server: str,
        role: str | None = None,
        unit: str | None = None,
        *,
        width: int = 1366,
        height: int = 768,
    ) -> None:
        self.server, self.role, self.unit = server, role, unit
        self.page = tab_of(browser, width=width, height=height)
        self.page.add_init_script(STILL)
        self.problems: list[str] = []
        self.hosts: set[str] = set()
        self.page.on("console", lambda said: self.problems.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("request", lambda request: self.hosts.add(request.url.split("/")[2].split(":")[0]))

    def settle(self) -> None:
        """Wait for the end of the page's run."""
        self.page.wait_for_selector("h1")
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        self.page.wait_for_timeout(200)

    def go(self, page: str = HOME, **query: str) -> None:
        """Open a page by its address, as whoever this is."""
        self.page.goto(address_of(self.server, page, self.role, self.unit, **query))
        self.settle()

    def is_still_who_they_were(self) -> bool:
        """Whether the page in sight is shown to whoever opened the first one."""
        return shows_to(self.page.url, self.role, self.unit)

    def taken(self, button: playwright.Locator) -> playwright.Download:
        """Click a download button and return its file."""
        self.settle()
        with self.page.expect_download() as download:
            button.locator("visible=true").first.click()
        return download.value

    def menu(self, title: str) -> None:
        """Go to a page by its link in the menu; what is left over of the page before is waited for."""
        self.page.locator(".st-key-menu").get_by_role("link", name=title, exact=True).click()
        self.page.get_by_role("heading", name=title, exact=True, level=1).wait_for()
        self.page.wait_for_function("!document.querySelector('[data-stale=true]')")
        self.settle()

    def english(self) -> set[str]:
        read = DATA.sub("", str(self.page.evaluate(READ)))
        words = re.findall(r"[A-Za-z]{3,}", read)
        return {word for word in words if word not in ENGLISH_ALLOWED}

    def overflow(self) -> int:
        return int(self.page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth"))

    @contextmanager
    def on_a_phone(self) -> Iterator[None]:
        """Turn the window into a phone's for a while."""
        wide = self.page.viewport_size
        self.page.set_viewport_size({"width": 390, "height": 844})
        self.page.wait_for_timeout(300)  # figures draw themselves anew
        yield
        if wide is not None:
            self.page.set_viewport_size(wide)
            self.page.wait_for_timeout(300)
            # the menu slides back in; until it stands, its box scrolls over links that nobody can reach
            self.page.locator(".st-key-menu").get_by_role("link").first.wait_for()

    def faults(self) -> list[str]:
        """What must be on no page: other languages, overflow, an error, a request to another host."""
        found = [f"English: {word}" for word in sorted(self.english())]
        found += ["wider than the window"] * (self.overflow() > 0)
        found += ["an exception is shown"] * (self.page.locator("[data-testid=stException]").count() > 0)
        found += ["the page went wrong"] * ("页面出错了" in self.page.inner_text("body"))
        return found + self.problems + sorted(f"asks {host}" for host in self.hosts - {"localhost"})
