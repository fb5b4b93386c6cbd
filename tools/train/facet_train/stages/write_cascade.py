"""Writes what the nets were trained for, as the manifest needs it: crop geometry, sampler, detection thresholds."""

import argparse
import json
from dataclasses import asdict

from facet_train.config import DETECTION, FACE, HEAD, SAMPLER_MAX_SIDE
from facet_train.places import ONNX


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    cascade = {
        "headGeometry": asdict(HEAD),
        "faceGeometry": asdict(FACE),
        "sampler": {"maxSide": SAMPLER_MAX_SIDE},
        "detection": DETECTION,
    }
    (ONNX / "cascade.json").write_text(json.dumps(cascade, indent=1) + "\n")


if __name__ == "__main__":
    main()
