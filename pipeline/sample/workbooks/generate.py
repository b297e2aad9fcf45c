"""The one program that makes the sample district's ledgers, at any size."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from pipeline.sample.district.build import build_district
from pipeline.sample.district.district import District
from pipeline.sample.ledgers.all_rows import all_rows
from pipeline.sample.workbooks.faults import PlantedFault
from pipeline.sample.workbooks.file_plan import FilePlan
from pipeline.sample.workbooks.large_plan import large_plan
from pipeline.sample.workbooks.render import render
from pipeline.sample.workbooks.small_plan import small_plan
from pipeline.sample.workbooks.write import write_zip

LARGE = 40  # schools from which ledgers are big plain files in place of many small ones


def generate(
    schools: int,
    years: int,
    seed: int,
    out: Path,
    as_of: date | None = None,
    progress: Callable[[int, int], None] | None = None,
    exempt_percent: int = 0,
) -> list[Path]:
    """Write the ledgers of an invented district into `out` and return their paths, in order of name.

    `years` counts the open one; `progress` is told how many files of how many are done; `exempt_percent`
    of a hundred members owe nothing for a time. The same arguments give
    the same bytes. ValueError for less than one school or year.
    """
    district = build_district(schools, years, seed, as_of, exempt_percent)
    return [path for path, _ in write_district(district, out, progress)]


def planted_faults(district: District) -> list[PlantedFault]:
    """Return every fault in the files of a district, without writing them."""
    return [fault for plan in plans(district) for fault in render(district, plan)[1]]


def plans(district: District) -> list[FilePlan]:
    """Return the files that a district sends in."""
    rows = all_rows(district)
    return large_plan(district, rows) if len(district.schools) >= LARGE else small_plan(district, rows)


def write_district(
    district: District, out: Path, progress: Callable[[int, int], None] | None = None
) -> list[tuple[Path, list[PlantedFault]]]:
    """Write a district's files; each path with the faults planted in it. Files of one archive are packed together."""
    planned = plans(district)
    written: dict[str, list[PlantedFault]] = {}
    archives: dict[str, list[tuple[str, bytes]]] = {}
    for done, plan in enumerate(planned, start=1):
        content, faults = render(district, plan)
        written.setdefault(plan.archive or plan.name, []).extend(faults)
        if plan.archive:
            archives.setdefault(plan.archive, []).append((plan.name, content))
        for name in () if plan.archive else (plan.name, *plan.copies):
            target = out / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            written.setdefault(name, [])
        if progress:
            progress(done, len(planned))
    for name, files in archives.items():
        write_zip(out / name, files)
    return [(out / name, written[name]) for name in sorted(written)]
