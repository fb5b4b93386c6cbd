"""Writes test/fixtures: what Python's sampler and crop geometry give, for the page's to equal.

    python -m facet_train.data.make_sampler_fixture
"""

import base64
import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch

from facet_train.places import ROOT
from facet_train.config import FACE, CropGeometry
from facet_train.data.faces import face_square
from facet_train.data.sampler import Pyramid, Square, sample

FIXTURES = ROOT / "test" / "fixtures"
SAMPLER, CROPS = FIXTURES / "sampler.json", FIXTURES / "crops.json"
# width, height, max side, square (centre x, y, side, roll), size: within, rotated, outside, strongly reduced, odd sizes;
# a dark photo (its bytes divided by a last number), a long one.
CASES = [
    (40, 30, 2048, (20, 15, 16, 0.0), 16),
    (40, 30, 2048, (20, 15, 40, 0.0), 12),
    (41, 33, 2048, (12.25, 20.5, 14.5, 0.35), 12),
    (64, 64, 2048, (-6, 70, 40, -0.8), 12),
    (333, 257, 2048, (166.5, 128.5, 333, 0.0), 12),
    (333, 257, 100, (100, 90, 150, 0.2), 12),
    (517, 129, 90, (258.5, 64.5, 517, 0.0), 16),
    (7, 301, 64, (3.5, 150, 220, 1.2), 8),
    (1, 1, 2048, (0.5, 0.5, 1, 0.0), 4),
    (40, 30, 2048, (20, 15, 30, 0.0), 8, 8),
    (300, 20, 50, (150, 10, 20, 0.5), 8),
]


def picture(width: int, height: int, seed: int, light: int = 1) -> np.ndarray:
    """Bytes from a formula that TypeScript computes as well."""
    y, x, c = np.mgrid[0:height, 0:width, 0:3]
    return ((x * 37 + y * 59 + c * 83 + seed * 101 + ((x * y) % 23) * 7) % 256 // light).astype(np.uint8)


def case(seed: int, width: int, height: int, max_side: int, square: tuple, size: int, light: int = 1) -> dict:
    pyramid = Pyramid(picture(width, height, seed, light), max_side)
    values = sample(pyramid, Square(*square), size, dtype=torch.float64).permute(1, 2, 0).float().numpy()
    return {
        "width": width,
        "height": height,
        "seed": seed,
        "light": light,
        "maxSide": max_side,
        "square": dict(zip(("centerX", "centerY", "side", "roll"), square)),
        "size": size,
        "expected": base64.b64encode(values.astype("<f4").tobytes()).decode(),
    }


def crop_case(box: tuple, roll: float, geometry: CropGeometry) -> dict:
    """ANet's square around a face box, for src/pipeline/crop.ts to equal."""
    square = face_square(np.array(box), roll, geometry)
    return {
        "box": dict(zip(("x", "y", "width", "height"), box)),
        "roll": roll,
        "geometry": asdict(geometry),
        "square": {"centerX": square.center_x, "centerY": square.center_y, "side": square.side, "roll": square.roll},
    }


def fixtures() -> dict[Path, list[dict]]:
    shifted = CropGeometry(side=1.7, shiftX=0.2, shiftY=-0.3)
    crops = [crop_case((10, 20, 30, 40), 0.0, FACE), crop_case((10.5, -20, 31, 44), -0.7, shifted)]
    return {SAMPLER: [case(seed, *c) for seed, c in enumerate(CASES)], CROPS: crops}


def main() -> None:
    for path, cases in fixtures().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(cases, indent=2) + "\n")


if __name__ == "__main__":
    main()
