"""What every experiment shares: arguments, and where results go."""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from facet_train.places import ROOT

DOCS = ROOT / "docs" / "findings"
EXAMPLES = ROOT / "public" / "examples"
# The cat stays away: these are the photos with people.
PEOPLE = ("astronaut", "grace-hopper", "luis-pedro", "photographer", "three-people")
FOLDERS = {
    "data": "the folder with the sets: tar and CSV pairs",
    "weights": "the folder with the starting weights",
    "features": "a folder with one folder per set, as `npm run features` writes them",
}


def arguments(description: str, *needed: str, **options) -> argparse.Namespace:
    """The folders an experiment needs, --cache and --runs, and its own options with their defaults."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in needed:
        parser.add_argument(f"--{name}", type=Path, required=True, help=FOLDERS[name])
    parser.add_argument("--cache", type=Path, default=Path("runs/cache"))
    parser.add_argument("--runs", type=Path, default=Path("runs/findings"))
    parser.add_argument("--docs", type=Path, default=DOCS, help="where the JSON and the figure go")
    parser.add_argument("--threads", type=int, default=2)
    for name, default in options.items():
        kind = {"action": "store_true"} if default is False else {"type": type(default), "default": default}
        parser.add_argument(f"--{name.replace('_', '-')}", **kind)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    return args


def rounded(value):
    """The same structure with plain numbers of five decimals, as the JSON files hold them."""
    if isinstance(value, dict):
        return {k: rounded(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(v) for v in value]
    if isinstance(value, np.ndarray):
        return rounded(value.tolist())
    if isinstance(value, (float, np.floating)):
        return round(float(value), 5)
    return int(value) if isinstance(value, np.integer) else value


def write_json(folder: Path, name: str, value) -> dict:
    """Writes <folder>/<name>.json, one line an entry, and returns what a reader of the file would get."""
    folder.mkdir(parents=True, exist_ok=True)
    entries = [f" {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in rounded(value).items()]
    (folder / f"{name}.json").write_text("{\n" + ",\n".join(entries) + "\n}\n")
    return json.loads((folder / f"{name}.json").read_text())


def spread(values) -> dict[str, float]:
    """Mean, lowest and highest of the seeds, and the values themselves."""
    return {"mean": float(np.mean(values)), "low": float(np.min(values)), "high": float(np.max(values)), "values": list(values)}
