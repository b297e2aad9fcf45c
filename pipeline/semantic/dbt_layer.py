"""The indicators as dbt's semantic layer has them: semantic models over the marts, and a metric an indicator."""

from __future__ import annotations

from pipeline.semantic.metric import Metric
from pipeline.semantic.table import VALUES, Table

Node = dict[str, object]
_NUMERATOR, _DENOMINATOR, _ROWS = "told_numerator", "told_denominator", "value_rows"
_MEASURES = {
    _NUMERATOR: ("sum", "case when value is not null then numerator end"),
    _DENOMINATOR: ("sum", "case when value is not null then denominator end"),
    _ROWS: ("count", "indicator_code"),
}
"""Aggregation and expression of what metrics are made of: of a value that is not told (too few, hidden), nothing."""
_ENTITIES: dict[str, list[Node]] = {
    VALUES: [
        {"name": "valued_unit", "type": "foreign", "expr": "unit_level || ':' || unit_id"},
        {"name": "valued_indicator", "type": "foreign", "expr": "indicator_code"},
    ],
    "dim_unit": [{"name": "valued_unit", "type": "primary", "expr": "unit_level || ':' || unit_id"}],
    "dim_indicator": [{"name": "valued_indicator", "type": "primary", "expr": "indicator_code"}],
}
_PERIOD = "period_start"
_RENAMED = {"year": "calendar_year"}
"""Columns whose names dbt keeps for itself, and what they are called there."""


def semantic_models(tables: list[Table]) -> Node:
    """Return the file of semantic models, one a table; columns that are numbers are no dimensions."""
    return {"semantic_models": [_semantic_model(one) for one in tables]}


def metric_file(metrics: list[Metric]) -> Node:
    """Return the file of metrics: three that the others are made of, and one an indicator, labelled by its name."""
    made_of = [
        {
            "name": name,
            "label": name,
            "description": "Of one unit and period; the indicators' metrics are made of it.",
            "type": "simple",
            "type_params": {"measure": {"name": name}},
        }
        for name in _MEASURES
    ]
    return {"metrics": [*made_of, *map(_metric, metrics)]}


def _semantic_model(table: Table) -> Node:
    written: Node = {
        "name": table.name,
        "description": table.description,
        "model": f"ref('{table.name}')",
        "entities": _ENTITIES[table.name],
        "dimensions": [
            _dimension(one.name, one.data_type, one.description)
            for one in table.columns
            if one.data_type not in ("double", "bigint") and (table.name == VALUES or one.name != "indicator_code")
        ],
    }
    if table.name == VALUES:
        written |= {
            "primary_entity": VALUES,
            "defaults": {"agg_time_dimension": _PERIOD},
            "measures": [{"name": name, "agg": agg, "expr": expr} for name, (agg, expr) in _MEASURES.items()],
        }
    return written


def _dimension(name: str, data_type: str, description: str) -> Node:
    written: Node = {"name": _RENAMED.get(name, name), "description": description, "type": "categorical"}
    if name in _RENAMED:
        written["expr"] = name
    if data_type in ("date", "timestamp"):
        written |= {"type": "time", "type_params": {"time_granularity": "day"}}
    return written


def _metric(metric: Metric) -> Node:
    meant = (
        f"{{{{ Dimension('{VALUES}__indicator_code') }}}} = '{metric.code}'"
        f" and {{{{ Dimension('{VALUES}__breakdown') }}}} is null"
    )
    parts = {part: f"{part}_{metric.name}" for part in ([_NUMERATOR, _DENOMINATOR] if metric.divides else [_NUMERATOR])}
    parts[_ROWS] = f"{_ROWS}_{metric.name}"
    return {
        "name": metric.name,
        "label": metric.label,
        "description": metric.description,
        "type": "derived",
        "type_params": {
            "expr": metric.value(parts[_NUMERATOR], parts.get(_DENOMINATOR, ""), parts[_ROWS]),
            "metrics": [{"name": part, "alias": alias, "filter": meant} for part, alias in parts.items()],
        },
    }
