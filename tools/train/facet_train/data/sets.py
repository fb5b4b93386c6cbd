"""Photos, boxes and labels as prepare.py stored them: decoded once, memory-mapped, split by identity."""

import csv
import hashlib
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from facet_train.data.attributes import ATTRIBUTE_COUNT, ATTRIBUTES

TRAIN_SETS = ("celeba_hq_train", "celeba_aligned_train", "celeba_wild_train", "celeba_more_train")
# Photos that a set must have, and a digest of its file names and labels, as the sets were published.
PUBLISHED = json.loads(Path(__file__).with_name("published.json").read_text())
COUNTS = {name: entry["photos"] for name, entry in PUBLISHED.items()}
LABELS = {name: entry["labels"] for name, entry in PUBLISHED.items()}
# Thresholds, calibration and every choice are made on these: official validation photos, nobody of whom is trained on.
VALIDATION_SETS = ("celeba_hq_val", "celeba_aligned_val")
BOX = ("face_x", "face_y", "face_w", "face_h")
EYES = ("right_eye_x", "right_eye_y", "left_eye_x", "left_eye_y")
NOSE_AND_MOUTH = ("nose_x", "nose_y", "mouth_right_x", "mouth_right_y", "mouth_left_x", "mouth_left_y")


def number_of(identity: str) -> int:
    """A hash, the same in all sets and on all machines."""
    return int(hashlib.sha256(identity.encode()).hexdigest(), 16)


def held_out(identity: str) -> bool:
    """One identity in ten is kept for validation."""
    return number_of(identity) % 10 == 0


def in_fold(identity: str, fold: str) -> bool:
    """Whether a person belongs to a part of all people; "0/3", "1/3" and "2/3" share them out, held-out ones too."""
    part, _, parts = fold.partition("/")
    if not (part.isdecimal() and parts.isdecimal() and int(part) < int(parts)):
        raise SystemExit(f"--fold expects a part and a number of parts such as 0/3, 1/3 or 2/3, but got {fold!r}")
    return number_of(identity) // 10 % int(parts) == int(part)


def read_csv(path: Path) -> list[dict]:
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def check_columns(name: str, header: list[str]) -> None:
    """Refuses a set whose attribute columns are missing, or in another order than ATTRIBUTES."""
    found = [column for column in header if column in ATTRIBUTES]
    if missing := [a for a in ATTRIBUTES if a not in found]:
        raise SystemExit(f"{name}: attribute columns missing: {', '.join(missing)}")
    for position, (expected, came) in enumerate(zip(ATTRIBUTES, found)):
        if expected != came:
            raise SystemExit(f"{name}: attribute {position} is {came}, expected {expected}")


def label_digest(rows: list[dict]) -> str:
    """Changes when a file name, a label or their order changes."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(f"{row['file']} {''.join(row[a] for a in ATTRIBUTES if a in row)}\n".encode())
    return digest.hexdigest()[:16]


def numbers(rows: list[dict], columns) -> np.ndarray:
    return np.array([[float(r[c]) if r[c] else np.nan for c in columns] for r in rows], np.float32)


@dataclass
class PhotoSet:
    """N decoded photos of one set, with what is known about the most prominent face of each."""

    name: str
    pixels: np.ndarray  # flat uint8, all photos one after another
    offsets: np.ndarray  # N
    sizes: np.ndarray  # N x 2: width, height
    box: np.ndarray  # N x 4: x, y, width, height; NaN where no face is known
    score: np.ndarray  # N: YuNet's
    eyes: np.ndarray  # N x 4: the subject's right eye (left in the picture), then the left one
    labels: np.ndarray  # N x 40 in 0/1, or N x 0
    identity: list[str]
    files: list[str]

    def __len__(self) -> int:
        return len(self.offsets)

    def photo(self, index: int) -> np.ndarray:
        """HxWx3 uint8, a view into the mapped file."""
        width, height = self.sizes[index]
        start = self.offsets[index]
        return self.pixels[start : start + width * height * 3].reshape(height, width, 3)

    def split(self, validation: bool) -> np.ndarray:
        """Indices of the photos of held-out identities, or of all the others; only those with a known face.

        Photos without people are told apart by their file names instead.
        """
        keep = np.array([held_out(identity or file) == validation for identity, file in zip(self.identity, self.files)])
        return np.flatnonzero(keep & np.isfinite(self.box[:, 0]) if self.labels.shape[1] else keep)

    def in_fold(self, fold: str) -> np.ndarray:
        """N: whether a photo's person belongs to a part of all people."""
        return np.array([in_fold(identity, fold) for identity in self.identity])

    @property
    def roll(self) -> np.ndarray:
        """Tilt of the eyes, clockwise in the picture, radians."""
        return np.arctan2(self.eyes[:, 3] - self.eyes[:, 1], self.eyes[:, 2] - self.eyes[:, 0])

    def roll_of(self, index: int) -> float:
        """The same of one photo."""
        right_x, right_y, left_x, left_y = self.eyes[index]
        return math.atan2(left_y - right_y, left_x - right_x)


