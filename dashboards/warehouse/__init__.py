"""Every query of the dashboard; the viewer is its first argument and its scope is applied in SQL."""

from dashboards.warehouse.admission import admission_overdue, admission_stages, admission_steps
from dashboards.warehouse.alerts import newly_below, without_value, worklist
from dashboards.warehouse.connection import Build, published_build
from dashboards.warehouse.deadlines import deadline_months, deadlines
from dashboards.warehouse.definitions import build_info, indicators, reported_indicators
from dashboards.warehouse.evidence import source_rows
from dashboards.warehouse.flags import check_flags, check_rules
from dashboards.warehouse.pledges import pledge_bands, pledge_types, pledges_failed
from dashboards.warehouse.standardisation import (
    standardisation_board,
    standardisation_items,
    standardisation_rounds,
)
from dashboards.warehouse.standards import standard_change_units, standard_changes, standard_versions
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
from dashboards.warehouse.values import (
    across,
    heat,
    history,
    months,
    parts,
    parts_across,
    periods,
    standing,
    trend,
    unit_parts,
)
from dashboards.warehouse.what_if import triable, tried, tried_counts
from dashboards.warehouse.work_plan import work_fields, work_progress, work_tasks

__all__ = [
    "Build",
    "Row",
    "across",
    "admission_overdue",
    "admission_stages",
    "admission_steps",
    "batches",
    "branches_of_school",
    "build_info",
    "check_flags",
    "check_rules",
    "deadline_months",
    "deadlines",
    "failed_expectations",
    "failures_by_file",
    "heat",
    "history",
    "identities",
    "indicators",
    "ledgers",
    "matrix",
    "months",
    "newly_below",
    "parts",
    "parts_across",
    "periods",
    "pledge_bands",
    "pledge_types",
    "pledges_failed",
    "published_build",
    "reported",
    "reported_indicators",
    "returned_rows",
    "schools_of_branch",
    "source_rows",
    "stages",
    "standard_change_units",
    "standard_changes",
    "standard_versions",
    "standardisation_board",
    "standardisation_items",
    "standardisation_rounds",
    "standing",
    "trend",
    "triable",
    "tried",
    "tried_counts",
    "unit",
    "unit_parts",
    "units",
    "without_value",
    "work_fields",
    "work_progress",
    "work_tasks",
    "worklist",
]
