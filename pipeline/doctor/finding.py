"""One line of what the doctor found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ingest.errors import UserError
from pipeline.fault_wording import in_a_sentence


@dataclass(frozen=True)
class Finding:
    """What was looked at, what was found, and whether it is well; where it is not, `found` says what to do."""

    what: str
    found: str
    is_well: bool


def looked_at(what: str, look: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """Yield what `look` finds; where it cannot look, that is a finding too, and the next look is taken all the same."""
    try:
        yield from look()
    except UserError as error:
        yield Finding(what, str(error), False)
    except Exception as error:  # a file can be broken in ways that its reader does not know
        yield Finding(what, in_a_sentence(error), False)
