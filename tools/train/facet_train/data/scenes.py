"""LNeto's training pictures: one scene zoomed and shifted, mosaics of many scenes, photos without people."""

import math
from functools import cache

import numpy as np
import torch

from facet_train.data.attributes import ATTRIBUTE_COUNT
from facet_train.data.augment import hide_face, log_uniform, photograph
from facet_train.config import FACE_HEIGHT, FACE_WIDTH, HEAD, LNETO_STRIDE, SIDE_UNIT, LocalizerConfig
from facet_train.data.cuts import beyond, window
from facet_train.data.sets import Face, PhotoSet
from facet_train.nets.localize import face_in
from facet_train.data.sampler import Pyramid, Square, sample

# sqrt of a face's area in net pixels; smaller faces are neither right nor wrong. At 3 pixels LNeto can't tell much more
# than that somebody is there, but that is what a closer look is decided by.
SMALLEST = 3.0
SURE = 0.7  # YuNet's score from which a face counts
# Of a face beyond the photo's edge, what must be left of its box for the head to count; its middle must be left too.
LEFT_OF_CUT = 0.2


class SceneMaker:
    """Draws one training picture: 3 x size x size bytes, heads (H x 4: centre x, y, side, sure), labels or NaN."""

    def __init__(self, scenes: PhotoSet, faces: list[np.ndarray], indices, negatives: PhotoSet, config: LocalizerConfig, turned: tuple[Face, ...] = ()):
        self.scenes, self.faces, self.indices, self.size = scenes, faces, indices, config.size
        self.negatives, self.empties = negatives, negatives.split(validation=False)
        self.config, self.shares, self.turned = config, config.scenes, turned
        # A mosaic shows dozens of scenes, so each scene's halvings are kept: 0.5 GB in all.
        self.scene = cache(lambda index: Pyramid(scenes.photo(index)))

    def draw(self, rng: np.random.Generator):
        kind = rng.random()
        if kind < self.shares.single:
            image, heads, labels = self.single(rng)
        elif kind < self.shares.single + self.shares.mosaic:
            image, heads = self.mosaic(rng)
            labels = None
        else:
            image, heads, labels = self.empty(rng), np.zeros((0, 4), np.float32), None
        if rng.random() < 0.5:
            image = image.flip(-1)
            heads[:, 0] = self.size - heads[:, 0]
        labels = np.full(ATTRIBUTE_COUNT, np.nan, np.float32) if labels is None else labels
        return photograph(image, rng, self.config.photo), heads, labels

    def single(self, rng: np.random.Generator):
        index = int(rng.choice(self.indices))
        if self.turned and rng.random() < self.shares.turned_faces:
            index = self.turned[int(rng.integers(len(self.turned)))].index
        if rng.random() < self.config.cut.cut:
            photo, square, region = self.cut_scene(rng, index)
        else:
            photo, region = self.scene(index), None
            square = self.square(rng, photo, index)
        image = sample(photo, square, self.size)
        heads, visible = self.heads(index, square, self.size, self.size, region)
        labels = self.scenes.labels[index].astype(np.float32) if visible else None
        for x, y, unit, _ in map(face_in, heads):
            if region is None and rng.random() < self.config.cover.covered:
                face = (x + unit / 2, y + unit / 2, FACE_WIDTH * unit, FACE_HEIGHT * unit)
                hide_face(image, rng, face, -square.roll, self.config.cover)
        return image, heads, labels

    def square(self, rng: np.random.Generator, photo: Pyramid, index: int) -> Square:
        """From the scene as a corner of the picture to a part of it, almost three times as close."""
        side = max(photo.width, photo.height) / math.exp(rng.uniform(math.log(0.3), math.log(2.7)))
        return Square(*self.center(rng, photo, index, side), side, self.roll(rng))

    def roll(self, rng: np.random.Generator) -> float:
        shares = self.shares
        if rng.random() < shares.turned:
            return math.radians(rng.uniform(-shares.turned_roll, shares.turned_roll))
        return math.radians(rng.normal(0, shares.more_roll if rng.random() < shares.more_tilted else shares.roll))

    def cut_scene(self, rng: np.random.Generator, index: int):
        """A scene whose edges cut one of its faces, seen whole or a little closer; and the region that stayed."""
        sure = [f for f in self.faces[index] if f[4] >= SURE] or [self.scenes.box[index]]
        box = sure[int(rng.integers(len(sure)))][:4]
        whole = self.scenes.photo(index)
        left, top, right, bottom = region = window(box, beyond(rng, self.config.cut), whole.shape[1], whole.shape[0])
        photo = Pyramid(whole[top:bottom, left:right])
        side = max(photo.width, photo.height) * log_uniform(rng, self.shares.cut_view)
        x, y = (length / 2 + rng.normal(0, 0.05) * side for length in (photo.width, photo.height))
        return photo, Square(x, y, side, self.roll(rng)), region

    def center(self, rng, photo: Pyramid, index: int, side: float) -> tuple[float, float]:
        """Near the whole photo's centre when it is seen whole, near the face when it is seen closely."""
        x, y, w, h = self.scenes.box[index]
        near = min(1.0, max(0.0, 1 - side / max(photo.width, photo.height)) * 2)
        focus_x = (1 - near) * photo.width / 2 + near * (x + w / 2)
        focus_y = (1 - near) * photo.height / 2 + near * (y + h / 2)
        return focus_x + rng.uniform(-0.3, 0.3) * side, focus_y + rng.uniform(-0.3, 0.3) * side

    def heads(self, index: int, square: Square, width: int, height: int, region: tuple[int, int, int, int] | None = None):
        """Head squares in output pixels, and whether the labelled face is well in the picture.

        region: left, top, right and bottom of the part of the scene that the square lies in, and that shows.
        """
        scale = width / square.side
        cos, sin = math.cos(-square.roll), math.sin(-square.roll)
        left, top, right, bottom = region or (0, 0, *self.scenes.sizes[index])
        heads, labelled = [], False
        main = self.scenes.box[index]
        for x, y, w, h, score in self.faces[index]:
            dx, dy = x + w / 2 - left - square.center_x, y + h / 2 - top - square.center_y
            cx = (cos * dx - sin * dy) * scale + width / 2
            cy = (sin * dx + cos * dy) * scale + height / 2
            unit = math.sqrt(w * h) * scale
            kept = overlap(x + w / 2 - left, w, right - left) * overlap(y + h / 2 - top, h, bottom - top)
            inside = left <= x + w / 2 <= right and top <= y + h / 2 <= bottom
            seen = overlap(cx, w * scale, width) * overlap(cy, h * scale, height)
            if seen * kept < 0.05:
                continue
            # What the photo's own edge cuts is a head; what only this picture cuts, another look shows whole.
            shown = seen >= 0.6 if region is None else inside and kept >= LEFT_OF_CUT and shows_the_middle(cx, cy, width, height)
            sure = score >= SURE and shown and unit >= SMALLEST
            heads.append((cx + HEAD.shiftX * unit, cy + HEAD.shiftY * unit, HEAD.side * unit, float(sure)))
            same = abs(x + w / 2 - main[0] - main[2] / 2) < main[2] / 2 and abs(y - main[1]) < main[3] / 2
            labelled = labelled or (same and seen * kept > 0.8 and unit >= 12)
        return np.array(heads, np.float32).reshape(-1, 4), labelled

    def mosaic(self, rng: np.random.Generator):
        image = torch.zeros(3, self.size, self.size)
        heads = []
        crowd = rng.random() < self.shares.crowds
        cells = round(math.exp(rng.uniform(math.log(16), math.log(120)))) if crowd else int(rng.integers(2, 17))
        for left, top, width, height in split(rng, self.size, cells):
            if rng.random() < self.shares.cells_without_people:
                image[:, top : top + height, left : left + width] = self.cut(rng, width, height)
                continue
            index = int(rng.choice(self.indices))
            photo = self.scene(index)
            square = self.cell_square(rng, photo, index, width, height)
            cell = image[:, top : top + height, left : left + width]
            cell.copy_(sample(photo, square, width, height))
            if rng.random() < self.shares.plain_gaps:
                colour_beyond(rng, cell, photo, square)
            inside, _ = self.heads(index, square, width, height)
            heads.append(inside + np.array([left, top, 0, 0], np.float32))
        return image, np.concatenate(heads) if heads else np.zeros((0, 4), np.float32)

    def cell_square(self, rng, photo: Pyramid, index: int, width: int, height: int) -> Square:
        """Covers the cell with the photo; half the time closer, towards the face."""
        cover = min(photo.width / width, photo.height / height)  # photo pixels per output pixel
        if rng.random() < 0.5:
            span_x, span_y = photo.width - cover * width, photo.height - cover * height
            left, top = rng.uniform(0, max(span_x, 1e-6)), rng.uniform(0, max(span_y * 0.6, 1e-6))
            return Square(left + cover * width / 2, top + cover * height / 2, cover * width)
        x, y, w, h = self.scenes.box[index]
        unit = math.sqrt(w * h)
        share = math.exp(rng.uniform(math.log(self.shares.smallest), math.log(0.6)))
        pitch = unit / (min(width, height) * share)
        shift = rng.uniform(-1, 1, 2) * (0.15 + max(0.0, 0.3 - share)) * (width, height) * pitch
        return Square(x + w / 2 + shift[0], y + h / 2 + shift[1], pitch * width, rng.normal(0, 0.1))

    def cut(self, rng: np.random.Generator, width: int, height: int) -> torch.Tensor:
        photo = Pyramid(self.negatives.photo(int(rng.choice(self.empties))))
        pitch = min(photo.width / width, photo.height / height) * rng.uniform(0.3, 1.0)
        x = rng.uniform(pitch * width / 2, photo.width - pitch * width / 2 + 1e-6)
        y = rng.uniform(pitch * height / 2, photo.height - pitch * height / 2 + 1e-6)
        return sample(photo, Square(x, y, pitch * width), width, height)

    def empty(self, rng: np.random.Generator) -> torch.Tensor:
        photo = Pyramid(self.negatives.photo(int(rng.choice(self.empties))))
        side = max(photo.width, photo.height) * math.exp(rng.uniform(math.log(0.4), math.log(1.6)))
        x, y = photo.width * rng.uniform(0.3, 0.7), photo.height * rng.uniform(0.3, 0.7)
        return sample(photo, Square(x, y, side, rng.normal(0, 0.2)), self.size)


