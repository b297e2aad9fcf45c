"""Encrypted workbooks: those that open without a question are read, the others refused."""

from __future__ import annotations

import io

from ingest.errors import UserError

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NO_QUESTION = "VelvetSweatshop"
"""The password with which Excel and WPS encrypt a workbook of which only structure or sheets are protected."""
_LOCKS = (b"%TSD-Header-###%", b"E-SafeNet", b"#Dssdoc", b".FSEnc")
_LOCK_STANDS_WITHIN = 64


def is_encrypted(content: bytes) -> bool:
    """Say whether an OLE container holds nothing but an encrypted package."""
    return _ENCRYPTED in content


def is_locked_by_software(content: bytes) -> bool:
    """Say whether an office's document protection has encrypted the file, whatever it was."""
    return any(mark in content[:_LOCK_STANDS_WITHIN] for mark in _LOCKS)


def decrypted(content: bytes, name: str) -> bytes:
    """Return the workbook inside; UserError if it takes a password that only its sender knows."""
    import msoffcrypto  # few files are encrypted

    out = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(content))
        file.load_key(password=_NO_QUESTION, verify_password=True)
        file.decrypt(out)
    except Exception as error:  # the library raises what its parts raise; to the sender it is all the same
        raise UserError(f"“{name}”设了打开密码，请取消密码后重新报送。") from error
    return out.getvalue()
