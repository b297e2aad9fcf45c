"""The sample district: invented schools, organisations and people, and their ledgers as messy as real ones."""

from pipeline.sample.district.build import build_world
from pipeline.sample.ledgers.all_rows import truth
from pipeline.sample.workbooks.generate import generate, planted_faults

__all__ = ["build_world", "generate", "planted_faults", "truth"]
