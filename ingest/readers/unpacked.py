"""What an archive says that it unpacks to, before anything of it is unpacked."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence

from ingest.bounded import limits
from ingest.errors import UserError


def check_unpacked(parts: Sequence[zipfile.ZipInfo], name: str) -> None:
    """Refuse a package whose parts say that they unpack to more than memory holds, or to far more than they are."""
    if sum(part.file_size for part in parts) > limits.UNPACKED_BYTES:
        raise UserError(f"“{name}”解开后太大，请按年度或单位分成几个文件报送。")
    for part in parts:
        if part.file_size > max(limits.RATIO_FROM_BYTES, limits.UNPACKED_TIMES * part.compress_size):
            raise UserError(
                f"“{name}”里的内容解开后是原来的 {part.file_size // max(part.compress_size, 1)} 倍，不像台账："
                "多半是整片空格或空行。请用 Excel 或 WPS 删去多余的行列，另存为 .xlsx 后重新报送。"
            )
