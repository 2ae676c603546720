"""Teaching the second reader. Only `coach train --second-reader` imports this: it needs torch and most of an hour.

The bundled model is built again from its four-bit file; the blocks' scales, the biases and the norms learn (all else
stays), together with a linear head on the mean of the tokens' vectors. It learns two things at once: the labels of
utterances, and which exchange of the response bank an example belongs to, so that its vector tells both apart
(`exchanges_training` makes the head for exchanges from that vector). The order comes from fixed seeds; the last bits
depend on torch and the processor.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from coach.domain.labels import Time
from coach.local import second_reader_model, training_archive
from coach.local.heads import FLAGS, LABELS, MOVES, TIMES
from coach.local.second_reader_tokens import PieceTokenizer
from coach.local.training_data import Labelled

_TIMES = (*TIMES, Time.NONE)
_SIZES = (len(LABELS), len(_TIMES), len(FLAGS), len(MOVES))
_WEIGHTS = (1.0, 0.4, 2.0, 1.5)
"""How much the four losses count."""

_EXCHANGE = 0.5
"""How much it counts to find an example's exchange."""

_SHARPNESS = 10.0
"""How far the scores of exchanges lie apart before training, where they are cosines with the mean of their examples."""

_BATCH, _POOL = 32, 20
"""Texts in a step, and how many steps' worth are sorted by length together."""

_LENGTH, _HEADS, _LAYERS, _WIDTH, _DEPTH = 8.087, 12, 12, 384, 1536
"""The mean length of a token mean on dev: the engine gives unit vectors, so the head is stretched by it (the lengths vary
by 4 %, and no label of dev depends on it)."""

_DROPPED, _CLIPPED, _WARM = 0.05, 1.0, 100


@dataclass(frozen=True, slots=True)
class Round:
    """`epochs` times over the data, with this step for biases and norms (0.6 of it for scales)."""

    epochs: int
    step: float


ROUNDS = (Round(6, 2.5e-3),)
"""A second round with a smaller step lowered the loss on train and told no better on dev (docs/tagger.md)."""


def _norms(file: "_File", names: Sequence[str], within: str = "") -> nn.ParameterDict:
    return nn.ParameterDict({_plain(name): file.numbers(within + name) for name in names})


def _plain(name: str) -> str:
    """A tensor's name without the dots, which torch gives a meaning of their own."""
    return name.replace(".", "_")


class _Linear(nn.Module):
    """A matrix of four-bit blocks whose scales learn, with its bias."""

    def __init__(self, file: "_File", name: str, outputs: int, inputs: int) -> None:
        super().__init__()
        numbers, scales = file.blocks(f"{name}.w", outputs, inputs)
        self.register_buffer("numbers", numbers)
        self.register_buffer("scales", scales)
        self.growth = nn.Parameter(torch.zeros_like(scales))
        self.bias = nn.Parameter(file.numbers(f"{name}.b"))
        self.shape = (outputs, inputs)

    def forward(self, seen: torch.Tensor) -> torch.Tensor:
        weight = (self.numbers * (self.scales * (1 + self.growth))[:, :, None]).view(self.shape)
        return functional.linear(seen, weight, self.bias)


