"""Every query of the dashboard; the viewer is its first argument and its scope is applied in SQL."""

from dashboards.warehouse.alerts import newly_below, without_value, worklist
from dashboards.warehouse.connection import Build, published_build
from dashboards.warehouse.definitions import build_info, indicators, noted_events, reported_indicators
from dashboards.warehouse.evidence import source_rows
from dashboards.warehouse.submissions import (
    batches,
    failed_expectations,
    failures_by_file,
    ledgers,
    matrix,
    reported,
    returned_rows,
)
from dashboards.warehouse.units import (
    Row,
    branches_of_school,
    identities,
    schools_of_branch,
    stages,
    unit,
    units,
)
from dashboards.warehouse.values import across, heat, months, parts, periods, standing, trend

__all__ = [
    "Build",
    "Row",
    "across",
    "batches",
    "branches_of_school",
    "build_info",
    "failed_expectations",
    "failures_by_file",
    "heat",
    "identities",
    "indicators",
    "ledgers",
    "matrix",
    "months",
    "newly_below",
    "noted_events",
    "parts",
    "periods",
    "published_build",
    "reported",
    "reported_indicators",
    "returned_rows",
    "schools_of_branch",
    "source_rows",
    "stages",
    "standing",
    "trend",
    "unit",
    "units",
    "without_value",
    "worklist",
]
