"""Writes the CSVs of the held-out part of the sets, for `npm run evaluate` on validation; the tars stay as they are.

    python -m facet_train.data.write_validation --data <data> --out runs/validation
"""

import argparse
import csv
from pathlib import Path

from facet_train.data.sets import TRAIN_SETS, held_out, read_csv


def write(path: Path, rows: list[dict]) -> None:
    with open(path, "w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{path}: {len(rows)} rows")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("runs/validation"))
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for name in (*TRAIN_SETS, "negatives_train"):
        rows = [r for r in read_csv(args.data / f"{name}.csv") if held_out(r.get("identity") or r["file"])]
        write(args.out / f"{name}.csv", rows)
        if name == "celeba_wild_train":
            kept = {r["file"] for r in rows}
            write(args.out / f"{name}.faces.csv", [r for r in read_csv(args.data / f"{name}.faces.csv") if r["file"] in kept])


if __name__ == "__main__":
    main()
