"""LNets' training pictures: head-and-shoulders crops jittered as LNeto's are, and crops without a face."""

import math

import numpy as np
import torch

from augment import photograph, shrink
from config import HEAD
from data import PhotoSet
from localize import NEAR_A_HEAD, head_of, square_iou
from sampler import Pyramid, Square, sample

EMPTY = 0.35  # the share of crops without a face
MINED = 0.6  # of these, the share of LNeto's own false finds, where they were mined
NEIGHBOUR = 0.3  # the share of all that end at a straight edge with another photo behind it: collages, video calls


class HeadMaker:
    """Draws one crop: 3 x size x size bytes, target (valid, cx, cy, log w, log h, roll; NaN if no face), labels."""

    def __init__(self, sets: list[tuple[PhotoSet, np.ndarray]], negatives: PhotoSet, size: int, mined=(), faces=None):
        """mined: pairs of a set and what mine_heads.py found in it (N x 5: photo, centre x, y, side, heat).

        faces: by set name, every face of each photo, so that a second face never counts as background.
        """
        self.faces = faces or {}
        self.photos = [(s, int(i)) for s, indices in sets for i in indices]
        self.negatives, self.empties, self.size = negatives, negatives.split(validation=False), size
        self.mined = [(photos, found) for photos, squares in mined for found in squares]

    def draw(self, rng: np.random.Generator):
        if rng.random() < EMPTY:
            image, target, labels = self.empty(rng)
        else:
            image, target, labels = self.face(rng)
        if rng.random() < NEIGHBOUR:
            self.put_neighbour(rng, image, target)
        if rng.random() < 0.5:
            image = image.flip(-1)
            target[[1, 5]] *= -1
        if rng.random() < 0.3:
            image = shrink(image, rng.uniform(1.5, 6))
        return photograph(image, rng), target, labels

    def face(self, rng: np.random.Generator):
        photos, index = self.photos[int(rng.integers(len(self.photos)))]
        x, y, w, h = photos.box[index]
        unit = math.sqrt(w * h)
        side = HEAD.side * unit * math.exp(rng.normal(0, 0.17))
        roll = rng.normal(0, 0.12) if rng.random() < 0.8 else rng.normal(0, 0.45)
        center_x = x + w / 2 + HEAD.shiftX * unit + rng.normal(0, 0.07) * side
        center_y = y + h / 2 + HEAD.shiftY * unit + rng.normal(0, 0.07) * side
        square = Square(center_x, center_y, side, roll)
        dx, dy = (x + w / 2 - center_x) / side, (y + h / 2 - center_y) / side
        cos, sin = math.cos(-roll), math.sin(-roll)
        target = [1, cos * dx - sin * dy, sin * dx + cos * dy, math.log(w / side), math.log(h / side)]
        target.append(float(photos.roll[index]) - roll)
        image = sample(Pyramid(photos.photo(index)), square, self.size)
        return image, np.array(target, np.float32), photos.labels[index].astype(np.float32)

    def empty(self, rng: np.random.Generator):
        """What LNeto wrongly found, a piece of a photo without people, or of one beside its face."""
        if self.mined and rng.random() < MINED:
            photos, (index, x, y, side, _) = self.mined[int(rng.integers(len(self.mined)))]
            photo, side = Pyramid(photos.photo(int(index))), float(side) * math.exp(rng.normal(0, 0.1))
            x, y = (float(v) + rng.normal(0, 0.05) * side for v in (x, y))
            square = Square(x, y, side, rng.normal(0, 0.15))
        elif rng.random() < 0.6:
            photo = Pyramid(self.negatives.photo(int(rng.choice(self.empties))))
            side = min(photo.width, photo.height) * math.exp(rng.uniform(math.log(0.12), math.log(1.3)))
            square = Square(rng.uniform(0, photo.width), rng.uniform(0, photo.height), side, rng.normal(0, 0.2))
        else:
            photos, index = self.photos[int(rng.integers(len(self.photos)))]
            photo, square = Pyramid(photos.photo(index)), self.beside(rng, photos, index)
        target = np.array([0, *[np.nan] * 5], np.float32)
        return sample(photo, square, self.size), target, np.full(40, np.nan, np.float32)

    def put_neighbour(self, rng: np.random.Generator, image: torch.Tensor, target: np.ndarray) -> None:
        """Another picture, or one colour, from a straight edge on, in place; the edge leaves a face whole.

        A face in that other picture is at the crop's border; where the crop shows none, nor does the other.
        """
        is_face = target[0] == 1
        middle, reach = (0.5 + target[1:3], np.exp(target[3:5]) / 2) if is_face else (rng.uniform(0.3, 0.7, 2), np.zeros(2))
        axis, behind = int(rng.integers(2)), bool(rng.integers(2))  # 0: beside, 1: above or below
        limits = sorted((middle[axis] + reach[axis], 1.0) if behind else (middle[axis] - reach[axis], 0.0))
        edge = round(self.size * float(np.clip(rng.uniform(*limits), 0, 1)))
        if rng.random() < 0.25:
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
