"""The sample district: invented schools, organisations and people, and their ledgers as messy as real ones."""

from pipeline.sample.build import build_world
from pipeline.sample.generate import generate, planted_faults
from pipeline.sample.truth import truth

__all__ = ["build_world", "generate", "planted_faults", "truth"]
