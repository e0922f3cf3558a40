"""How right the tables are: the project's own scorer, its run over hand-coded sets, and the figures that it keeps."""

from pipelines.accuracy.answers import AnswerError, faults, read_answers
from pipelines.accuracy.gold import GoldError, gold_folder, gold_sets
from pipelines.accuracy.measure import measure
from pipelines.accuracy.model import Account, Actor, Meeting, Pledge
from pipelines.accuracy.record import KEPT, read_record, write_record
from pipelines.accuracy.score import Figure, score, score_folder
from pipelines.accuracy.stages import build_tables
from pipelines.accuracy.tables import read_tables
from pipelines.accuracy.textless import CorpusError, pack_answers, unpack_answers

__all__ = [
    "KEPT",
    "Account",
    "Actor",
    "AnswerError",
    "CorpusError",
    "Figure",
    "GoldError",
    "Meeting",
    "Pledge",
    "build_tables",
    "faults",
    "gold_folder",
    "gold_sets",
    "measure",
    "pack_answers",
    "read_answers",
    "read_record",
    "read_tables",
    "score",
    "score_folder",
    "unpack_answers",
    "write_record",
]
