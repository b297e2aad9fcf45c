"""Mappings of surveys: in `layouts/` of the home, in `survey_forms/` of older homes, and one that is shipped."""

from __future__ import annotations

from pathlib import Path

from ingest.layouts.survey_forms.mapping import Form, Item, Source, SurveyForms
from ingest.layouts.yaml_file import Kind, content_of, validated, yaml_files

SHIPPED = Path(__file__).parent
_FOLDER, _OLD_FOLDER = "layouts", "survey_forms"
_OWN_KEYS = frozenset({"测评名称", "测评类型", "答卷"})
_KIND = Kind("答卷对照", "重新报送答卷。", {"答卷": Form, "评议项目": Item, "评议人类别": Source, "党组织": Source})


def is_survey(content: object) -> bool:
    """Tell a mapping of a survey from a layout of a table, which may lie in the same folder."""
    return isinstance(content, dict) and bool(_OWN_KEYS & content.keys())


def own_survey_forms(home: Path) -> list[SurveyForms]:
    """Return the surveys that a home has mappings of; UserError as `load_survey_forms`."""
    among = [path for path in yaml_files(home / _FOLDER) if is_survey(content_of(path, _KIND))]
    return [*map(read_survey_forms, among), *load_survey_forms(home / _OLD_FOLDER)]


def load_survey_forms(folder: Path) -> list[SurveyForms]:
    """Return the surveys of a folder; UserError names the file, the key and how to mend it."""
    return [read_survey_forms(path) for path in yaml_files(folder)]


def read_survey_forms(path: Path) -> SurveyForms:
    """Read one file."""
    survey = validated(path, content_of(path, _KIND), SurveyForms, _KIND)
    return survey.model_copy(update={"file": path.name})
