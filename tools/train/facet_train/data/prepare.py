"""Decodes the sets once into memory-mapped arrays, after checking that they are what the training expects.

    python -m facet_train.data.prepare --data <folder with the tars and CSVs> --cache runs/cache
"""

import argparse
import io
import tarfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image

from facet_train.data.attributes import ATTRIBUTES
from facet_train.data.sets import BOX, COUNTS, EYES, LABELS, check_columns, find_file, held_out, label_digest, load_set, numbers, read_csv
from facet_train.data.faces import store_faces


def decode(content: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGB"))


def read_tar(path: Path) -> tuple[list[str], list[bytes]]:
    with tarfile.open(path) as tar:
        members = [m for m in tar.getmembers() if m.isfile()]
        return [m.name for m in members], [tar.extractfile(m).read() for m in members]


def check_set(name: str, rows: list[dict], files: list[str], expected: int) -> None:
    if len(rows) != expected or len(files) != expected:
        raise SystemExit(f"{name}: expected {expected} photos, the CSV has {len(rows)} and the tar {len(files)}")
    for row, file in zip(rows, files):
        if row["file"] != file:
            raise SystemExit(f"{name}: the tar has {file} where the CSV has {row['file']}")
    if "identity" in rows[0]:
        check_columns(name, list(rows[0]))
        for row in rows:
            if wrong := [a for a in ATTRIBUTES if row[a] not in ("0", "1")]:
                raise SystemExit(f"{name}: {row['file']} has {row[wrong[0]]!r} for {wrong[0]}, expected 0 or 1")


def write_pixels(path: Path, contents: list[bytes], rows: list[dict]) -> tuple[np.ndarray, np.ndarray]:
    offsets, sizes, position = [], [], 0
    with open(path, "wb") as out, ThreadPoolExecutor(2) as pool:
        for row, pixels in zip(rows, pool.map(decode, contents)):
            height, width = pixels.shape[:2]
            if (width, height) != (int(row["width"]), int(row["height"])):
                raise SystemExit(f"{row['file']} is {width}x{height}, its CSV row says {row['width']}x{row['height']}")
            out.write(pixels.tobytes())
            offsets.append(position)
            sizes.append((width, height))
            position += pixels.size
    return np.array(offsets, np.int64), np.array(sizes, np.int32)


def prepare(data: list[Path], cache: Path, name: str, count: int | None = None) -> None:
    """Decodes one set of a few folders into the cache; its CSV and tar may lie in any of them."""
    rows = read_csv(find_file(data, f"{name}.csv"))
    files, contents = read_tar(find_file(data, f"{name}.tar"))
    check_set(name, rows, files, COUNTS[name] if count is None else count)
    if count is None and name in LABELS and label_digest(rows) != LABELS[name]:
        raise SystemExit(f"{name}: the CSV's file names or labels are others than those that were published: fetch {name}.csv again")
    offsets, sizes = write_pixels(cache / f"{name}.pixels", contents, rows)
    people = "identity" in rows[0]
    empty = np.full((len(rows), 4), np.nan, np.float32)
    np.savez(
        cache / f"{name}.npz",
        offsets=offsets,
        sizes=sizes,
        box=numbers(rows, BOX) if people else empty,
        score=numbers(rows, ["face_score"])[:, 0] if people else empty[:, 0],
        eyes=numbers(rows, EYES) if people else empty,
        labels=numbers(rows, ATTRIBUTES).astype(np.uint8) if people else np.zeros((len(rows), 0), np.uint8),
        identity=np.array([r.get("identity", "") for r in rows]),
        files=np.array(files),
    )
    if people:
        faces = store_faces(cache, load_set(cache, name))
        print(f"{name}: {len(faces)} straightened faces of {faces.shape[-1]} x {faces.shape[-1]} pixels")
    kept = sum(held_out(r["identity"]) for r in rows) if people else 0
    print(f"{name}: {len(rows)} photos, {kept} of held-out identities, {sizes.prod(1).sum() * 3 / 1e6:.0f} MB decoded")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--cache", type=Path, default=Path("runs/cache"))
    parser.add_argument("--sets", nargs="*", default=list(COUNTS))
    args = parser.parse_args()
    args.cache.mkdir(parents=True, exist_ok=True)
    for name in args.sets:
        prepare(args.data, args.cache, name)


if __name__ == "__main__":
    main()
