"""The sentences for files that cannot be read, by what they are."""

from ingest.errors import UserError

FORMATS = ".xlsx、.xls、.ods、.csv 或 .docx"
OLD_WORD = "旧版 Word 文档，请用 Word 或 WPS 打开，另存为 .docx 后重新报送"
PICTURE = (
    "图片（照片或扫描件），里面的字读不出来，请报送原来的电子表格或 Word 文档；"
    f"只有纸质的，请把内容录入模板，用 {FORMATS} 报送"
)

_BY_ENDING = {
    **dict.fromkeys((".doc", ".dot", ".wps", ".wpt"), f"是{OLD_WORD}。"),
    ".rtf": "是 RTF 文档，请用 Word 或 WPS 打开，另存为 .docx 后重新报送。",
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".heic", ".webp"), f"是{PICTURE}。"),
    **dict.fromkeys((".ppt", ".pptx", ".dps"), f"是演示文稿，不是台账，请把其中的表格另存为 {FORMATS} 报送。"),
    **dict.fromkeys((".rar", ".7z", ".gz", ".tar"), "是压缩包，请解开后报送，或改用 .zip。"),
    ".ofd": f"是版式文件，请报送原来的电子表格或 Word 文档（{FORMATS}）。",
}


def by_ending(suffix: str) -> str:
    """Return the sentence for a file whose ending says that it is no ledger."""
    known = _BY_ENDING.get(suffix)
    if known is not None:
        return f"这个文件{known}"
    kind = f"“{suffix}”格式" if suffix else "没有扩展名的文件"
    return f"{kind}不是台账，请用 {FORMATS} 报送。"


def damaged(name: str) -> UserError:
    """Return the error for a file that nobody could open."""
    return UserError(f"“{name}”打不开或已损坏，请用 Excel 或 WPS 打开，另存为 .xlsx 后重新报送。")


def is_really(name: str, kind: str) -> UserError:
    """Return the error for a file that is something else than its name says."""
    return UserError(f"“{name}”其实是{kind}，不是台账，请用 {FORMATS} 报送。")
