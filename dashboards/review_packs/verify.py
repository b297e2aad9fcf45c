"""验真: whether a code or file was issued by this home, whether it was changed, and whether it is still current.

Of a ZIP every file in it is looked at; it is genuine when all of them are.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from dashboards.database.connection import published_build
from dashboards.review_packs.figures_to_check import figures
from dashboards.review_packs.snapshot import snapshot_of, snapshots
from dashboards.store.pack import RegisteredFile, by_code, by_hash
from pipeline.retention.receipts import rows_gone_since

_CODE = re.compile(r"[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}")
_LARGEST = 60 * 1024 * 1024
_MOST_NAMED = 5


@dataclass(frozen=True)
class Verdict:
    """`is_genuine`: issued here and not changed since; `is_current`: from the newest snapshot of its year."""

    is_genuine: bool
    is_current: bool
    sentences: tuple[str, ...]


_UNREAD = Verdict(False, False, ())


def check_code(home: Path, text: str) -> Verdict:
    """Return the verdict on a code as somebody typed it (spaces, small letters and full-width dashes do not matter)."""
    letters = re.sub(r"[^A-Z0-9]", "", text.upper())
    code = "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
    given = by_code(home, code)
    if not given:
        return Verdict(
            False, False, (f"没有发出过验真码“{text.strip()[:40]}”。请核对有没有抄错；0、1、I、O 不会出现。",)
        )
    found = _dated(home, given, f"验真码 {code} 是在册的：{given[0].title}，共发出 {len(given)} 个文件。")
    return Verdict(found.is_genuine, found.is_current, (*found.sentences, *_to_compare(home, given[0])))


def _to_compare(home: Path, issued: RegisteredFile) -> tuple[str, ...]:
    """Return what the paper must say: a code can be copied onto another paper."""
    snapshot = snapshot_of(home, issued.snapshot_id)
    told = figures(issued, snapshot) if snapshot is not None else []
    if not told:
        return ("验真码可以抄到别的材料上，请索要原文件，用“文件”查验。",)
    return (f"请与手上的材料逐项核对，有一项不同就不是发出的那一份：{'；'.join(told)}。",)


def check_file(home: Path, name: str, content: bytes) -> Verdict:
    """Return the verdict on a file: known by its bytes, else by the code that it carries inside; of a ZIP, on all."""
    if name.lower().endswith(".zip"):
        return _check_zip(home, name, content)
    known = by_hash(home, hashlib.sha256(content).hexdigest())
    if known is not None:
        return _dated(home, [known], f"“{name}”是真的，内容与发出时一致：{known.title}。")
    codes = _codes_inside(content)
    given = next((found for code in codes if (found := by_code(home, code))), [])
    if given:
        return Verdict(
            False,
            False,
            (
                f"“{name}”里的验真码 {given[0].code} 在册（{given[0].title}），但文件内容与发出时不一致，可能编辑过。",
                "以存档件（PDF）或重新生成的材料为准。",
            ),
        )
    return Verdict(
        False,
        False,
        (f"“{name}”与发出过的文件都不一致：不是本系统发出的，或者发出以后改过。可以输入材料上的验真码再查。",),
    )


def _check_zip(home: Path, name: str, content: bytes) -> Verdict:
    """Return one verdict on all files of a ZIP; what is not genuine is named."""
    try:
        found = _verdicts_inside(home, content)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error):
        return Verdict(False, False, (f"“{name}”打不开，可能已经损坏。",))
    bad = [part for part, verdict in found if not verdict.is_genuine]
    current = sum(verdict.is_current for _, verdict in found)
    sentences = [f"“{name}”里有 {len(found)} 个文件：{len(found) - len(bad)} 个是真的，其中 {current} 个是最新的。"]
    if bad:
        others = "等" if len(bad) > _MOST_NAMED else ""
        sentences.append(f"不认可的有 {len(bad)} 个：{'、'.join(bad[:_MOST_NAMED])}{others}。")
    return Verdict(bool(found) and not bad, bool(found) and current == len(found), tuple(sentences))


def _verdicts_inside(home: Path, content: bytes) -> list[tuple[str, Verdict]]:
    """Return the files of a ZIP, each with its verdict, read one at a time; last those that are not read."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        inside = sorted((part for part in parts.infolist() if not part.is_dir()), key=_is_read, reverse=True)
        return [
            (part.filename, check_file(home, Path(part.filename).name, parts.read(part)) if _is_read(part) else _UNREAD)
            for part in inside
        ]


def _is_read(part: zipfile.ZipInfo) -> bool:
    """Tell whether a file of a ZIP is looked at: not a huge one, and not a ZIP within."""
    return part.file_size <= _LARGEST and not part.filename.lower().endswith(".zip")


def _dated(home: Path, given: list[RegisteredFile], found: str) -> Verdict:
    one = given[0]
    snapshot = snapshot_of(home, one.snapshot_id)
    sentences = [found, f"生成时间 {one.made_at[:10]}，生成人 {one.made_by}，冻结编号 {one.snapshot_id}。"]
    if snapshot is None:
        return Verdict(True, False, (*sentences, "这次冻结的数据已经不在，无法判断是否最新。"))
    gone = rows_gone_since(home, dt.datetime.fromisoformat(snapshot.taken_at))
    if gone:
        sentences.append(f"冻结以后，台账里有 {gone} 行到期或应本人要求删除了；材料上的数是删除以前的，不再改。")
    newest = snapshots(home, snapshot.year)[0]
    if newest.snapshot_id != snapshot.snapshot_id:
        sentences.append(f"不是最新：{snapshot.year} 年的数据后来又冻结过（{newest.snapshot_id}），请用新的材料。")
        return Verdict(True, False, tuple(sentences))
    sentences.append(f"是最新的：{snapshot.year} 年没有更晚的冻结。")
    published = published_build(home)
    if published is not None and published.build_id != snapshot.build_id:
        sentences.append("冻结以后数据又更新过；要用新的数据，请重新冻结。")
    return Verdict(True, True, tuple(sentences))


def _codes_inside(content: bytes) -> list[str]:
    """Return the codes written in an Office file, or among the particulars of a PDF, where they stand uncompressed."""
    if content.startswith(b"%PDF"):
        return list(dict.fromkeys(_CODE.findall(content.decode("latin-1"))))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _LARGEST:
                return []
            texts = [parts.read(part).decode("utf-8", "ignore") for part in parts.namelist() if part.endswith(".xml")]
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error):
        return []
    return list(dict.fromkeys(code for text in texts for code in _CODE.findall(re.sub(r"<[^>]+>", "", text))))
