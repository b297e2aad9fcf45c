"""A command that has a file read which takes more memory than a reader may have, then one that does not."""

from ingest.bounded import limits
from ingest.bounded.worker import call
from ingest.errors import UserError
from tests.ingest.bounded.deeds import own_number, takes_memory

if __name__ == "__main__":
    limits.RESIDENT_BYTES = 150 * 1024**2
    try:
        call(takes_memory, 300, about="a")
    except UserError as error:
        print("refused" if "内存" in str(error) else error)
    call(own_number, about="b")
    print("read")