def load_set(cache: Path, name: str) -> PhotoSet:
    if not (cache / f"{name}.npz").exists():
        raise SystemExit(f"{name} is not prepared: run python -m facet_train.data.prepare first ({cache} has no {name}.npz)")
    meta = np.load(cache / f"{name}.npz")
    return PhotoSet(
        name=name,
        pixels=np.memmap(cache / f"{name}.pixels", np.uint8, "r"),
        offsets=meta["offsets"],
        sizes=meta["sizes"],
        box=meta["box"],
        score=meta["score"],
        eyes=meta["eyes"],
        labels=meta["labels"],
        identity=meta["identity"].tolist(),
        files=meta["files"].tolist(),
    )


def find_file(data: list[Path], name: str) -> Path:
    """A file of the data sets, which may lie in several folders."""
    for folder in data:
        if (folder / name).exists():
            return folder / name
    raise SystemExit(f"--data: {name} is in none of {', '.join(map(str, data))}")


def scene_people(identities) -> set[str]:
    """The held-out people of the scenes, which measure the localizers: no net learns from any photo of them."""
    return {identity for identity in identities if held_out(identity)}


def bettered(files, better) -> np.ndarray:
    """N: whether a file of celeba_aligned_train also stands, better, in celeba_more_train: same number, other ending."""
    numbers_there = {Path(file).stem for file in better}
    return np.array([Path(file).stem in numbers_there for file in files])


def learned_from(sets: dict[str, PhotoSet]) -> dict[str, np.ndarray]:
    """Indices of the training photos of each set: with a known face, of nobody in the held-out scenes, no copies."""
    kept = scene_people(sets["celeba_wild_train"].identity)
    chosen = {}
    for name in TRAIN_SETS:
        photos = sets[name]
        usable = np.isfinite(photos.box[:, 0]) & [identity not in kept for identity in photos.identity]
        if name == "celeba_aligned_train":
            usable &= ~bettered(photos.files, sets["celeba_more_train"].files)
        chosen[name] = np.flatnonzero(usable)
    return chosen


def load_faces(data: list[Path], photos: PhotoSet) -> list[np.ndarray]:
    """For each photo all faces YuNet sees in it: F x 5 of x, y, width, height, score."""
    by_file: dict[str, list] = {}
    for row in read_csv(find_file(data, f"{photos.name}.faces.csv")):
        by_file.setdefault(row["file"], []).append([float(row[c]) for c in (*BOX, "face_score")])
    return [np.array(by_file.get(f, []), np.float32).reshape(-1, 5) for f in photos.files]


class Face(NamedTuple):
    """One face of a photo; labels are NaN where the photo's labels speak of another face."""

    photos: PhotoSet
    index: int
    box: np.ndarray  # 4: x, y, width, height
    roll: float
    labels: np.ndarray  # 40


TILTED = math.radians(30)
# Of the way from the eyes' middle to the mouth's: the nose stands higher in faces that are thrown back.
THROWN_BACK = 0.42
SURE, LARGE_ENOUGH = 0.7, 24  # YuNet's score and the face's size in pixels, from which its landmarks are believed


def is_turned(landmarks: np.ndarray) -> np.ndarray:
    """N: of N x 10 landmarks (eyes, nose, mouth), whether the face is in profile, tilted by 30 degrees, or thrown back."""
    right, left, nose = landmarks[:, 0:2], landmarks[:, 2:4], landmarks[:, 4:6]
    along = left - right
    down = (landmarks[:, 6:8] + landmarks[:, 8:10] - right - left) / 2
    across = ((nose - right) * along).sum(1) / np.maximum((along**2).sum(1), 1e-6)
    high = ((nose - (right + left) / 2) * down).sum(1) / np.maximum((down**2).sum(1), 1e-6)
    tilted = np.abs(np.arctan2(along[:, 1], along[:, 0])) > TILTED
    return (across < 0) | (across > 1) | tilted | (high < THROWN_BACK)


def turned_faces(data: list[Path], photos: PhotoSet, indices) -> list[Face]:
    """The faces in profile, tilted or thrown back among some of a set's photos; of scenes, every person's."""
    every = f"{photos.name}.faces.csv"
    several = any((folder / every).exists() for folder in data)
    rows = read_csv(find_file(data, every if several else f"{photos.name}.csv"))
    marks, boxes = numbers(rows, (*EYES, *NOSE_AND_MOUTH)), numbers(rows, (*BOX, "face_score"))
    usable = (boxes[:, 4] >= SURE) & (np.sqrt(boxes[:, 2] * boxes[:, 3]) >= LARGE_ENOUGH)
    place = {photos.files[i]: int(i) for i in indices}
    found = []
    for row in np.flatnonzero(is_turned(marks) & usable):
        index = place.get(rows[row]["file"])
        if index is not None:
            eyes, box = marks[row, :4], boxes[row, :4]
            labelled = np.abs(box[:2] - photos.box[index, :2]).max() < box[2] / 3
            labels = photos.labels[index].astype(np.float32) if labelled else np.full(ATTRIBUTE_COUNT, np.nan, np.float32)
            found.append(Face(photos, index, box, math.atan2(eyes[3] - eyes[1], eyes[2] - eyes[0]), labels))
    return found
