"""`python -m tests.layers`: hold the contracts between packages that stand in `pyproject.toml` (import-linter)."""

from importlinter.cli import lint_imports_command

if __name__ == "__main__":
    lint_imports_command()
