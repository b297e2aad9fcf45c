"""Uploads: they go to a folder of their own, and a child process reads them; the page only shows the receipt."""

from __future__ import annotations

import json
import re
import secrets
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, Protocol

from dashboards.shared.file_names import safe_name
from dashboards.store import audit
from ingest.ledger import load_ledgers
from ingest.readers.collect import READABLE
from ingest.readers.refused import by_ending
from ingest.sender import Sender
from pipeline import child_process
from pipeline.preloaded import kept
from pipeline.preloaded.forks import Running

SUFFIXES = (*sorted(suffix.lstrip(".") for suffix in READABLE), "zip")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
MEGABYTE = 1024 * 1024
MOST_FILES, MOST_BYTES = 60, 200 * MEGABYTE
MOST_BYTES_OF_SESSION = 1000 * MEGABYTE


class Uploaded(Protocol):
    """What the page's uploader gives for one file."""

    @property
    def name(self) -> str:
        """The name on the sender's machine."""
        ...

    def getvalue(self) -> bytes:
        """Return the bytes."""
        ...


@dataclass(frozen=True)
class Finished:
    """How a child process ended: its code, what it printed, and the one sentence for the page when it failed."""

    code: int
    output: str
    problem: str


def refusal(files: Sequence[tuple[str, int]]) -> str | None:
    """Return why these (name, bytes) cannot be taken, or None."""
    if len(files) > MOST_FILES:
        return f"一次最多上传 {MOST_FILES} 个文件，这次有 {len(files)} 个；请分批，或打成一个压缩包。"
    if sum(size for _, size in files) > MOST_BYTES:
        return f"一次上传合计不得超过 {MOST_BYTES // MEGABYTE} MB，请分批。"
    for name, size in files:
        if name.rpartition(".")[2].lower() not in SUFFIXES:
            return f"“{name}”不是可读的格式：{by_ending(Path(name).suffix.lower())}"
        if size == 0:
            return f"“{name}”是空文件，请检查后重传。"
    return None


def refusal_of_session(before: int, files: Sequence[tuple[str, int]]) -> str | None:
    """Return why a session that has sent `before` bytes can send no more, or None."""
    if before + sum(size for _, size in files) <= MOST_BYTES_OF_SESSION:
        return None
    return (
        f"这次打开页面以来已上传 {before // MEGABYTE} MB，加上这些超过 {MOST_BYTES_OF_SESSION // MEGABYTE} MB。"
        "请等已上传的处理完，刷新页面后再传；文件特别多的，请交给管理员一次导入。"
    )


def names(files: Sequence[Uploaded]) -> list[str]:
    """Return the names under which uploads are read, and by which receipts know them: each once."""
    found: list[str] = []
    for file in files:
        name = safe_name(file.name)
        path, number = Path(name), 1
        while name in found:
            number += 1
            name = f"{path.stem}_{number}{path.suffix}"
        found.append(name)
    return found


def stage(files: Sequence[Uploaded], folder: Path) -> list[Path]:
    """Write the uploads into a new folder and return their paths."""
    folder.mkdir(parents=True)
    staged = [folder / name for name in names(files)]
    for file, path in zip(files, staged, strict=True):
        path.write_bytes(file.getvalue())
    return staged


def run(home: Path, words: Sequence[str], on_line: Callable[[str], None] | None = None) -> Finished:
    """Run `dangjian` with `words` in a child process; `on_line` is given each line of its progress."""
    if on_line is None:
        return run_aside(home, words, None)
    child = _started(home, words, child_process.WITH_OUTPUT)
    lines: list[str] = []
    assert child.stdout is not None
    with child.stdout:
        for line in child.stdout:
            lines.append(line)
            if line.strip():
                on_line(line.strip())
    code = child.wait()
    return Finished(code, "".join(lines), _sentence("".join(lines)))


def _started(home: Path, words: Sequence[str], errors: int) -> Running:
    return kept.start(
        "pipeline",
        "--home",
        str(home),
        *words,
        output=child_process.CAPTURED,
        errors=errors,
        environment=_on_behalf(),
    )


def _on_behalf() -> dict[str, str]:
    """Return what tells a command for whom it runs, for the audit log."""
    return {child_process.ON_BEHALF_OF: json.dumps(asdict(audit.at_work()), ensure_ascii=False)}