def colour_beyond(rng: np.random.Generator, cell: torch.Tensor, photo: Pyramid, square: Square) -> None:
    """One colour, in place, where a cell (3 x H x W bytes) reaches beyond its photo: collages have such gaps."""
    height, width = cell.shape[1:]
    scale = width / square.side
    colour = torch.from_numpy(rng.uniform(0, 255, 3)).float()[:, None, None]
    for axis, (center, length, cells) in enumerate(((square.center_y, photo.height, height), (square.center_x, photo.width, width)), 1):
        low, high = (min(cells, max(0, round((end - center) * scale + cells / 2))) for end in (0, length))
        cell.narrow(axis, 0, low).copy_(colour)
        cell.narrow(axis, high, cells - high).copy_(colour)


def shows_the_middle(x: float, y: float, width: int, height: int) -> bool:
    return 0 <= x < width and 0 <= y < height


def overlap(center: float, length: float, limit: float) -> float:
    """The fraction of an interval that lies in 0…limit."""
    low, high = max(center - length / 2, 0), min(center + length / 2, limit)
    return max(0.0, high - low) / length


def split(rng: np.random.Generator, size: int, cells: int) -> list[tuple[int, int, int, int]]:
    """Cuts a square into rectangles (left, top, width, height), always the largest one, across its longer side."""
    parts = [(0, 0, size, size)]
    while len(parts) < cells:
        parts.sort(key=lambda p: p[2] * p[3])
        left, top, width, height = parts.pop()
        at = rng.uniform(0.35, 0.65)
        if width >= height:
            first = round(width * at)
            parts += [(left, top, first, height), (left + first, top, width - first, height)]
        else:
            first = round(height * at)
            parts += [(left, top, width, first), (left, top + first, width, height - first)]
    return parts


