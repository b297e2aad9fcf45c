"""One file must never stop the others: what goes wrong becomes a sentence, what nobody foresaw a line in the log."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from ingest.errors import UserError
from ingest.full_disk import FullDisk, full_disk, is_full_disk
from ingest.matching.identity import mask_identity_numbers
from ingest.stopping import stop_if_asked
from ingest.system_reason import reason

UNEXPECTED = (
    "处理时出了意外，整个文件没有入库。请另存一份新的文件重试；仍不行时，"
    "把这个文件和 logs 文件夹中的 ingest.log 发给维护人员。"
)


@contextmanager
def catch_errors(home: Path, name: str) -> Iterator[list[str]]:
    """Yield a list that holds one sentence if something went wrong inside; `name` is the file's, for the log.

    A full disk is no fault of the file, and the next one would meet it too: it ends the run (FullDisk).
    """
    sentences: list[str] = []
    try:
        stop_if_asked()
        yield sentences
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except FullDisk:
        raise
    except UserError as error:
        stop_if_asked()
        sentences.append(mask_identity_numbers(str(error)))
    except Exception as error:
        stop_if_asked()
        if is_full_disk(error):
            raise full_disk(home, f"“{name}”没有处理完") from error
        sentences.append(_sentence(error))
        _log(home, name)
    except BaseException:  # a panic in a Rust library is no Exception
        stop_if_asked()
        sentences.append(UNEXPECTED)
        _log(home, name)


def _sentence(error: Exception) -> str:
    if not isinstance(error, OSError):
        return UNEXPECTED
    return f"读写磁盘时出错（{reason(error)}），没有入库。请检查磁盘和权限后重新报送。"


def _log(home: Path, name: str) -> None:
    log = home / "logs" / "ingest.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as lines:
        lines.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {name}\n")
        lines.write(mask_identity_numbers(traceback.format_exc()) + "\n")
