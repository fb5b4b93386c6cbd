"""Where the project's other parts lie: the package is used from a checkout, wherever it is installed."""

from pathlib import Path

MARK = Path("contract") / "nets.json"


def find_root() -> Path:
    """The checkout that holds this package, or the one that the command runs in."""
    for folder in (*Path(__file__).resolve().parents, Path.cwd(), *Path.cwd().parents):
        if (folder / MARK).exists():
            return folder
    raise SystemExit(f"no {MARK} found: run facet_train in a checkout of the project, or install it with pip install -e tools/train")


ROOT = find_root()
ONNX = ROOT / "tools" / "train" / "onnx"
DOCS = ROOT / "docs"
