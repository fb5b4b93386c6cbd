"""The scenes that measure: those of held-out identities, the test set read straight from its tar, and the examples."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from facet_train.findings.common import EXAMPLES, PEOPLE
from facet_train.data.attributes import ATTRIBUTES
from facet_train.data.sets import BOX, load_set, numbers, read_csv
from facet_train.data.prepare import decode, read_tar
from facet_train.data.sampler import Pyramid


@dataclass
class Scene:
    photo: Pyramid
    box: np.ndarray  # x, y, width, height of the most prominent face, photo pixels
    labels: np.ndarray  # 40


def held_out_scenes(cache: Path, limit: int) -> list[Scene]:
    scenes = load_set(cache, "celeba_wild_train")
    return [Scene(Pyramid(scenes.photo(i)), scenes.box[i], scenes.labels[i]) for i in scenes.split(True)[:limit]]


def test_scenes(data: Path, limit: int) -> list[Scene]:
    rows = read_csv(data / "celeba_wild_test.csv")
    _, contents = read_tar(data / "celeba_wild_test.tar")
    boxes, labels = numbers(rows, BOX), numbers(rows, ATTRIBUTES).astype(np.uint8)
    known = np.flatnonzero(np.isfinite(boxes[:, 0]))[:limit]
    return [Scene(Pyramid(decode(contents[i])), boxes[i], labels[i]) for i in known]


def empty_photos(cache: Path, limit: int) -> list[Pyramid]:
    """Photos without people that no training saw."""
    negatives = load_set(cache, "negatives_train")
    return [Pyramid(negatives.photo(i)) for i in negatives.split(True)[:limit]]


def examples() -> dict[str, Pyramid]:
    return {name: Pyramid(decode((EXAMPLES / f"{name}.jpg").read_bytes())) for name in PEOPLE}
