"""Read the HTML tables that web systems hand out under the name .xls."""

import re
from html.parser import HTMLParser

from ingest.readers.marks import Marks, Range

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_SPAN_AT_MOST = 1_000
_STRIKES = frozenset({"s", "strike", "del"})
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)


def charset(content: bytes) -> str | None:
    """Return the encoding that the page names, if it names one."""
    match = _CHARSET.search(content[:4096])
    name = match.group(1).decode("ascii").lower() if match else None
    return "gb18030" if name in {"gb2312", "gbk", "gb18030"} else name


class TableParser(HTMLParser):
    """Collects every table of a page: `tables` holds (cells, merged ranges, marks), rows as the page has them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[tuple[list[list[object]], list[Range], Marks]] = []
        self._rows: list[dict[int, str]] = []
        self._ranges: list[Range] = []
        self._taken: set[tuple[int, int]] = set()
        self._text: list[str] | None = None
        self._place = (0, 0)
        self._marks = Marks()
        self._strikes = 0
        self._struck: set[bool] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a row or a cell."""
        if tag == "table":
            self._close_table()
        elif tag == "tr":
            self._close_cell()
            if _HIDDEN.search(dict(attrs).get("style") or ""):
                self._marks.hidden_rows.add(len(self._rows))
            self._rows.append({})
        elif tag in {"td", "th"}:
            self._open_cell(dict(attrs))
        elif tag in _STRIKES:
            self._strikes += 1
        elif tag == "br" and self._text is not None:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Close a cell, a row or a table."""
        if tag in {"td", "th", "tr"}:
            self._close_cell()
        elif tag == "table":
            self._close_table()
        elif tag in _STRIKES and self._strikes:
            self._strikes -= 1

    def handle_data(self, data: str) -> None:
        """Keep the text of the cell that is open."""
        if self._text is not None:
            self._text.append(data)
            if data.strip():
                self._struck.add(self._strikes > 0)

    def close(self) -> None:
        """Finish a page whose last table was never closed."""
        super().close()
        self._close_table()

    def _open_cell(self, attributes: dict[str, str | None]) -> None:
        self._close_cell()
        if not self._rows:
            self._rows.append({})
        row = len(self._rows) - 1
        column = self._free_column(row)
        down, across = (_span(attributes.get(name)) for name in ("rowspan", "colspan"))
        if down > 1 or across > 1:
            self._ranges.append(((row, column), (row + down - 1, column + across - 1)))
            self._taken.update((row + i, column + j) for i in range(down) for j in range(across))
        self._place = (row, column)
        self._rows[row][column] = ""
        self._text = []
        self._strikes = 1 if _STRUCK.search(attributes.get("style") or "") else 0
        self._struck = set()

    def _free_column(self, row: int) -> int:
        """Return the first column of a row that neither a cell nor a range from above has taken."""
        column = 0
        while column in self._rows[row] or (row, column) in self._taken:
            column += 1
        return column

    def _close_cell(self) -> None:
        if self._text is not None:
            row, column = self._place
            self._rows[row][column] = "".join(self._text).strip()
            self._text = None
            self._strikes = 0
            if True in self._struck:
                self._marks.strike(self._place, wholly=False not in self._struck)

    def _close_table(self) -> None:
        self._close_cell()
        if any(self._rows):
            width = max(max(row, default=-1) for row in self._rows) + 1
            cells: list[list[object]] = [[row.get(column, "") for column in range(width)] for row in self._rows]
            self.tables.append((cells, self._ranges, self._marks))
        self._rows, self._ranges, self._taken, self._marks = [], [], set(), Marks()


def _span(text: str | None) -> int:
    digits = (text or "").strip()
    return min(int(digits), _SPAN_AT_MOST) if digits.isdecimal() and int(digits) > 0 else 1
