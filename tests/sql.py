"""`python -m tests.sql lint PATH...`: sqlfluff, told of DuckDB's named parameters, which its dialect lacks."""

import sys

# Its half in Rust takes half the time, and cannot be told of them: where they occur, it is as if it were not installed.
if any("dashboards" in word for word in sys.argv):
    sys.modules["sqlfluffrs"] = None  # type: ignore[assignment]

from sqlfluff.cli.commands import cli
from sqlfluff.core.dialects import load_raw_dialect
from sqlfluff.core.parser import CodeSegment, RegexLexer

NAMED_PARAMETER = RegexLexer("dollar_numeric_literal", r"\$[a-z]\w*(?!\$|\w)", CodeSegment)
"""`$year` is read as `$1` is; the name is sqlfluff's own for what its grammar takes as a parameter."""


def main() -> None:
    """Run sqlfluff on the command line's words."""
    load_raw_dialect("duckdb").insert_lexer_matchers([NAMED_PARAMETER], before="dollar_quote")
    cli()


if __name__ == "__main__":
    main()
