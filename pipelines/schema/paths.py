"""Where the project keeps its data. The only module that knows the layout of the top-level folders."""

from pathlib import Path
from typing import Final

PROJECT: Final = Path(__file__).resolve().parents[2]
SEEDS: Final = PROJECT / "seeds"
ARTICLES: Final = SEEDS / "articles"
REFERENCE: Final = SEEDS / "reference"
ACCURACY: Final = SEEDS / "accuracy"
FRAMES: Final = SEEDS / "frames"
MODELS: Final = SEEDS / "models"
CORRECTIONS: Final = SEEDS / "corrections.csv"
RESOLUTION: Final = SEEDS / "resolution"
CODED: Final = SEEDS / "coded"
CODE_LISTS: Final = SEEDS / "codelists"
EXPECTATIONS: Final = PROJECT / "expectations"
DATASETS: Final = PROJECT / "datasets"
BUILD: Final = PROJECT / ".build"
