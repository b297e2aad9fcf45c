"""One file must never stop the others: what goes wrong becomes a sentence, what nobody foresaw a line in the log."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from ingest.errors import UserError
from ingest.matching.identity import mask_identity_numbers
from ingest.stopping import stop_if_asked

UNEXPECTED = (
    "处理时出了意外，整个文件没有入库。请另存一份新的文件重试；仍不行时，"
    "把这个文件和 logs 文件夹中的 ingest.log 发给维护人员。"
)


@contextmanager
def catch_errors(home: Path, name: str) -> Iterator[list[str]]:
    """Yield a list that holds one sentence if something went wrong inside; `name` is the file's, for the log."""
    sentences: list[str] = []
    try:
        stop_if_asked()
        yield sentences
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except UserError as error:
        stop_if_asked()
        sentences.append(mask_identity_numbers(str(error)))
    except OSError as error:
        stop_if_asked()
        reason = error.strerror or "原因不明"
        sentences.append(f"读写磁盘时出错（{reason}），没有入库。请检查磁盘空间和权限后重新报送。")
        _log(home, name)
    except BaseException:  # a panic in a Rust library is no Exception
        stop_if_asked()
        sentences.append(UNEXPECTED)
        _log(home, name)


def _log(home: Path, name: str) -> None:
    log = home / "logs" / "ingest.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as lines:
        lines.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {name}\n")
        lines.write(mask_identity_numbers(traceback.format_exc()) + "\n")