def run_aside(home: Path, words: Sequence[str], on_line: Callable[[str], None] | None) -> Finished:
    """Run `dangjian` with `words`; `on_line` is given what it says aside meanwhile, such as its place in a queue."""
    child = _started(home, words, child_process.CAPTURED)
    assert child.stdout is not None and child.stderr is not None
    answer: list[str] = []
    reading = threading.Thread(target=_read_all, args=(child.stdout, answer))
    reading.start()
    said: list[str] = []
    with child.stderr as aside:
        for line in aside:
            said.append(line)
            if on_line is not None and _CHINESE.search(line):
                on_line(line.strip())
    reading.join()
    code = child.wait()
    return Finished(code, "".join(answer), _sentence("".join(said)) or _sentence("".join(answer)))


def _read_all(stream: IO[str], into: list[str]) -> None:
    with stream:
        into.append(stream.read())


def _sentence(text: str) -> str:
    """Return the last line that is addressed to the reader; tracebacks stay off the page."""
    for line in reversed(text.splitlines()):
        if _CHINESE.search(line):
            return line.strip().removeprefix("错误：").strip()
    return ""


def hand_in(
    files: Sequence[Uploaded],
    home: Path,
    sender: Sender,
    on_line: Callable[[str], None] | None = None,
    *,
    hold_poorer: bool = True,
) -> Finished:
    """Have the uploads read and keep no copy: they hold identity numbers and answers about persons.

    They are taken as far as the `sender` speaks for the organisations in them. Files that are poorer than usual are
    held back, unless somebody has said that this is right. `on_line` is told how many are before where others are being
    read.
    """
    told = ["--sender", sender.model_dump_json(), "--json", *(["--hold-poorer"] if hold_poorer else [])]
    return _with_staged(files, home, lambda paths: run_aside(home, ["ingest", *paths, *told], on_line))


def look_into(file: Uploaded, home: Path, ledger: str | None = None) -> str:
    """Return what is asked about the columns of an upload, as one of `ledger`; nothing is landed, no copy is kept."""
    said = ["--ledger", ledger] if ledger is not None else []
    return _with_staged([file], home, lambda paths: run(home, ["layout", *paths, *said, "--json"])).output


def _with_staged(files: Sequence[Uploaded], home: Path, do: Callable[[list[str]], Finished]) -> Finished:
    folder = home / "inbox" / secrets.token_hex(8)
    try:
        return do([str(path) for path in stage(files, folder)])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def ledger_titles() -> dict[str, str]:
    """Return the Chinese name of each ledger by its id, which is how a receipt for programs names it."""
    return {one.id: one.title for one in load_ledgers().values()}


def receipts_of(finished: Finished) -> list[dict[str, Any]]:
    """Return the receipts that `ingest --json` printed; an empty list if it printed none."""
    start, end = finished.output.find("["), finished.output.rfind("]")
    if start < 0 or end < start:
        return []
    try:
        found = json.loads(finished.output[start : end + 1])
    except json.JSONDecodeError:
        return []
    return [receipt for receipt in found if isinstance(receipt, dict)]


def returned_files(home: Path, receipts: Sequence[dict[str, Any]]) -> Iterator[Path]:
    """Yield what goes back with these receipts, newest first: returned workbooks (退回_…), mappings to fill in."""
    wanted = {_key(receipt) for receipt in receipts if receipt.get("returned") or receipt.get("refused")}
    for note in sorted((home / "receipts").glob("*/receipt.json"), reverse=True) if wanted else ():
        for key in map(_key, _kept_in(note)):
            if key in wanted:
                wanted.discard(key)
                yield from sorted([*note.parent.glob("退回_*"), *note.parent.glob("答卷对照_*")])
        if not wanted:
            return


def _key(receipt: dict[str, Any]) -> tuple[str, Any]:
    return str(receipt.get("file")), receipt.get("batch")


def _kept_in(note: Path) -> list[dict[str, Any]]:
    """Return the receipts in a file; none if it cannot be read."""
    try:
        kept = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError):
        return []
    return kept if isinstance(kept, list) else [kept]
