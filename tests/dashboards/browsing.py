"""A served dashboard, a headless Chromium, and a page that notes what goes wrong on it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import playwright.sync_api as playwright
import pytest

from pipeline.settings import PROJECT

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NEEDS_CHROMIUM = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium on this machine; in CI these fail instead"
)
APP = PROJECT / "dashboards" / "app.py"
_FILES = {"xlsx", "xls", "ods", "csv", "tsv", "txt", "zip", "docx", "pdf", "png"}
ENGLISH_ALLOWED = {"Wilson", "Byar", "Word", "Excel", *_FILES, *(kind.upper() for kind in _FILES)}
"""Names of methods, of programs and of kinds of files; nothing that a person would have to understand."""
READ = """() => {
  const icons = '[data-testid="stIconMaterial"], script, style, noscript';
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const said = [];
  while (walk.nextNode()) if (!walk.currentNode.parentElement.closest(icons)) said.push(walk.currentNode.nodeValue);
  for (const e of document.querySelectorAll('[aria-label],[title],[placeholder]'))
    for (const n of ['aria-label', 'title', 'placeholder']) said.push(e.getAttribute(n) || '');
  return said.join('\\n');
}"""


@contextmanager
def serving(home: Path, elsewhere: Path) -> Iterator[str]:
    """Serve `home` from the folder `elsewhere`, as the command line does; give the address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = ["-m", "streamlit", "run", str(APP), "--server.port", str(port), "--", "--home", str(home)]
    address = f"http://localhost:{port}"
    with (elsewhere / "log").open("wb") as log:
        server = subprocess.Popen([sys.executable, *words], cwd=elsewhere, stdout=log, stderr=log)
        try:
            for _ in range(120):
                try:
                    urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()
                    break
                except OSError:
                    time.sleep(0.25)
            yield address
        finally:
            server.terminate()
            server.wait(10)


@contextmanager
def chromium() -> Iterator[playwright.Browser]:
    """Open a browser without a window."""
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


class Watched:
    """A page with what went wrong on it."""

    def __init__(self, browser: playwright.Browser, width: int = 1366, height: int = 768) -> None:
        self.page = browser.new_page(viewport={"width": width, "height": height})
        self.problems: list[str] = []
        self.hosts: set[str] = set()
        self.page.on("console", lambda said: self.problems.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("request", lambda request: self.hosts.add(request.url.split("/")[2].split(":")[0]))

    def settle(self) -> None:
        """Wait for the end of the page's run."""
        self.page.wait_for_selector("h1", timeout=30_000)
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=30_000)
        self.page.wait_for_timeout(200)

    def go(self, address: str) -> None:
        self.page.goto(address)
        self.settle()

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
        # Ids of batches and problems and names of files are not ours to translate.
        data = r"B\d{6}-[a-z_]+|\w+\.(xlsx?|ods|csv)|[A-Z]+\d{4}-\d+-\d+"
        read = re.sub(data, "", str(self.page.evaluate(READ)))
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

    def faults(self) -> list[str]:
        """What must be on no page: other languages, overflow, an error, a request to another host."""
        found = [f"English: {word}" for word in sorted(self.english())]
        found += ["wider than the window"] * (self.overflow() > 0)
        found += ["an exception is shown"] * (self.page.locator("[data-testid=stException]").count() > 0)
        found += ["the page went wrong"] * ("页面出错了" in self.page.inner_text("body"))
        return found + self.problems + sorted(f"asks {host}" for host in self.hosts - {"localhost"})
