"""Writes a degraded copy of a set: low resolution, noise, blur, compression, as webcams and the web make them.

    python -m facet_train.data.degrade_set --data <data> --set celeba_hq_val --out runs/degraded

The CSV stays valid: sizes, boxes and labels don't change.
"""

import argparse
import io
import tarfile
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from facet_train.data.augment import jpeg, shrink
from facet_train.data.sets import find_file
from facet_train.data.prepare import decode, read_tar


def degrade(pixels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    image = torch.from_numpy(pixels.copy()).permute(2, 0, 1).float()
    image = shrink(image, rng.uniform(1.2, 2.5))
    image = image + torch.from_numpy(rng.normal(0, rng.uniform(1, 8), image.shape)).float()
    return jpeg(image, int(rng.integers(30, 80))).byte().permute(1, 2, 0).numpy()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--set", default="celeba_hq_val")
    parser.add_argument("--out", type=Path, default=Path("runs/degraded"))
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    write_degraded(args.data, args.set, args.out, args.seed)


def write_degraded(data: list[Path], name: str, out: Path, seed: int = 1) -> None:
    """<out>/<name>.tar: the same photos, degraded."""
    out.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    files, contents = read_tar(find_file(data, f"{name}.tar"))
    with tarfile.open(out / f"{name}.tar", "w") as tar:
        for file, content in zip(files, contents):
            buffer = io.BytesIO()
            Image.fromarray(degrade(decode(content), rng)).save(buffer, "WEBP", quality=92)
            info = tarfile.TarInfo(file)
            info.size = buffer.tell()
            buffer.seek(0)
            tar.addfile(info, buffer)
    print(f"{out / name}.tar: {len(files)} photos, labels are those of {name}.csv")


if __name__ == "__main__":
    main()