def targets(heads: np.ndarray, cells: int):
    """Heat (1 at a head's cell, Gaussian around), its loss weight, and dx, dy, log side with their weight; C x C each."""
    rows, columns = np.mgrid[0:cells, 0:cells].astype(np.float32) + 0.5
    heat, weight = np.zeros((cells, cells), np.float32), np.ones((cells, cells), np.float32)
    box, box_weight = np.zeros((3, cells, cells), np.float32), np.zeros((cells, cells), np.float32)
    for cx, cy, side, sure in sorted(heads.tolist(), key=lambda h: -h[2]):
        x, y, radius = cx / LNETO_STRIDE, cy / LNETO_STRIDE, side / LNETO_STRIDE
        distance = ((columns - x) ** 2 + (rows - y) ** 2) / (2 * max(0.6, radius * 0.09) ** 2)
        spot = np.exp(-distance)
        if not sure:
            near = np.maximum(np.abs(columns - x), np.abs(rows - y)) < max(1.0, radius / 3)
            weight[near & (heat < 0.3)] = 0
            continue
        heat = np.maximum(heat, spot)
        # The middle of a cut head may lie a little beyond the picture: the cell at the edge answers for it.
        column, row = (min(max(int(v), 0), cells - 1) for v in (x, y))
        heat[row, column], weight[row, column], spot[row, column] = 1, 1, max(spot[row, column], 0.9)
        closer = spot > np.maximum(box_weight, 0.3)
        box[:, closer] = np.stack([x - columns, y - rows, np.full_like(rows, math.log(side / SIDE_UNIT))])[:, closer]
        box_weight[closer] = spot[closer]
    return heat, weight, box, box_weight
