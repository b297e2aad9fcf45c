"""The sentences with which a file is refused whole."""

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz

from ingest.ledger import Column, Ledger
from ingest.recognition.known_layout import Layout
from ingest.recognition.match import Match
from ingest.recognition.wide_columns import Wide, is_share
from ingest.text.chinese import normalise

_ALIKE = 45.0
_NOTHING_LANDED = "后重新报送，整个文件没有入库。"
_LAYOUT_STEP = "列名不便改的，也可以在“数据报送”页面指定每一列读作什么，以后同样的表就直接读。"


def lacking_columns(
    sheet: str, ledger: Ledger, missing: Iterable[Column], unknown: Mapping[int, str], wide: Iterable[Wide] = ()
) -> str:
    """Name the missing columns, each with the unknown header that comes closest to it; `wide` run across."""
    columns = list(missing)
    lacking = "、".join(_with_closest(column, unknown) for column in columns)
    return (
        f"工作表“{sheet}”最像“{ledger.title}”，但缺少必填列：{lacking}。"
        f"请补上这些列（或把列名改成模板中的列名）{_NOTHING_LANDED}{_above_the_header(columns, ledger)}"
        f"{_with_points(columns, ledger)}{_beside_values(columns, ledger, wide)}{_for_shares(columns, ledger, unknown)}"
        f"{_LAYOUT_STEP}"
    )


def _above_the_header(missing: Iterable[Column], ledger: Ledger) -> str:
    """Say how to write what is the same for the whole table above its header, with what the template shows."""
    lines = [f"“{each.header}：{ledger.example[each.id]}”" for each in missing if _may_stand_above(each, ledger)]
    return f"整张表都一样的，也可以在表头上面写一行，如{'、'.join(lines)}。" if lines else ""


def _with_points(missing: Iterable[Column], ledger: Ledger) -> str:
    """Say how columns are told that are each an item with points, where the ledger may have such."""
    lacking = {each.id for each in missing}
    items = [ledger.column(each.of).header for each in ledger.across if each.any_with_points and each.of in lacking]
    return f"每个{items[0]}一列、填得分的，请在列名后面写上满分，如“服务态度（20分）”。" if items else ""


def _beside_values(missing: Iterable[Column], ledger: Ledger, wide: Iterable[Wide]) -> str:
    """Say where that belongs which columns that run across lack of what they may hold: 政治审查应完成日期."""
    first = next((one for one in wide if isinstance(one.gives, str)), None)
    if first is None:
        return ""
    held = {name for each in ledger.unpivoted if each.of == first.of for name in each.holds}
    lacking = [column for column in missing if column.id in held]
    return _with_columns_beside(str(first.gives), lacking, ledger) if lacking else ""


def _with_columns_beside(value: str, lacking: Sequence[Column], ledger: Ledger) -> str:
    named = "、".join(f"“{value}{column.header}”" for column in lacking)
    what = "格内都写日期，不要打勾（√）；" if {column.kind for column in lacking} == {"date"} else ""
    return f"“{value}”等每样一列的，请给每一列再配一列，如{named}，{what}也可以{ledger.one_row}一行。"


def _for_shares(missing: Iterable[Column], ledger: Ledger, unknown: Mapping[int, str]) -> str:
    """Say that shares do not tell the numbers that the ledger asks for."""
    counts = {name: column for column in ledger.columns if column.counts_one for name in (column.id, *ledger.one_of)}
    column = next((counts[each.id] for each in missing if each.id in counts), None)
    shares = [normalise(header) for header in unknown.values() if is_share(header)]
    if column is None or not shares:
        return ""
    return f"“{shares[0]}”是占比，看不出{column.header}：请每个等次一列，填{column.header}（整数）。"


def _may_stand_above(column: Column, ledger: Ledger) -> bool:
    return column.header in column.title_labels and column.id in ledger.example


def unconfirmed(file: str, titles: Sequence[str]) -> str:
    """Say why a file is not landed whose rows and columns were inferred; `titles` are the ledgers it looks like."""
    alike = f"其中的表像是{'、'.join(f'“{title}”' for title in titles)}，但" if titles else ""
    return (
        f"“{file}”是 PDF：{alike}行和列是按框线推算出来的，要由人确认版式以后才能入库，现在还没有确认过的版式。"
        "请在“数据报送”页面核对每一列并确认版式；也可以报送原来的电子表格或 Word 文档，整个文件没有入库。"
    )


def by_layout(layout: Layout) -> str:
    """Say by which layout a table was read, and who answers for it."""
    confirmed = f"（由{layout.confirmed_by}确认）" if layout.confirmed_by else ""
    return f"按版式“{layout.name}”读取{confirmed}。"


def nothing_found(readings: Sequence[tuple[str, Match]]) -> str:
    """Say what a file without any ledger comes closest to; a reading is the name of a sheet and a possible header."""
    if not readings:
        return f"没有认出任何台账：没有找到表头。请对照模板检查列名{_NOTHING_LANDED}{_LAYOUT_STEP}"
    sheet, match = max(readings, key=lambda reading: reading[1].rank)
    if not match.missing:
        return (
            f"没有认出任何台账：工作表“{sheet}”有“{match.ledger.title}”的列名，但下面没有逐行登记的内容"
            f"（不能读单次会议的表单）。请按模板一行登记一条{_NOTHING_LANDED}"
        )
    return "没有认出任何台账：" + lacking_columns(
        sheet, match.ledger, match.missing, match.unknown, match.wide.values()
    )


def _with_closest(column: Column, unknown: Mapping[int, str]) -> str:
    def alikeness(header: str) -> float:
        seen = normalise(header)
        return max(fuzz.ratio(seen, name) for name in (column.header, *column.aliases))

    closest = max(unknown.values(), key=alikeness, default=None)
    if closest is None or alikeness(closest) < _ALIKE:
        return column.header
    return f"{column.header}（表中最接近的列名是“{normalise(closest)}”）"
