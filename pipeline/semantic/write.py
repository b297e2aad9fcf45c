"""Write the semantic files into a folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

from pipeline.policy.indicators import load_indicators
from pipeline.semantic.dbt_layer import metric_file, semantic_models
from pipeline.semantic.metric import metrics_of
from pipeline.semantic.osi import osi_document
from pipeline.semantic.table import tables
from pipeline.settings import PROJECT

OSI, SEMANTIC_MODELS, METRICS = "osi.yaml", "dbt/semantic_models.yml", "dbt/metrics.yml"


def write_semantic(out: Path) -> list[Path]:
    """Write the indicators as OSI and as dbt's semantic layer below `out` and return the files.

    They hold definitions alone, of the indicators in `data/indicators`: no value, no unit, no name. Raises UserError
    where an indicator or a contract cannot be read.
    """
    metrics, marts = metrics_of(load_indicators(PROJECT / "data" / "indicators")), tables()
    made: Mapping[str, Mapping[str, object]] = {
        OSI: osi_document(marts, metrics),
        SEMANTIC_MODELS: semantic_models(marts),
        METRICS: metric_file(metrics),
    }
    written = []
    for name, content in made.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(dict(content), allow_unicode=True, sort_keys=False, width=200)
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written
