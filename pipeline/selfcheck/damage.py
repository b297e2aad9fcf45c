"""What can happen to the files of a home, done to a copy of one: each a fault that the doctor has to find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

_JUNK = b"\x00\xff\xfe junk \x80" * 7
_UNKNOWN_LEDGER = "停报:\n  - {台账: 没有, 起: 2026-01-01, 决定人: 区里, 理由: 不用}\n".encode()
_BROKEN_YAML = "台账: [活动\n列:\n\t名称: : x\n".encode()


@dataclass(frozen=True)
class Fault:
    """A fault by its name, how it comes about, and whether only `doctor --deep` can see it."""

    name: str
    damage: Callable[[Path], None]
    is_deep: bool = False
    needs_build: bool = False


def _a(pattern: str, do: Callable[[Path], None]) -> Callable[[Path], None]:
    """Return what does something to the first file of a pattern; it has to be there."""
    return lambda home: do(next(iter(sorted(home.glob(pattern)))))


def _cut(path: Path) -> None:
    _replace(path, path.read_bytes()[: path.stat().st_size * 2 // 3])


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 0x55
    _replace(path, bytes(content))


def _replace(path: Path, content: bytes) -> None:
    """Write anew instead of over: what is linked elsewhere stays as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(content)


def _put(name: str, content: bytes) -> Callable[[Path], None]:
    return lambda home: _replace(home / name, content)


def _gone(path: Path) -> None:
    path.unlink()


_ROWS, _MANIFEST, _BUILD = "landed/member/*.parquet", "landed/manifest/*.json", "warehouse/*.duckdb"

FAULTS: tuple[Fault, ...] = (
    Fault("入库文件被截断", _a(_ROWS, _cut)),
    Fault("入库文件变了一位", _a(_ROWS, _flip), is_deep=True),
    Fault("入库文件空了", _a(_ROWS, partial(_replace, content=b""))),
    Fault("入库文件丢失", _a(_ROWS, _gone)),
    Fault("批次清单被截断", _a(_MANIFEST, _cut)),
    Fault("批次清单是乱码", _a(_MANIFEST, partial(_replace, content=_JUNK))),
    Fault("批次清单不是清单", _a(_MANIFEST, partial(_replace, content=b"[1, 2]"))),
    Fault("批次清单丢失", _a(_MANIFEST, _gone)),
    Fault("密钥丢失", _a("identity.key", _gone)),
    Fault("密钥被截断", _a("identity.key", _cut)),
    Fault("密钥换了", _put("identity.key", b"k" * 32)),
    Fault("签名密钥丢失", _put("audit.head", b'{"heads": {"audit": [1, "ab"]}}')),
    Fault("CURRENT 指着不存在的版本", _put("warehouse/CURRENT", b"20200101T000000-0000009")),
    Fault("CURRENT 是乱码", _put("warehouse/CURRENT", _JUNK)),
    Fault("CURRENT 空了", _put("warehouse/CURRENT", b"")),
    Fault("CURRENT 丢失", _a("warehouse/CURRENT", _gone)),
    Fault("数据仓库被截断", _a(_BUILD, _cut), needs_build=True),
    Fault("数据仓库空了", _a(_BUILD, partial(_replace, content=b"")), needs_build=True),
    Fault("数据仓库变了一位", _a(_BUILD, _flip), is_deep=True, needs_build=True),
    Fault("数据仓库丢失", _a(_BUILD, _gone), needs_build=True),
    Fault("公布过的纪律数据是乱码", _put("told_discipline.json", _JUNK), needs_build=True),
    Fault("app.sqlite 是乱码", _put("app.sqlite", _JUNK * 99)),
    Fault("版式写坏了", _put("layouts/坏.yaml", _BROKEN_YAML)),
    Fault("版式是乱码", _put("layouts/坏.yaml", _JUNK)),
    Fault("版式自己套自己", _put("layouts/坏.yaml", b"a: &a\n  - *a\n")),
    Fault("答卷对照写坏了", _put("survey_forms/坏.yaml", _BROKEN_YAML)),
    Fault("别名表写坏了", _put("aliases.csv", "只有一列\n".encode())),
    Fault("停报名单写坏了", _put("switched_off.yaml", _BROKEN_YAML)),
    Fault("停报名单里没有这本台账", _put("switched_off.yaml", _UNKNOWN_LEDGER)),
    Fault("备份设置写坏了", _put("backup.yaml", _BROKEN_YAML)),
    Fault("固定的截止日写坏了", _put("as-of.txt", "明天".encode())),
    Fault("固定的截止日是乱码", _put("as-of.txt", _JUNK)),
    Fault("模板写坏了", _put("templates/述职评议模板.docx", _JUNK)),
    Fault("冻结的数据空了", _put("reviews/2025/2025-a.duckdb", b"")),
    Fault("冻结的说明是乱码", _put("reviews/2025/2025-a.json", _JUNK)),
    Fault("冻结的说明不是说明", _put("reviews/2025/2025-a.json", b'["2025-a"]')),
    Fault("只有冻结的说明", _put("reviews/2025/2025-b.json", b"{}")),
)
"""All of them; the copy has landed ledgers (`member` among them), a key, and, for some, a build."""
