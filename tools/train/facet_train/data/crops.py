"""LNets' training pictures: head-and-shoulders crops jittered as LNeto's are, and crops without a face."""

import math

import numpy as np
import torch

from facet_train.data.attributes import ATTRIBUTE_COUNT
from facet_train.data.augment import hide_face, photograph, shrink
from facet_train.config import HEAD, CropShares, LocalizerConfig
from facet_train.data.cuts import cut_photo
from facet_train.data.sets import Face, PhotoSet
from facet_train.nets.localize import NEAR_A_HEAD, head_of, square_iou
from facet_train.data.sampler import Pyramid, Square, sample


def turned_box(width: float, height: float, roll: float) -> tuple[float, float]:
    """The upright box around a face (an ellipse in its box) that is turned by roll, radians."""
    cos, sin = math.cos(roll), math.sin(roll)
    return math.hypot(width * cos, height * sin), math.hypot(width * sin, height * cos)


class HeadMaker:
    """Draws one crop: 3 x size x size bytes, target (valid, cx, cy, log w, log h, roll; NaN if no face), labels."""

    shares = CropShares()

    def __init__(self, sets: list[tuple[PhotoSet, np.ndarray]], negatives: PhotoSet, config: LocalizerConfig, mined=(), faces=None, turned: tuple[Face, ...] = ()):
        """mined: pairs of a set and what mine_heads.py found in it (N x 5: photo, centre x, y, side, heat).

        faces: by set name, every face of each photo, so that a second face never counts as background.
        turned: faces in profile, tilted or thrown back, to be drawn more often.
        """
        self.faces, self.turned = faces or {}, turned
        self.photos = [(s, int(i)) for s, indices in sets for i in indices]
        self.negatives, self.empties, self.size = negatives, negatives.split(validation=False), config.size
        self.mined = [(photos, found) for photos, squares in mined for found in squares]
        self.config, self.shares = config, config.crops

    def draw(self, rng: np.random.Generator):
        if rng.random() < self.shares.empty:
            image, target, labels = self.empty(rng)
        else:
            image, target, labels = self.face(rng)
        if rng.random() < self.shares.neighbour:
            self.put_neighbour(rng, image, target)
        if rng.random() < 0.5:
            image = image.flip(-1)
            target[[1, 5]] *= -1
        if rng.random() < self.shares.shrunk:
            image = shrink(image, rng.uniform(1.5, 6))
        return photograph(image, rng, self.config.photo), target, labels

    def choose(self, rng: np.random.Generator) -> Face:
        if self.turned and rng.random() < self.shares.turned_faces:
            return self.turned[int(rng.integers(len(self.turned)))]
        photos, index = self.photos[int(rng.integers(len(self.photos)))]
        return Face(photos, index, photos.box[index], photos.roll_of(index), photos.labels[index].astype(np.float32))

    def face(self, rng: np.random.Generator):
        face = self.choose(rng)
        pixels, box, is_cut = face.photos.photo(face.index), face.box, rng.random() < self.config.cut.cut
        if is_cut:
            pixels, box = cut_photo(pixels, box, rng, self.config.cut)
        x, y, w, h = (float(v) for v in box)
        square = self.square(rng, x + w / 2, y + h / 2, math.sqrt(w * h), is_cut)
        side = square.side
        dx, dy = (x + w / 2 - square.center_x) / side, (y + h / 2 - square.center_y) / side
        cos, sin = math.cos(-square.roll), math.sin(-square.roll)
        w, h = turned_box(w, h, square.roll)
        target = [1, cos * dx - sin * dy, sin * dx + cos * dy, math.log(w / side), math.log(h / side), face.roll - square.roll]
        image = sample(Pyramid(pixels), square, self.size)
        if not is_cut and rng.random() < self.config.cover.covered:
            place = (self.size * (0.5 + target[1]), self.size * (0.5 + target[2]), self.size * w / side, self.size * h / side)
            hide_face(image, rng, place, target[5], self.config.cover)
        return image, np.array(target, np.float32), face.labels.copy()

    def square(self, rng: np.random.Generator, center_x: float, center_y: float, unit: float, is_cut: bool) -> Square:
        """Where LNeto might find the head of a face, given its middle and the root of its area."""
        shares = self.shares
        place, size = (shares.cut_place, shares.cut_size) if is_cut else (shares.place, shares.size)
        side = HEAD.side * unit * math.exp(rng.normal(0, size))
        x = center_x + HEAD.shiftX * unit + rng.normal(0, place) * side
        y = center_y + HEAD.shiftY * unit + rng.normal(0, place) * side
        return Square(x, y, side, self.roll(rng))

    def roll(self, rng: np.random.Generator) -> float:
        shares = self.shares
        if rng.random() < shares.lying:
            return math.radians(rng.uniform(-shares.lying_roll, shares.lying_roll))
        return math.radians(rng.normal(0, shares.more_roll if rng.random() < shares.more_tilted else shares.roll))

    def empty(self, rng: np.random.Generator):
        """What LNeto wrongly found, a piece of a photo without people, or of one beside its face."""
        if self.mined and rng.random() < self.shares.mined:
            photos, (index, x, y, side, _) = self.mined[int(rng.integers(len(self.mined)))]
            photo, side = Pyramid(photos.photo(int(index))), float(side) * math.exp(rng.normal(0, 0.1))
            x, y = (float(v) + rng.normal(0, 0.05) * side for v in (x, y))
            square = Square(x, y, side, rng.normal(0, 0.15))
        elif rng.random() < self.shares.without_people:
            photo = Pyramid(self.negatives.photo(int(rng.choice(self.empties))))
            side = min(photo.width, photo.height) * math.exp(rng.uniform(math.log(0.12), math.log(1.3)))
            square = Square(rng.uniform(0, photo.width), rng.uniform(0, photo.height), side, rng.normal(0, 0.2))
        else:
            photos, index = self.photos[int(rng.integers(len(self.photos)))]
            photo, square = Pyramid(photos.photo(index)), self.beside(rng, photos, index)
        target = np.array([0, *[np.nan] * 5], np.float32)
        image = sample(photo, square, self.size)
        if rng.random() < self.shares.covered_empty:  # a bar or a mask is no face by itself
            middle, (width, height) = rng.uniform(0.35, 0.65, 2) * self.size, rng.uniform(0.25, 0.5, 2) * self.size
            hide_face(image, rng, (*middle, width, height), rng.normal(0, 0.3), self.config.cover)
        return image, target, np.full(ATTRIBUTE_COUNT, np.nan, np.float32)

    def put_neighbour(self, rng: np.random.Generator, image: torch.Tensor, target: np.ndarray) -> None:
        """Another picture, or one colour, from a straight edge on, in place; the edge leaves a face whole.

        A face in that other picture is at the crop's border; where the crop shows none, nor does the other.
        """
        is_face = target[0] == 1
        middle, reach = (0.5 + target[1:3], np.exp(target[3:5]) / 2) if is_face else (rng.uniform(0.3, 0.7, 2), np.zeros(2))
        axis, behind = int(rng.integers(2)), bool(rng.integers(2))  # 0: beside, 1: above or below
        limits = sorted((middle[axis] + reach[axis], 1.0) if behind else (middle[axis] - reach[axis], 0.0))
        edge = round(self.size * float(np.clip(rng.uniform(*limits), 0, 1)))
        if rng.random() < self.shares.plain_neighbour:
            other = torch.from_numpy(rng.uniform(0, 255, 3)).float()[:, None, None].expand_as(image)
        else:
            other = (self.face if is_face else self.empty)(rng)[0].roll(self.size // 2, 2 - axis)
        beyond = slice(edge, None) if behind else slice(0, edge)
        part = (slice(None), slice(None), beyond) if axis == 0 else (slice(None), beyond)
        image[part] = other[part]

    def beside(self, rng: np.random.Generator, photos: PhotoSet, index: int) -> Square:
        """A square whose middle is clearly off the face, or far too small or large for it."""
        x, y, w, h = photos.box[index]
        known = self.faces[photos.name][index] if photos.name in self.faces else np.zeros((0, 5))
        others = [head_of(f[:4]) for f in known if abs(f[0] + f[2] / 2 - x - w / 2) > w / 2]
        for _ in range(20):  # in a crowd there may be no such place
            square = self.aside(rng, photos.box[index])
            if all(square_iou(np.array([square.center_x, square.center_y, square.side]), o) < NEAR_A_HEAD for o in others):
                break
        return square

    def aside(self, rng: np.random.Generator, box: np.ndarray) -> Square:
        x, y, w, h = box
        unit = math.sqrt(w * h)
        if rng.random() < 0.3:
            side = HEAD.side * unit * rng.uniform(0.12, 0.3)
            return Square(x + w * rng.uniform(0.1, 0.9), y + h * rng.uniform(0.1, 0.9), side)
        side = HEAD.side * unit * math.exp(rng.normal(0, 0.5))
        angle = rng.uniform(0, 2 * math.pi)
        away = 0.5 * h + side * rng.uniform(0.3, 0.9)
        return Square(x + w / 2 + math.cos(angle) * away, y + h / 2 + math.sin(angle) * away, side)
