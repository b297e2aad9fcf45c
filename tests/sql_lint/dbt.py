"""What sqlfluff's plain Jinja needs to know of dbt's own macros, so that linting needs no dbt project compiled."""


def dateadd(part: str, number: int | str, day: str) -> str:
    return f"date_add({day}, interval ({number}) {part})"


def date_trunc(part: str, day: str) -> str:
    return f"date_trunc('{part}', {day})"


def datediff(first: str, second: str, part: str) -> str:
    return f"date_diff('{part}', {first}, {second})"
