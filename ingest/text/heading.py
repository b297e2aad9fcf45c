"""Headings: whose is what stands below."""

import re

NAMES_SOMEBODY = re.compile(r"支部|总支|党委|学校|[小中]学|幼儿园|单位")
"""What stands above a table of somebody of its own; the heading of the sheet or document goes for all others."""
