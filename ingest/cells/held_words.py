"""The words for what did not take place, from `data/intake/not_held.yaml`."""

from collections.abc import Mapping

from ingest.cells.intake_words import intake_words

_KINDS = (
    "not_held",
    "held",
    "done_after",
    "remark_words",
    "void",
    "void_remarks",
    "void_endings",
    "denials",
    "absent",
    "absent_headers",
    "remark_headers",
    "in_hand",
    "void_headers",
)


def held_words() -> Mapping[str, tuple[str, ...]]:
    """Return the words by kind."""
    return intake_words("not_held.yaml", _KINDS)
