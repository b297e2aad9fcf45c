"""Chinese text as clerks type it: width, spaces, traditional characters and pinyin artefacts.

Names of organisations and headers are converted to simplified characters. Names of people never are: 乾 and
干, 於 and 于 are different surnames.
"""

import re
import unicodedata
from functools import lru_cache

import opencc

UNSEEN = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad"  # controls that part no words, the soft hyphen
    "\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # widths of nothing, directions, marks
    "\ufffe\uffff\ud800-\udfff"  # no characters
)
"""What is not seen and parts no words, as it stands in a class of a regular expression."""

_TO_SIMPLIFIED = opencc.OpenCC("t2s")
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_ARTEFACT = re.compile(rf"([\u3400-\u9fff])\s*[(（]\s*([a-züɡɑê{_TONED}]{{1,8}})\s*[)）]")
_HAS_TONE = re.compile(f"[{_TONED}]")
_INVISIBLE = re.compile(f"[{UNSEEN}]")
_SPACES = re.compile(r"\s+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_NOT_PLAIN = re.compile(r"[^\x20-\x7e\s]")


@lru_cache(maxsize=100_000)
def normalise(text: str) -> str:
    """Return the text in one width (NFKC), trimmed, without invisible characters, inner white space as one space."""
    if not _NOT_PLAIN.search(text):
        return _SPACES.sub(" ", text).strip()
    return _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))).strip()


@lru_cache(maxsize=100_000)
def simplify(text: str) -> str:
    """Return the text in simplified characters."""
    return _TO_SIMPLIFIED.convert(text) if _NOT_ASCII.search(text) else text


def strip_artefacts(text: str) -> str:
    """Remove pinyin left behind by converters, as in `區(qū)`.

    Pinyin without a tone mark is removed only behind a traditional character (`們(men)`), so that a unit
    such as `时长(min)` stays.
    """

    def removed(match: re.Match[str]) -> str:
        character, sound = match.groups()
        if _HAS_TONE.search(sound) or simplify(character) != character:
            return character
        return match.group(0)

    return _ARTEFACT.sub(removed, text) if "(" in text or "（" in text else text


@lru_cache(maxsize=100_000)
def organisation_text(text: str) -> str:
    """Return the name of an organisation, a school or a place: one width, no artefacts, simplified, no spaces."""
    return simplify(strip_artefacts(normalise(text))).replace(" ", "")


_DOTS = re.compile(r"\s*[•・‧∙⋅●․．.]\s*(?=[\u3400-\u9fff])(?<=[\u3400-\u9fff].)|[•・‧∙⋅]")


@lru_cache(maxsize=100_000)
def person_text(text: str) -> str:
    """Return the name of a person: one width, no spaces, never converted to simplified characters.

    Spaces stay between Latin letters, where they part given name and surname.
    """
    trimmed = _DOTS.sub("·", normalise(text))
    return re.sub(r"(?<![A-Za-z.]) | (?![A-Za-z])", "", trimmed)