class _Layer(nn.Module):
    def __init__(self, file: "_File", name: str) -> None:
        super().__init__()
        square = {part: _Linear(file, f"{name}.{part}", _WIDTH, _WIDTH) for part in ("q", "k", "v", "ao")}
        self.attending = nn.ModuleDict(square)
        self.widening = _Linear(file, f"{name}.fi", _DEPTH, _WIDTH)
        self.narrowing = _Linear(file, f"{name}.fo", _WIDTH, _DEPTH)
        self.norms = _norms(file, _NORMS_OF_LAYER, within=f"{name}.")

    def forward(self, seen: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        size = (*seen.shape[:2], _HEADS, _WIDTH // _HEADS)
        query, key, value = (self.attending[part](seen).view(size).transpose(1, 2) for part in ("q", "k", "v"))
        drop = _DROPPED if self.training else 0.0
        found = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask, dropout_p=drop)
        found = self.attending["ao"](found.transpose(1, 2).reshape(seen.shape))
        seen = self._normed(seen + functional.dropout(found, _DROPPED, self.training), "aln")
        found = self.narrowing(functional.gelu(self.widening(seen)))
        return self._normed(seen + functional.dropout(found, _DROPPED, self.training), "oln")

    def _normed(self, seen: torch.Tensor, name: str) -> torch.Tensor:
        return functional.layer_norm(seen, (_WIDTH,), self.norms[f"{name}_w"], self.norms[f"{name}_b"], 1e-12)


_NORMS_OF_LAYER = ("aln.w", "aln.b", "oln.w", "oln.b")
_NORMS_OF_WORDS = ("emb.type", "emb.ln.w", "emb.ln.b")


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text to learn from: an utterance with its labels, or an example of the exchange of that number."""

    tokens: list[int]
    item: Labelled | None = None
    exchange: int | None = None


class Reader(nn.Module):
    """The model with its head: token numbers in, scores of labels, times, flags and moves out."""

    def __init__(self, image: bytes) -> None:
        super().__init__()
        file = _File(image)
        words, scales = file.blocks("emb.word", -1, _WIDTH)
        self.register_buffer("words", (words * scales[:, :, None]).view(-1, _WIDTH))
        self.register_buffer("places", file.numbers("emb.pos").view(-1, _WIDTH))
        self.norms = _norms(file, _NORMS_OF_WORDS)
        self.layers = nn.ModuleList(_Layer(file, f"l{number}") for number in range(_LAYERS))
        self.head = nn.Linear(_WIDTH, sum(_SIZES))
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, tokens: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Scores, one row an utterance; `mask` is 1 for a token and 0 for filling."""
        scores: torch.Tensor = self.head(self.vectors(tokens, mask))
        return scores

    def vectors(self, tokens: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The means of the tokens' vectors, one row an utterance."""
        places = self.get_buffer("places")[: tokens.shape[1]]
        seen = functional.embedding(tokens, self.get_buffer("words")) + places + self.norms["emb_type"][:_WIDTH]
        seen = functional.layer_norm(seen, (_WIDTH,), self.norms["emb_ln_w"], self.norms["emb_ln_b"], 1e-12)
        seen = functional.dropout(seen, _DROPPED, self.training)
        for layer in self.layers:
            seen = layer(seen, mask[:, None, None, :].bool())
        mean = (seen * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        return functional.dropout(mean, _DROPPED, self.training)

    def changes(self, image: bytes) -> dict[str, np.ndarray[Any, Any]]:
        """What training changed, by tensor, as `second_reader_model.changed` takes it."""
        file = _File(image)
        found = {}
        for number, layer in enumerate(self.layers):
            assert isinstance(layer, _Layer)
            matrices = {**dict(layer.attending.items()), "fi": layer.widening, "fo": layer.narrowing}
            for name, matrix in matrices.items():
                assert isinstance(matrix, _Linear)
                found[f"l{number}.{name}.w"] = _array(matrix.growth)
                found[f"l{number}.{name}.b"] = _array(matrix.bias - file.numbers(f"l{number}.{name}.b"))
            for name in _NORMS_OF_LAYER:
                found[f"l{number}.{name}"] = _array(layer.norms[_plain(name)] - file.numbers(f"l{number}.{name}"))
        return found | {name: _array(self.norms[_plain(name)] - file.numbers(name)) for name in _NORMS_OF_WORDS}


class _File:
    """The tensors of a model file, for torch."""

    def __init__(self, image: bytes) -> None:
        self._image = image
        self._places = second_reader_model.directory(image)

    def numbers(self, name: str) -> torch.Tensor:
        place = self._places[name]
        return torch.tensor(np.frombuffer(self._image, "<f4", place.size // 4, place.start).copy())

    def blocks(self, name: str, outputs: int, inputs: int) -> tuple[torch.Tensor, torch.Tensor]:
        """The four-bit numbers (-8 to 7; rows x blocks x 32) and the scales (rows x blocks)."""
        place = self._places[name]
        blocks = np.frombuffer(self._image, np.uint8, place.size, place.start).reshape(-1, 18)
        scales = blocks[:, :2].copy().view("<f2").astype(np.float32).reshape(outputs, inputs // 32)
        halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.float32) - 8
        return torch.tensor(halves.reshape(outputs, inputs // 32, 32)), torch.tensor(scales)


def train(
    items: Sequence[Labelled],
    exchanges: Sequence[Sequence[str]],
    out: Path,
    *,
    rounds: Sequence[Round] = ROUNDS,
    progress: Callable[[str, float], None] = lambda _what, _share: None,
) -> None:
    """Train on `items` and on the examples of each exchange; write the changes and the head to `out`."""
    image = second_reader_model.bundled().read_bytes()
    tokenizer = PieceTokenizer(image)
    lessons = [Lesson(tokenizer.tokens(item.text), item) for item in items]
    lessons += [Lesson(tokenizer.tokens(cue), exchange=number) for number, cues in enumerate(exchanges) for cue in cues]
    torch.manual_seed(0)
    reader = Reader(image)
    finder = _finder(reader, lessons, len(exchanges))
    for number, one in enumerate(rounds):
        torch.manual_seed(number)
        order = random.Random(number)  # noqa: S311 (an order, not a secret)
        _learn(reader, finder, lessons, one, order, partial(progress, f"{number + 1}巡目"))
    head, bias = _array(reader.head.weight), _array(reader.head.bias)
    kept = [row for row in range(len(head)) if row != len(LABELS) + len(TIMES)]  # no time is a matter of the label
    arrays = {name: change.astype(np.float16) for name, change in reader.changes(image).items()}
    training_archive.write({**arrays, "head": (head * _LENGTH)[kept], "bias": bias[kept]}, out)


def _finder(reader: Reader, lessons: Sequence[Lesson], exchanges: int) -> nn.Linear:
    """The head for exchanges, which begins as their examples' means: six or seven examples could not teach it anew."""
    reader.eval()
    sums, counts = torch.zeros(exchanges, _WIDTH), torch.zeros(exchanges, 1)
    examples = sorted((one for one in lessons if one.exchange is not None), key=lambda one: len(one.tokens))
    with torch.no_grad():
        for at in range(0, len(examples), _BATCH):
            batch = examples[at : at + _BATCH]
            for one, vector in zip(batch, reader.vectors(*_filled([each.tokens for each in batch])), strict=True):
                sums[one.exchange] += vector
                counts[one.exchange] += 1
    middle = sums.sum(0) / counts.sum().clamp(min=1)
    apart = functional.normalize(sums / counts.clamp(min=1) - middle)
    finder = nn.Linear(_WIDTH, exchanges)
    with torch.no_grad():
        finder.weight.copy_(apart * _SHARPNESS / _LENGTH)
        finder.bias.copy_(-(finder.weight @ middle))
    return finder


def _learn(
    reader: Reader,
    finder: nn.Linear,
    lessons: Sequence[Lesson],
    this: Round,
    order: random.Random,
    said: Callable[[float], None],
) -> None:
    growths = [value for name, value in reader.named_parameters() if name.endswith("growth")]
    head = list(reader.head.parameters())
    others = [one for one in reader.parameters() if not any(one is known for known in (*growths, *head))]
    groups = [
        {"params": growths, "lr": this.step * 0.6, "weight_decay": 0.01},
        {"params": others, "lr": this.step, "weight_decay": 0.0},
        {"params": [*head, *finder.parameters()], "lr": 5e-3, "weight_decay": 0.01},
    ]
    steps = this.epochs * (len(lessons) // _BATCH + 1)
    optimiser = torch.optim.AdamW(groups)
    pace = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda at: min(1, at / _WARM) * max(0.02, 1 - at / steps))
    reader.train()
    for epoch in range(this.epochs):
        said(epoch / this.epochs)
        for batch in _batches(lessons, order):
            # Half the digits in the sums: a third less time, and the same reader on dev.
            with torch.autocast("cpu", torch.bfloat16):
                vectors = reader.vectors(*_filled([one.tokens for one in batch]))
            loss = _loss(reader.head(vectors.float()), finder(vectors.float()), batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*growths, *others], _CLIPPED)
            optimiser.step()
            pace.step()
    said(1.0)


def _batches(lessons: Sequence[Lesson], order: random.Random) -> Iterator[list[Lesson]]:
    """Batches of about the same length, in a new order."""
    mixed = list(lessons)
    order.shuffle(mixed)
    pools = [mixed[at : at + _BATCH * _POOL] for at in range(0, len(mixed), _BATCH * _POOL)]
    alike = [one for pool in pools for one in sorted(pool, key=lambda lesson: len(lesson.tokens))]
    batches = [alike[at : at + _BATCH] for at in range(0, len(alike), _BATCH)]
    order.shuffle(batches)
    yield from batches


def _filled(rows: Sequence[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    longest = max(map(len, rows))
    tokens, mask = torch.zeros(len(rows), longest, dtype=torch.long), torch.zeros(len(rows), longest)
    for at, row in enumerate(rows):
        tokens[at, : len(row)] = torch.tensor(row)
        mask[at, : len(row)] = 1
    return tokens, mask


def _loss(scores: torch.Tensor, found: torch.Tensor, batch: Sequence[Lesson]) -> torch.Tensor:
    """The mean over all texts of a batch, whatever each of them teaches."""
    said = [at for at, one in enumerate(batch) if one.item is not None]
    shown = [at for at, one in enumerate(batch) if one.exchange is not None]
    loss = scores.new_zeros(())
    if said:
        loss = loss + len(said) / len(batch) * _of_labels(scores[said], [one.item for one in batch if one.item])
    if shown:
        right = torch.tensor([one.exchange for one in batch if one.exchange is not None])
        loss = loss + len(shown) / len(batch) * _EXCHANGE * functional.cross_entropy(found[shown], right)
    return loss


def _of_labels(scores: torch.Tensor, items: Sequence[Labelled]) -> torch.Tensor:
    label, time, flag, move = scores.split(_SIZES, dim=1)
    losses = (
        functional.cross_entropy(label, torch.tensor([LABELS.index(item.label) for item in items])),
        functional.cross_entropy(time, torch.tensor([_TIMES.index(item.time) for item in items])),
        functional.binary_cross_entropy_with_logits(
            flag, torch.tensor([[float(one in item.flags) for one in FLAGS] for item in items])
        ),
        functional.binary_cross_entropy_with_logits(
            move, torch.tensor([[float(one in item.moves) for one in MOVES] for item in items])
        ),
    )
    return torch.stack([weight * loss for weight, loss in zip(_WEIGHTS, losses, strict=True)]).sum()


def _array(values: torch.Tensor) -> np.ndarray[Any, Any]:
    return values.detach().numpy().copy()
