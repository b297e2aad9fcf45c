"""What the box of 问一句 offers while somebody types: names that can be asked for by themselves."""

from __future__ import annotations

from dashboards.ask.queries import named_units
from dashboards.database import definitions
from dashboards.database.reader import Reader
from dashboards.shared.labels import LEVELS
from dashboards.shared.page_registry import PAGES

MOST_UNITS = 250
"""Names go to the browser with each page: of a whole district its 片区 and schools, of a school its branches too."""


def names_to_offer(reader: Reader) -> tuple[str, ...]:
    """Return names of indicators, of the viewer's pages and units, each once, as they stand on the pages.

    Units come level by level from the top, and a level that would make them more than `MOST_UNITS` is left out with
    those below it.
    """
    indicators = definitions.indicators(reader)["name_zh"].to_list()
    pages = [page.title for name, page in PAGES.items() if reader.viewer.may_open(name)]
    return tuple(dict.fromkeys(map(str, [*indicators, *pages, *_units(reader)])))


def _units(reader: Reader) -> list[str]:
    levels = named_units(reader).partition_by("unit_level", as_dict=True)
    offered: list[str] = []
    for level in LEVELS:
        names = levels[(level,)]["unit_name"].to_list() if (level,) in levels else []
        if len(offered) + len(names) > MOST_UNITS:
            break
        offered.extend(names)
    return offered
