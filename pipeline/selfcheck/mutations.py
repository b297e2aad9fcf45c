"""Seeded damage to files: bytes turned, cut and doubled, sizes that lie, cells far away, odd habits of writers."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from random import Random

from pipeline.selfcheck.bombs import packed

_CELL = re.compile(rb'<c (r="[A-Z]+\d+")([^>]*?)(/?)>')
_TEXT = re.compile(rb"(<t[^>]*>)([^<]+)(</t>)")
_SIZE_IN_DIRECTORY, _SIZE_IN_HEAD = 24, 22
_FAR = ("XFD1048576", "ZZ1048576", "XFD3000", "A1048576", "AAA99")
_LONGEST_PIECE = 2_000


def turned(content: bytes, random: Random) -> bytes:
    """Turn single bits."""
    found = bytearray(content)
    for _ in range(random.randint(1, 20)):
        found[random.randrange(len(found))] ^= 1 << random.randrange(8)
    return bytes(found)


def cut(content: bytes, random: Random) -> bytes:
    """Leave out the end, the beginning or a piece in the middle."""
    start, end = sorted(random.randrange(len(content) + 1) for _ in range(2))
    return random.choice((content[:end], content[start:], content[:start] + content[end:]))


def doubled(content: bytes, random: Random) -> bytes:
    """Say a piece twice, or put in what was never there."""
    start = random.randrange(len(content))
    piece = content[start : start + random.randint(1, _LONGEST_PIECE)]
    if random.random() < 0.5:
        piece = random.randbytes(len(piece))
    place = random.randrange(len(content))
    return content[:place] + piece + content[place:]


def lying(content: bytes, random: Random) -> bytes:
    """Change what an archive says of the size of its parts."""
    found = bytearray(content)
    marks = [match.start() for match in re.finditer(rb"PK\x01\x02|PK\x03\x04", content)]
    for mark in random.sample(marks, min(2, len(marks))):
        offset = mark + (_SIZE_IN_DIRECTORY if content[mark + 2] == 1 else _SIZE_IN_HEAD)
        if offset + 4 <= len(found):
            found[offset : offset + 4] = struct.pack("<I", random.choice((0, 1, 2**16, 2**31, 2**32 - 1)))
    return bytes(found)


def inside(change: Callable[[bytes, Random], bytes]) -> Callable[[bytes, Random], bytes]:
    """Return a change of one part of an archive that is packed again, so that only the part is odd."""

    def changed(content: bytes, random: Random) -> bytes:
        parts = parts_of(content)
        if not parts:
            return change(content, random)
        names = [name for name in parts if "sheet" in name.lower() or name.endswith(("document.xml", "content.xml"))]
        name = random.choice(names or list(parts))
        return packed(parts | {name: change(parts[name], random)})

    return changed


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts of an archive by name; none where it is no archive, or cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return {name: package.read(name) for name in package.namelist() if not name.endswith("/")}
    except (zipfile.BadZipFile, ValueError):
        return {}


def far(part: bytes, random: Random) -> bytes:
    """Put a cell far away from all others."""
    place = random.choice(_FAR)
    row = "".join(filter(str.isdigit, place))
    cell = f'<row r="{row}"><c r="{place}" t="inlineStr"><is><t>远</t></is></c></row></sheetData>'.encode()
    return part.replace(b"</sheetData>", cell)


def reordered(part: bytes, random: Random) -> bytes:
    """Write the attributes of cells in another order, with other quotes and spaces."""
    return _CELL.sub(rb"<c \2  \1\3 >", part).replace(b'r="', random.choice((b'r = "', b'r="')))


def nested(part: bytes, random: Random) -> bytes:
    """Nest elements deeper than any program does."""
    depth = random.choice((10, 250, 5_000))
    place = part.rfind(b"</")
    return part[:place] + b"<x>" * depth + b"</x>" * depth + part[place:]


def spaced(part: bytes, random: Random) -> bytes:
    """Make texts of spaces, or of characters that are not seen."""
    odd = random.choice(("  ", "\u3000" * 50, "\u202e", "\u200b=1+1", "＝1", "\t", "x" * 40_000)).encode()
    return _TEXT.sub(lambda match: match[1] + (odd if random.random() < 0.2 else match[2]) + match[3], part)


def within_archive(content: bytes, random: Random) -> bytes:
    """Put the file into an archive, under names that no folder has."""
    names = ["../台账.xlsx", "/台账.csv", "a/b/台账.xls", "C:\\台账.ods", "\u202e台账.docx", "b.zip"]
    return packed({name: content for name in random.sample(names, 2)})


MUTATIONS: tuple[Callable[[bytes, Random], bytes], ...] = (
    turned, cut, doubled, lying, inside(turned), inside(cut), inside(doubled), inside(far), inside(reordered),
    inside(nested), inside(spaced), within_archive,
)  # fmt: skip
