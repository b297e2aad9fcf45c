"""A walk from page to page by the menu, and what disagrees on the way: boxes, address, words.

`python -m tests.dashboards.menu_hops HOME` walks every pair of pages of a built home in a browser.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from dashboards.shared.labels import LEVELS
from dashboards.shared.page_registry import pages_for, title_of
from tests.dashboards.browsing import Watched, chromium, serving

_BOXES = {"年度": "year", "单位层级": "level", "学段": "stage", "片区": "area"}
"""The label of a box of the filter bar and its key in the address."""
_READ = """() => [...document.querySelectorAll('.st-key-filters [data-testid=stSelectbox]')].map(
  box => [box.querySelector('label')?.innerText.trim(), box.querySelector('input')?.value || box.innerText.trim()])"""


def tour(pages: Sequence[str]) -> list[str]:
    """Return a closed walk that goes once from each page to each other (an Eulerian circuit of all ordered pairs)."""
    left = {page: [other for other in reversed(pages) if other != page] for page in pages}
    path, walk = [pages[0]], []
    while path:
        if left[path[-1]]:
            path.append(left[path[-1]].pop())
        else:
            walk.append(path.pop())
    return walk[::-1]


def hops(watched: Watched, walk: Sequence[str], words: dict[str, str]) -> Iterator[str]:
    """Go the walk by the menu and yield what disagrees; `words` are what was chosen, as a box shows it, by its key."""
    for before, page in pairwise(walk):
        watched.menu(title_of(page))
        asked = {key: values[0] for key, values in parse_qs(urlsplit(watched.page.url).query).items()}
        for label, shown in watched.page.evaluate(_READ):
            key = _BOXES.get(str(label))
            if key in asked and words[key] not in str(shown):
                yield f"{before} -> {page}: the box {label} says {shown}, the address {asked[key]}"
        if "年度" in {label for label, _ in watched.page.evaluate(_READ)}:
            body = watched.page.inner_text("[data-testid=stMain]")
            if f"{asked['year']}年" not in body:
                yield f"{before} -> {page}: nothing on the page is of {asked['year']}"


def main(home: Path) -> int:
    """Walk every pair of pages of `home` and print what disagrees."""
    pages = pages_for("admin")
    with tempfile.TemporaryDirectory() as folder, serving(home, Path(folder)) as server, chromium() as browser:
        watched = Watched(browser, server, "admin")
        watched.go("compare", year="2025", level="school")
        found = list(hops(watched, ["compare", *tour(pages)], {"year": "2025年", "level": LEVELS["school"]}))
    print(*found, f"{len(pages) * (len(pages) - 1)} pairs, {len(found)} disagree", sep="\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
