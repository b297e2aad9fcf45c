"""The parts of a pivot table that is worked out when the workbook is opened; pure.

They are written by hand because no library that is kept makes one (XlsxWriter and openpyxl do not). ECMA-376 part 1,
18.10: without records the program that opens the file has to fill the pivot from its table, which is what is wanted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"

CACHE, TABLE = "xl/pivotCache/pivotCacheDefinition1.xml", "xl/pivotTables/pivotTable1.xml"
_TABLE_RELATIONS = "xl/pivotTables/_rels/pivotTable1.xml.rels"
CONTENT_TYPES = {CACHE: f"{_TYPES}.pivotCacheDefinition+xml", TABLE: f"{_TYPES}.pivotTable+xml"}
CACHE_RELATION, TABLE_RELATION = f"{OFFICE}/pivotCacheDefinition", f"{OFFICE}/pivotTable"
CACHE_ID = 1
_ITEM = '<items count="1"><item t="default"/></items>'


@dataclass(frozen=True)
class Pivot:
    """A pivot that counts `counted` by `lines` and `across`, with boxes for `filters` above, over table `source`."""

    source: str
    columns: Sequence[str]
    filters: Sequence[str]
    lines: Sequence[str]
    across: str
    counted: str

    def parts(self) -> dict[str, bytes]:
        """Return the parts of the package by name, without the relation of the sheet on which it stands."""
        texts = {
            CACHE: self._cache(),
            TABLE: self._table(),
            _TABLE_RELATIONS: relations({"rId1": (CACHE_RELATION, "../pivotCache/pivotCacheDefinition1.xml")}),
        }
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        return {name: (head + text).encode("utf-8") for name, text in texts.items()}

    def _cache(self) -> str:
        fields = "".join(
            f'<cacheField name={quoteattr(name)} numFmtId="0"><sharedItems/></cacheField>' for name in self.columns
        )
        return (
            f'<pivotCacheDefinition xmlns="{_MAIN}" xmlns:r="{OFFICE}" saveData="0" refreshOnLoad="1" '
            'createdVersion="3" refreshedVersion="3" minRefreshableVersion="3" recordCount="0">'
            f'<cacheSource type="worksheet"><worksheetSource name={quoteattr(self.source)}/></cacheSource>'
            f'<cacheFields count="{len(self.columns)}">{fields}</cacheFields></pivotCacheDefinition>'
        )

    def _table(self) -> str:
        top = len(self.filters) + 2
        inside = [
            f'<location ref="A{top}:C{top + 3}" firstHeaderRow="1" firstDataRow="2" firstDataCol="1" '
            f'rowPageCount="{len(self.filters)}" colPageCount="1"/>',
            _list("pivotFields", [self._field(name) for name in self.columns]),
            _list("rowFields", [f'<field x="{place}"/>' for place in self._places(self.lines)]),
            _list("colFields", [f'<field x="{place}"/>' for place in self._places([self.across])]),
            _list("pageFields", [f'<pageField fld="{place}" hier="-1"/>' for place in self._places(self.filters)]),
            _list("dataFields", [self._counted()]),
            '<pivotTableStyleInfo name="PivotStyleLight16" showRowHeaders="1" showColHeaders="1" showRowStripes="0" '
            'showColStripes="0" showLastColumn="1"/>',
        ]
        return (
            f'<pivotTableDefinition xmlns="{_MAIN}" name="透视" cacheId="{CACHE_ID}" dataCaption="值" '
            'applyNumberFormats="0" applyBorderFormats="0" applyFontFormats="0" applyPatternFormats="0" '
            'applyAlignmentFormats="0" applyWidthHeightFormats="1" createdVersion="3" updatedVersion="3" '
            'minRefreshableVersion="3" useAutoFormatting="1" itemPrintTitles="1" indent="0" outline="1" '
            f'outlineData="1">{"".join(inside)}</pivotTableDefinition>'
        )

    def _field(self, name: str) -> str:
        axes = {
            **dict.fromkeys(self.filters, "axisPage"),
            **dict.fromkeys(self.lines, "axisRow"),
            self.across: "axisCol",
        }
        if name in axes:
            return f'<pivotField axis="{axes[name]}" showAll="0">{_ITEM}</pivotField>'
        counted = ' dataField="1"' if name == self.counted else ""
        return f'<pivotField{counted} showAll="0"/>'

    def _counted(self) -> str:
        (place,) = self._places([self.counted])
        return f'<dataField name="{self.counted}数" fld="{place}" subtotal="count" baseField="0" baseItem="0"/>'

    def _places(self, names: Sequence[str]) -> list[int]:
        return [self.columns.index(name) for name in names]


def relations(targets: Mapping[str, tuple[str, str]]) -> str:
    """Return a part of relations: id -> type and target."""
    inside = "".join(relation(name, kind, target) for name, (kind, target) in targets.items())
    return f'<Relationships xmlns="{_PACKAGE}">{inside}</Relationships>'


def relation(name: str, kind: str, target: str) -> str:
    """Return one relation."""
    return f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'


def _list(name: str, items: Sequence[str]) -> str:
    return f'<{name} count="{len(items)}">{"".join(items)}</{name}>'
