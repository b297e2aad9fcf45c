"""`python -m tests.paper HOME OUT [YEAR]`: packs as they come out of a printer, looked at by this program and by you.

Makes the packs of a few units of a built home (a school and a branch with most below standard, one of each with least)
and of the district, prints every file to PDF (Office files through LibreOffice, which must be there) and each page to a
picture in OUT, and says which pages look wrong: letters over each other or over the edge, a page with three lines, more
pages than the file may have. Takes a minute; the suite checks the same by measuring, without LibreOffice.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pdfplumber
import pypdfium2

from dashboards.database import connection, definitions
from dashboards.database.reader import Reader
from dashboards.review_packs import brief_template
from dashboards.review_packs.snapshot import Snapshot, freeze
from dashboards.review_packs.template import template_of
from dashboards.review_packs.write_pack import File, files_of, templates_of, volume_files_of
from dashboards.shared.unit import UnitKey
from dashboards.shared.viewer import ADMIN, Viewer

SQUEEZED = set("，。、；：（）“”《》")
"""Full-width marks, which printers push together."""
MOST_PAGES = {"述职幻灯片": 6, "述职一页纸": 1, "一页简报": 1}
FEWEST_LINES = 4
_EXTREMES = (
    "select unit_level, unit_id, count(*) as below from marts.unit_shortfall"
    " where period_type = 'year' and year = ? and unit_level in ('school', 'branch')"
    " group by unit_level, unit_id order by below desc, unit_id"
)


def main(home: Path, out: Path, year: int | None = None) -> int:
    """Print everything and return 1 if any page looks wrong."""
    if shutil.which("soffice") is None:
        print("LibreOffice is not there (apt-get install libreoffice-writer libreoffice-calc libreoffice-impress).")
        return 2
    wrong = 0
    for file in _files(home, year):
        path = out / file.name
        out.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
        printed = path if path.suffix == ".pdf" else _printed(path)
        faults = list(_faults(printed, MOST_PAGES.get(file.what)))
        wrong += len(faults)
        print(f"{file.name}: {_pictures(printed)} pages", *faults, sep="\n  ")
    return min(wrong, 1)


def _files(home: Path, year: int | None) -> Iterator[File]:
    build = connection.published_build(home)
    assert build is not None, "no build is published in this home"
    db = duckdb.connect(build.path, read_only=True)
    district = db.execute("select unit_id from marts.dim_unit where unit_level = 'district'").fetchone()
    assert district is not None
    viewer = Viewer(ADMIN, "district", district[0])
    info = definitions.build_info(Reader(viewer, build))
    taken = freeze(home, year or info.as_of.year, build, info.as_of, "区级管理员")
    below = db.execute(_EXTREMES, [taken.year]).fetchall()
    yield from volume_files_of(viewer, taken, template_of(home, brief_template.NAME, brief_template.write))[1]
    for unit in _extremes(below):
        yield from _pack(home, viewer, taken, unit)


def _extremes(below: list[tuple[str, str, int]]) -> Iterator[UnitKey]:
    for level in ("school", "branch"):
        units = [unit for of_level, unit, _ in below if of_level == level]
        yield from (UnitKey(level, unit) for unit in dict.fromkeys((units[0], units[-1])))


def _pack(home: Path, viewer: Viewer, taken: Snapshot, unit: UnitKey) -> list[File]:
    return files_of(viewer, taken, unit, templates_of(home))[1]


def _printed(path: Path) -> Path:
    words = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(path.parent / "printed"), str(path)]
    subprocess.run(words, check=True, capture_output=True, timeout=180)
    return path.parent / "printed" / f"{path.stem}.pdf"


def _pictures(pdf: Path) -> int:
    pages = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(pages, start=1):
        page.render(scale=1.2).to_pil().save(pdf.with_name(f"{pdf.stem}_{number:02}.png"))
    return len(pages)


def _faults(pdf: Path, most: int | None) -> Iterator[str]:
    with pdfplumber.open(pdf) as file:
        if most and len(file.pages) > most:
            yield f"{len(file.pages)} pages, at most {most}"
        for page in file.pages:
            letters = upright(page)
            yield from (f"page {page.page_number}: {pair} over each other" for pair in overprinted(letters)[:3])
            if any(_is_cut(one, page) for one in letters):
                yield f"page {page.page_number}: letters over the edge"
            if not page.images and not page.rects and len({round(one["top"]) for one in letters}) < FEWEST_LINES:
                yield f"page {page.page_number}: fewer than {FEWEST_LINES} lines"


def _is_cut(letter: dict[str, Any], page: Any) -> bool:
    """Tell whether a letter lies across an edge; what lies outside as a whole belongs to another page of the sheet."""
    across = letter["x0"] < page.width < letter["x1"] or letter["x0"] < 0 < letter["x1"]
    return bool(across or letter["top"] < page.height < letter["bottom"])


def upright(page: Any) -> list[dict[str, Any]]:
    """Return the letters of a page, without the watermark that lies across it and slanted ones, which lean over."""
    return [one for one in page.chars if not any(map(_turned, one["matrix"][1:3])) and one["text"].strip()]


def _turned(part: float) -> bool:
    return abs(part) > 1e-6


def overprinted(letters: list[dict[str, Any]]) -> list[str]:
    """Return pairs of letters of a page that stand on each other."""
    found = []
    lying = sorted(letters, key=lambda one: (round(one["top"]), one["x0"]))
    for one, other in pairwise(lying):
        if {one["text"], other["text"]} & SQUEEZED or round(one["top"]) != round(other["top"]):
            continue
        if min(one["x1"], other["x1"]) - max(one["x0"], other["x0"]) > 1.5:
            found.append(one["text"] + other["text"])
    return found


if __name__ == "__main__":
    home, out, *year = sys.argv[1:]
    sys.exit(main(Path(home), Path(out), int(year[0]) if year else None))
