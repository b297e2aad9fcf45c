"""The units of the district worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence

DISTRICT, EAST, WEST = "01", "0101", "0102"
JOINT = "010101"  # 三校联合党支部, of three schools
JOINT_SCHOOLS = ("2101", "2102", "2103")
NEW = "01010201"  # founded on 15 May 2025
SECOND = "01010202"  # the branch of the hours and of the dates round New Year
SILENT = "01010203"  # never sends anything
MIDDLE_SCHOOL = "2104"  # of NEW, SECOND and SILENT
FIVE = "010103"  # five 正式党员 and two 预备党员
MOVED, MOVED_SCHOOL = "010201", "2106"  # from 东城 to 西关 on 1 July 2025

Table = Sequence[Sequence[str]]
