"""One number over several rows."""

import pytest

from ingest.ledger import Ledger, load_ledgers
from ingest.readers.sheet import filled_down
from ingest.recognition.recognise import find_tables
from ingest.recognition.tidy import tidy

LEDGERS = load_ledgers()
ADDING_UP = [(ledger, column.id) for ledger in LEDGERS.values() for column in ledger.columns if column.adds_up]


@pytest.mark.parametrize(("ledger", "name"), ADDING_UP, ids=[f"{ledger.id}-{name}" for ledger, name in ADDING_UP])
def test_a_number_that_is_merged_over_two_rows_is_not_that_of_each(ledger: Ledger, name: str) -> None:
    """A sum of money over two items was landed twice, and nothing was said."""
    columns = [column for column in ledger.columns if column.id in {name, *ledger.one_of} or column.required]
    place = [column.id for column in columns].index(name)
    first: list[object] = [str(ledger.example.get(column.id, "7")) for column in columns]
    second = list(first)
    second[place] = ""
    cells = [[column.header for column in columns], first, second]
    for merged, faults in (([((1, place), (2, place))], 2), ([((1, place), (1, place))], 0)):
        sheet = filled_down("2025年", [list(row) for row in cells], merged, "a.xlsx")
        (table,) = find_tables(sheet, LEDGERS)
        said = [fault for fault in tidy(table, ledger).faults if "几行共用一个数" in fault.message]
        assert len(said) == faults
