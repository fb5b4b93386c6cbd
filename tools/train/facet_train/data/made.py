"""Small made sets in the form of the real ones, for the smoke run: the people of a public example, with random labels."""

import csv
import io
import tarfile
from pathlib import Path

import numpy as np
from PIL import Image

from facet_train.contract import ATTRIBUTES
from facet_train.data.sets import BOX, EYES, NOSE_AND_MOUTH, TRAIN_SETS, VALIDATION_SETS, held_out
from facet_train.places import ROOT

EXAMPLE = ROOT / "public" / "examples" / "three-people.jpg"
FACES = np.array([(144, 91, 137, 178), (512, 74, 238, 339), (925, 58, 83, 107)], float)  # x, y, width, height
COUNTS = dict.fromkeys((*TRAIN_SETS, *VALIDATION_SETS, "celeba_test", "negatives_train"), 12)
PLACES = np.array([(0.3, 0.4), (0.7, 0.4), (0.5, 0.6), (0.35, 0.8), (0.65, 0.8)])  # eyes, nose, mouth in a face box
MARKS = (*EYES, *NOSE_AND_MOUTH)
SHOWN = (178, 218)


def one_photo(picture: Image.Image, face: np.ndarray, rng: np.random.Generator) -> tuple[Image.Image, np.ndarray]:
    """A crop round a face, 178 x 218, and the face's box in it."""
    height = face[3] * rng.uniform(1.8, 2.2)
    width = height * SHOWN[0] / SHOWN[1]
    left, top = face[0] + face[2] / 2 - width * rng.uniform(0.45, 0.55), face[1] + face[3] / 2 - height * rng.uniform(0.45, 0.52)
    photo = picture.resize(SHOWN, Image.Resampling.BILINEAR, (max(0, left), max(0, top), min(picture.width, left + width), min(picture.height, top + height)))
    left, top, right, bottom = max(0, left), max(0, top), min(picture.width, left + width), min(picture.height, top + height)
    scale = np.array([SHOWN[0] / (right - left), SHOWN[1] / (bottom - top)] * 2)
    return photo, (face - [left, top, 0, 0]) * scale


def person(index: int) -> str:
    """Every sixth is one of the people who are held out."""
    wanted = index % 6 == 5
    return next(str(n) for n in range(index * 1000, index * 1000 + 1000) if held_out(str(n)) == wanted)


def people_rows(name: str, rng: np.random.Generator) -> tuple[list[dict], list[Image.Image]]:
    picture = Image.open(EXAMPLE).convert("RGB")
    rows, photos = [], []
    for index in range(COUNTS[name]):
        photo, box = one_photo(picture, FACES[index % len(FACES)], rng)
        labels = dict(zip(ATTRIBUTES, ((rng.random(len(ATTRIBUTES)) < 0.5) if index > 1 else np.full(len(ATTRIBUTES), index == 1)).astype(int)))
        marks = dict(zip(MARKS, (box[:2] + PLACES * box[2:]).ravel().round(1)))
        frame = {"file": f"{name}-{index:03}.webp", "width": photo.width, "height": photo.height, "identity": person(index)}
        rows.append({**frame, **dict(zip(BOX, box.round(1))), "face_score": 0.9, **marks, **labels})
        photos.append(photo)
    return rows, photos


def empty_rows(name: str, rng: np.random.Generator) -> tuple[list[dict], list[Image.Image]]:
    """Coarse coloured squares: nobody is in them."""
    photos = [Image.fromarray(rng.integers(0, 255, (6, 8, 3), np.uint8)).resize((160, 120)) for _ in range(COUNTS[name])]
    return [{"file": f"{name}-{i:03}.webp", "width": 160, "height": 120} for i in range(len(photos))], photos


def write_csv(path: Path, rows: list[dict]) -> None:
    with open(path, "w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_made(folder: Path) -> None:
    """Every set of the recipe in `folder`, a dozen photos each; the same bytes every time."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(0)
    for name in COUNTS:
        rows, photos = (empty_rows if name == "negatives_train" else people_rows)(name, rng)
        write_csv(folder / f"{name}.csv", rows)
        if name == "celeba_wild_train":
            write_csv(folder / f"{name}.faces.csv", [{k: v for k, v in row.items() if k not in ("width", "height", "identity", *ATTRIBUTES)} for row in rows])
        with tarfile.open(folder / f"{name}.tar", "w") as tar:
            for row, photo in zip(rows, photos):
                buffer = io.BytesIO()
                photo.save(buffer, "WEBP", quality=95)
                info = tarfile.TarInfo(row["file"])
                info.size = buffer.tell()
                buffer.seek(0)
                tar.addfile(info, buffer)
    write_csv(folder / "published_accuracy.csv", [{"attribute": name, "lnets_anet": 0, "dmm_cnn": 0} for name in ATTRIBUTES])
