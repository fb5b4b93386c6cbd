"""LNets' training pictures: head-and-shoulders crops jittered as LNeto's are, and crops without a face."""

import math

import numpy as np

from augment import photograph, shrink
from config import HEAD
from data import PhotoSet
from localize import NEAR_A_HEAD, head_of, square_iou
from sampler import Pyramid, Square, sample

EMPTY = 0.35  # the share of crops without a face
MINED = 0.6  # of these, the share of LNeto's own false finds, where they were mined


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
