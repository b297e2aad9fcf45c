"""Read a YAML file of policy; what is wrong with it is a Chinese sentence that names file, key and mend."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from ingest.errors import UserError
from ingest.yaml_text import line_of, parsed
from pipeline.policy.error_wording import refusal

Model = TypeVar("Model", bound=BaseModel)


def read_content(path: Path, name: str | None = None) -> Any:
    """Return what a file says; UserError calls it `name`, or by its file name."""
    named = name or path.name
    try:
        return parsed(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UserError(f"缺少文件 {path}，请从安装包里恢复。") from error
    except yaml.YAMLError as error:
        raise UserError(f"{named} 不是有效的 YAML，请检查缩进和冒号。") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{named} 不是 UTF-8 编码，请用 UTF-8 另存。") from error


def read_model(path: Path, model: type[Model], name: str | None = None) -> Model:
    """Return a file as a strict model; UserError names the first key that is wrong."""
    content = read_content(path, name)
    try:
        return model.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "整个文件"
        line = line_of(path.read_text(encoding="utf-8"), first["loc"])
        place = f"（第 {line} 行）" if line else ""
        raise UserError(f"{name or path.name} 的“{where}”有误：{refusal(first)}{place}。") from error
