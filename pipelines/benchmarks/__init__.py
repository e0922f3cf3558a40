"""Reports made up with a known truth, and how well and at what cost they are resolved."""

from pipelines.benchmarks.bcubed import Agreement, bcubed
from pipelines.benchmarks.cost import Result, measure
from pipelines.benchmarks.generate import Synthetic, generate

__all__ = ["Agreement", "Result", "Synthetic", "bcubed", "generate", "measure"]
