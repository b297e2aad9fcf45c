"""Allocate the rows of a district to files: each clerk takes what is his or hers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pipeline.sample.district.district import District
from pipeline.sample.district.records import Rows, School
from pipeline.sample.workbooks.layout import DAYS, Grid

Row = dict[str, object]


class RowAllocation:
    """The rows that no file has yet: every row goes into one file and none is left over."""

    def __init__(self, district: District, rows: dict[str, Rows]) -> None:
        self.district = district
        self.rows = rows
        self.places = {code: number for number, code in enumerate(district.schools)}
        areas = [one.code for one in district.organisations.values() if one.kind == "片区党委"]
        self.areas = areas

    def take(
        self,
        ledger: str,
        schools: tuple[int, ...] | None = None,
        area: str | None = None,
        year: int | None = None,
        where: Callable[[Row], bool] | None = None,
    ) -> Rows:
        """Take out rows of some schools (by place), of an area or a year; all if nothing is said."""
        taken: Rows = []
        left: Rows = []
        for row in self.rows[ledger]:
            fits = (
                self._is_of(row, schools, area)
                and (year is None or year_of(row) == year)
                and (where is None or where(row))
            )
            (taken if fits else left).append(row)
        self.rows[ledger] = left
        return taken

    def _is_of(self, row: Row, schools: tuple[int, ...] | None, area: str | None) -> bool:
        school = self.school_of(row)
        if school is None:
            return schools is None and area is None
        return (schools is None or self.places[school.code] in schools) and area in (None, school.area)

    def school_of(self, row: Row) -> School | None:
        """Return the (first) school of an organisation."""
        if "学校" in row:
            return self.district.schools[str(row["学校"])]
        code = row.get("党组织") or row.get("所在党支部")
        one = self.district.organisations.get(str(code))
        return self.district.schools[one.schools[0]] if one and one.schools else None

    def stem(self, place: int) -> str:
        """Return a school's name for file names, by its place; empty if there is no such school."""
        schools = list(self.district.schools.values())
        return schools[place].name if place < len(schools) else ""


def year_of(row: Row) -> int | None:
    """Return the year that a row names, else that of its day."""
    if isinstance(year := row.get("年度"), int):
        return year
    day = next((row[key] for key in DAYS if isinstance(row.get(key), date)), None)
    return day.year if isinstance(day, date) else None


def by_organisation(rows: Rows) -> Rows:
    """Return rows in the order of a ledger that is kept branch by branch."""
    return sorted(rows, key=lambda row: (str(row.get("党组织") or row.get("所在党支部")), str(row.get("活动日期"))))


def code_list(title: str, lists: dict[str, tuple[str, ...]]) -> tuple[str, Grid]:
    """Return a sheet that explains codes and is no ledger."""
    grid = Grid()
    for name, values in lists.items():
        grid.cells.append([name, None])
        grid.cells += [[f"{number:02d}", value] for number, value in enumerate(values, start=1)]
        grid.cells.append([None, None])
    return title, grid
