"""What a file that lacks columns of its ledger may still say: it changes rows that are known, in the columns it has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence, Set

import polars as pl

from ingest.draft import Draft, Filled
from ingest.faults import Fault
from ingest.landing.manifest import Manifest
from ingest.ledger import Ledger
from ingest.schema import (
    BETWEEN,
    BROUGHT,
    content_schema,
    key_columns,
    optional_key_columns,
    sources_of_content,
    worked_out,
)

BATCHES_LOOKED_AT = 20
"""How many of the newest batches of a ledger say which columns its files usually have."""
_FEWEST_BATCHES, _SEVERAL = 2, 3
_GIVEN_ID = "_given_id_hash"


def brought_sets(draft: Draft) -> dict[str, frozenset[str]]:
    """Return the columns of the tables that lack some, by what stands in `_brought`."""
    told = draft.frame[BROUGHT].drop_nulls().unique().to_list()
    return {text: frozenset(text.split(BETWEEN)) for text in told}


def columns_of(draft: Draft) -> tuple[str, ...]:
    """Return the ledger's columns that the file has, in any of its tables, in the ledger's order."""
    told = draft.frame[BROUGHT].unique().to_list()
    if not told or None in told:
        return tuple(column.id for column in draft.ledger.columns)
    given = {name for text in told for name in text.split(BETWEEN)}
    return tuple(column.id for column in draft.ledger.columns if column.id in given)


def usual_columns(batches: Sequence[Manifest]) -> frozenset[str]:
    """Return the columns that most of the newest batches of a ledger have; none where too few are known."""
    told = [frozenset(each.columns) for each in batches if each.columns is not None and each.accepted]
    return usual_of(told[-BATCHES_LOOKED_AT:])


def usual_of(told: Sequence[frozenset[str]]) -> frozenset[str]:
    """Return the columns that most of some files have; none where the files are too few."""
    if len(told) < _FEWEST_BATCHES:
        return frozenset()
    counts = Counter(name for columns in told for name in columns)
    return frozenset(name for name, count in counts.items() if count * 2 > len(told))


def poorer_than_usual(draft: Draft, usual: frozenset[str]) -> tuple[str, ...]:
    """Return the headers of usual columns that the file lacks, if it lacks several of them or a third."""
    own = set(columns_of(draft))
    lacking = [column.header for column in draft.ledger.columns if column.id in usual - own]
    return tuple(lacking) if len(lacking) >= _SEVERAL or len(lacking) * 3 >= len(usual) > 0 else ()


def given_before(column_sources: pl.DataFrame, batch: str) -> tuple[str, ...]:
    """Name the columns that the rows of a batch keep from older files: by file, with how many rows."""
    own = column_sources.filter(live_batch=batch)
    lines = own.group_by("live_sheet", "live_row_number", "file", maintain_order=True).agg(
        pl.col("header").unique(maintain_order=True)
    )
    counts = Counter((file, BETWEEN.join(headers)) for *_, file, headers in lines.iter_rows())
    return tuple(f"{headers}：“{file}”（{count} 行）" for (file, headers), count in counts.items())


def adopt_keys(draft: Draft, live_like: Callable[[pl.DataFrame], pl.DataFrame]) -> None:
    """Give rows whose file lacks an optional column of the key the key of the one live row that agrees with the rest.

    A list of names without 转入日期 means the stay that the roster has. Where several rows agree nobody can tell which
    is meant, and the row goes back. `live_like` returns the live rows that agree with rows in what no key lacks.
    """
    ledger = draft.ledger
    faults: list[Fault] = []
    for text, brought in brought_sets(draft).items():
        absent, rest = _parts_of_key(ledger, brought)
        if absent and rest:
            known = _keys_by(live_like(draft.frame), rest)
            unsaid = pl.all_horizontal(pl.col(*absent).is_null())  # else worked out from something else
            frame = draft.frame.select((pl.col(BROUGHT) == text) & unsaid, "_sheet", "_row", *rest)
            for place, (is_meant, sheet, row, *values) in enumerate(frame.iter_rows()):
                found = known.get(tuple(values), []) if is_meant else []
                if not _adopt(draft, place, found):
                    faults.append(Fault(sheet, row, None, cannot_tell(ledger, absent, len(found))))
    draft.add(faults)


def _parts_of_key(ledger: Ledger, brought: frozenset[str]) -> tuple[list[str], list[str]]:
    """Return the optional columns of the key that a file lacks, and the rest of the key."""
    absent = [name for name in optional_key_columns(ledger) if not is_brought(name, ledger, brought)]
    return absent, [name for name in key_columns(ledger) if name not in absent]


def _adopt(draft: Draft, place: int, found: list[str]) -> bool:
    """Give a row that has a key the only one found; False where there are several and its own is none of them."""
    key = draft.row_keys[place]
    if key is not None and len(found) == 1:
        draft.row_keys[place] = found[0]
    return key is None or len(found) <= 1 or key in found


def _keys_by(live: pl.DataFrame, columns: list[str]) -> dict[tuple[object, ...], list[str]]:
    """Return the keys of live rows by what they say in some columns."""
    known: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    for key, *values in live.select("row_key", *columns).iter_rows():
        known[tuple(values)].append(key)
    return known


def cannot_tell(ledger: Ledger, absent: list[str], rows: int) -> str:
    """Say that several live rows agree with one whose file lacks columns of the key."""
    headers = headers_of(ledger, absent)
    return (
        f"以前报送的台账里有 {rows} 行与它相同，只是{headers}不同，而这个文件没有“{headers}”列，"
        "分不清是哪一行。请加上这一列后重新报送。"
    )


def headers_of(ledger: Ledger, names: list[str]) -> str:
    """Return the headers of the columns that some resolved columns come from."""
    sources = sources_of_content(ledger)
    own = [column for column in ledger.columns if any(column.id in sources.get(name, {name}) for name in names)]
    return "、".join(column.header for column in own)


def fill_from_live(draft: Draft, live: pl.DataFrame) -> None:
    """Fill the columns that the file lacks with what is live of the same key, so that a row is checked as a whole."""
    sets = brought_sets(draft)
    known = live.filter(pl.col("row_key").is_in(list(filter(None, draft.row_keys))))
    if not sets or known.is_empty():
        return
    frame = draft.frame.with_columns(pl.Series("row_key", draft.row_keys, dtype=pl.String))
    resolved = set(frame.columns) - (set(draft.filled) if draft.filled else set(frame.columns))
    for name, lacking in _lacked(sets, draft.ledger).items():
        own = _GIVEN_ID if name == "id_hash" else name
        if name in live.columns and own in frame.columns:
            older = known.select("row_key", _older=pl.col(name), _is_known=pl.lit(True))
            before, (frame, where) = frame[own], _filled(frame, own, older, lacking)
            # What was worked out from a column that had been filled was not in the file either.
            before = before.clear().extend_constant(None, frame.height) if own in resolved else before
            draft.filled.setdefault(own, Filled(where, before))
    draft.frame = _as_though_written(frame.drop("row_key"), sets, draft.ledger)


def _as_though_written(frame: pl.DataFrame, sets: dict[str, frozenset[str]], ledger: Ledger) -> pl.DataFrame:
    """Put the code of an organisation, or the key of a person, where a file lacks the name: it is known, and not empty.

    Names are not landed, so that there is none to be filled in; whoever checks the row asks after the name too.
    """
    for added, source in worked_out(ledger).items():
        texts = [text for text, brought in sets.items() if source not in brought]
        if texts and source not in content_schema(ledger) and frame.schema.get(source) == pl.String():
            is_lacking = pl.col(BROUGHT).is_in(texts) & pl.col(source).is_null()
            frame = frame.with_columns(pl.when(is_lacking).then(added).otherwise(source).alias(source))
    return frame


def _lacked(sets: dict[str, frozenset[str]], ledger: Ledger) -> dict[str, list[str]]:
    """Return of every column of the content that some tables lack what stands in `_brought` of those."""
    lacked = {
        name: [text for text, brought in sets.items() if not sources & brought]
        for name, sources in sources_of_content(ledger).items()
    }
    return {name: texts for name, texts in lacked.items() if texts}


def _filled(
    frame: pl.DataFrame, column: str, older: pl.DataFrame, lacking: list[str]
) -> tuple[pl.DataFrame, pl.Series]:
    """Return the rows with a column as it is live of the same key, where they lack it; and where that is."""
    joined = frame.join(older, on="row_key", how="left", maintain_order="left")
    where = joined.select((pl.col(BROUGHT).is_in(lacking) & pl.col("_is_known")).fill_null(False)).to_series()
    filled = joined.with_columns(pl.when(where).then("_older").otherwise(column).alias(column))
    return filled.drop("_older", "_is_known"), where


def lacking_required(draft: Draft, live_keys: Set[str]) -> tuple[list[Fault], bool]:
    """Return the faults of new rows in a file that lacks a required column, and whether no row of it is known.

    A required column may be missing where the key of the row is live already.
    """
    ledger, faults, is_any_known = draft.ledger, [], False
    needed = {
        text: [column.header for column in ledger.required if column.id not in brought]
        for text, brought in brought_sets(draft).items()
    }
    for text, sheet, row, key in _rows(draft):
        headers = needed.get(text or "", [])
        if not headers or key in live_keys:
            is_any_known = True
            continue
        message = (
            f"这一行是新的，而文件里没有必填列：{'、'.join(headers)}。请补上这些列后重新报送；已经报送过的行不受影响。"
        )
        faults.append(Fault(sheet, row, None, message))
    return faults, not is_any_known


def _rows(draft: Draft) -> Iterator[tuple[str | None, str, int, str | None]]:
    frame = draft.frame.select(BROUGHT, "_sheet", "_row")
    for (text, sheet, row), key in zip(frame.iter_rows(), draft.row_keys, strict=True):
        yield text, sheet, row, key


def is_brought(name: str, ledger: Ledger, brought: frozenset[str]) -> bool:
    """Say whether a resolved column comes from one of the columns that a file has."""
    return bool(sources_of_content(ledger).get(name, frozenset({name})) & brought)
