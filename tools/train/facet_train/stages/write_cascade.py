"""Writes what the nets were trained for, as the manifest needs it: crop geometry, sampler, detection thresholds."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from facet_train.config import DETECTION, FACE, HEAD, SAMPLER_MAX_SIDE
from facet_train.places import ONNX


def write_cascade(out: Path) -> None:
    """<out>/cascade.json, from contract/cascade.json."""
    cascade = {
        "headGeometry": asdict(HEAD),
        "faceGeometry": asdict(FACE),
        "sampler": {"maxSide": SAMPLER_MAX_SIDE},
        "detection": DETECTION,
    }
    (out / "cascade.json").write_text(json.dumps(cascade, indent=1) + "\n")


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    write_cascade(ONNX)


if __name__ == "__main__":
    main()
