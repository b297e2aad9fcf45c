"""The indicators as a document of Open Semantic Interchange (OSI), version 1.0 of its core specification."""

from __future__ import annotations

from pipeline.semantic.metric import Metric
from pipeline.semantic.table import NUMBERS, VALUES, Table

VERSION = "1.0"
DATABASE = "dangjian"
"""What a tool calls the database: a published build, or what `dangjian export` wrote."""

Node = dict[str, object]
_LINKS = {"dim_unit": "value_of_unit", "dim_indicator": "value_of_indicator"}


def osi_document(tables: list[Table], metrics: list[Metric]) -> Node:
    """Return the document: tables as datasets, indicators as metrics, and how the tables belong together."""
    model = {
        "name": DATABASE,
        "description": "区委教育工委党建工作指标：每个单位、每个期间的值，和 dangjian 页面上的一致。",
        "ai_context": {"instructions": "每次只问一个单位层级（unit_level）和一种期间（period_type）的值，不要相加。"},
        "datasets": [_dataset(one) for one in tables],
        "relationships": [_relationship(one) for one in tables if one.name in _LINKS],
        "metrics": [_metric(one) for one in metrics],
    }
    return {"version": VERSION, "semantic_model": [model]}


def _dataset(table: Table) -> Node:
    fields: list[Node] = []
    for one in table.columns:
        field: Node = {"name": one.name, "expression": _ansi(one.name), "description": one.description}
        if one.name not in NUMBERS and one.data_type not in ("double", "bigint"):
            field["dimension"] = {"is_time": one.data_type in ("date", "timestamp")}
        fields.append(field)
    return {
        "name": table.name,
        "source": f"{DATABASE}.marts.{table.name}",
        "primary_key": list(table.key),
        "description": table.description,
        "fields": fields,
    }


def _relationship(table: Table) -> Node:
    return {
        "name": _LINKS[table.name],
        "from": VALUES,
        "to": table.name,
        "from_columns": list(table.key),
        "to_columns": list(table.key),
    }


def _metric(metric: Metric) -> Node:
    meant = f"{VALUES}.indicator_code = '{metric.code}' and {VALUES}.breakdown is null"
    told = f"{meant} and {VALUES}.value is not null"
    numerator, denominator = (f"sum(case when {told} then {VALUES}.{side} end)" for side in NUMBERS)
    rows = f"count(case when {meant} then 1 end)"
    return {
        "name": metric.name,
        "expression": _ansi(metric.value(numerator, denominator, rows)),
        "description": metric.description,
        "ai_context": {"synonyms": list(metric.synonyms)},
    }


def _ansi(expression: str) -> Node:
    return {"dialects": [{"dialect": "ANSI_SQL", "expression": expression}]}
