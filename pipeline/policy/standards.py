"""Checks the standards (标准表, `data/standards/*.csv`) before they are built: each file by itself and line by line.

A wrong one is refused with a sentence that names file, line, column and mend.
"""

from __future__ import annotations

import csv
from collections.abc import Collection
from pathlib import Path

from pydantic import ValidationError

from ingest.errors import UserError
from pipeline.policy.checks import faults
from pipeline.policy.error_wording import refusal
from pipeline.policy.fields import StandardRow
from pipeline.policy.rows import ROWS


def check_standards(folder: Path, indicator_codes: Collection[str] | None = None) -> dict[str, list[StandardRow]]:
    """Check every file and return its lines, by the file's name without `.csv`; standards must be of `indicator_codes`.

    Without codes, the indicator files beside `folder` (`../indicators/*.yaml`) say which there are. Raises UserError
    naming file, line, column and mend.
    """
    if indicator_codes is None:
        indicator_codes = {path.stem for path in (folder.parent / "indicators").glob("*.yaml")}
    for path in sorted(folder.glob("*.csv")):
        if path.stem not in ROWS:
            raise UserError(f"标准表目录里的 {path.name} 不是已知的标准表，请改正文件名或移走。")
    lines = {name: _read(folder / f"{name}.csv", model) for name, model in ROWS.items()}
    fault = next(faults(lines, indicator_codes), None)
    if fault is not None:
        where, column, clause = fault
        if isinstance(where, str):
            raise UserError(f"标准表 {where}.csv 的“{column}”列有误：{clause}。")
        raise _refused(_name_of(type(where)), where.line, column, clause)
    return lines


def _refused(file: str, line: int, column: str, clause: str) -> UserError:
    return UserError(f"标准表 {file} 第 {line} 行的“{column}”有误：{clause}。")


def _name_of(model: type[StandardRow]) -> str:
    return next(f"{name}.csv" for name, known in ROWS.items() if known is model)


def _read(path: Path, model: type[StandardRow]) -> list[StandardRow]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = [name.strip() for name in next(reader, [])]
            _check_header(path.name, header, model)
            return [_line(path.name, reader.line_num, header, cells, model) for cells in reader]
    except FileNotFoundError as error:
        raise UserError(f"缺少标准表 {path.name}，请补上这个文件。") from error
    except UnicodeDecodeError as error:
        raise UserError(f"标准表 {path.name} 不是 UTF-8 编码，请另存为“CSV UTF-8”。") from error
    except csv.Error as error:
        raise UserError(f"标准表 {path.name} 不是有效的 CSV，请检查引号是否成对。") from error


def _check_header(file: str, header: list[str], model: type[StandardRow]) -> None:
    declared = [name for name in model.model_fields if name != "line"]
    missing = [name for name in declared if name not in header]
    unknown = [name for name in header if name not in declared]
    if missing:
        raise UserError(f"标准表 {file} 第 1 行缺少“{missing[0]}”列，请补上。")
    if unknown:
        raise UserError(f"标准表 {file} 第 1 行的“{unknown[0]}”列不认识，请删去或改成正确的列名。")
    if len(header) != len(declared):
        raise UserError(f"标准表 {file} 第 1 行有重复的列名，请删去一列。")


def _left_out(names: list[str], model: type[StandardRow]) -> list[str]:
    """Return blanks for the last columns of a line that a line may leave out, as one written before they were there."""
    return [] if any(model.model_fields[name].is_required() for name in names) else ["" for _ in names]


def _line(file: str, line: int, header: list[str], cells: list[str], model: type[StandardRow]) -> StandardRow:
    if not any(cells):
        raise UserError(f"标准表 {file} 第 {line} 行是空行，请删去这一行。")
    cells = [*cells, *_left_out(header[len(cells) :], model)]
    if len(cells) != len(header):
        what = f"标准表 {file} 第 {line} 行有 {len(cells)} 格，表头有 {len(header)} 列"
        raise UserError(f"{what}，请补齐或删去多余的逗号（文字里的英文逗号要用引号括起来）。")
    try:
        return model.model_validate({"line": line, **dict(zip(header, (cell.strip() for cell in cells), strict=True))})
    except ValidationError as error:
        first = error.errors()[0]
        raise _refused(file, line, str(first["loc"][0]), refusal(first)) from error
