"""Writes a run's averaged weights as float ONNX, the form every later stage starts from.

    python -m facet_train.stages.export_onnx --net lneto --run runs/lneto
"""

import argparse
import json
import logging
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn as nn

from facet_train.config import ANET_SIZE, LNETO_SIZE, LNETS_SIZE
from facet_train.places import ONNX
from facet_train.nets.import_starts import calibrate_norms, load_onnx
from facet_train.nets.networks import NETWORKS

SIZES = {"lneto": LNETO_SIZE, "lnets": LNETS_SIZE, "anet": ANET_SIZE}
OUTPUTS = {"lneto": ["heat", "box", "response"], "lnets": ["face", "response"], "anet": ["features"]}


class Outputs(nn.Module):
    """A net as it ships: without the branch or the classifier, with its activations inside."""

    def __init__(self, net: nn.Module):
        super().__init__()
        self.net = net

    def forward(self, input):
        return tuple(self.net.outputs(input).values())


def export(net: nn.Module, name: str, size: int, path: Path) -> None:
    """One input `input` (N x 3 x S x S), outputs named as the manifest names them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    torch.onnx.export(
        Outputs(net).eval(),
        (torch.zeros(2, 3, size, size),),
        str(path),
        input_names=["input"],
        output_names=OUTPUTS[name],
        dynamic_shapes={"input": {0: "batch"}},
        opset_version=18,
        dynamo=True,
        external_data=False,
        verbose=False,
    )
    strip(path)


def strip(path: Path) -> None:
    """Removes the exporter's notes (stack traces with local paths), so that the file holds the net and nothing else."""
    model = onnx.load(path)
    for part in (model, model.graph, *model.graph.node, *model.graph.value_info, *model.graph.input, *model.graph.output):
        part.ClearField("metadata_props")
        part.ClearField("doc_string")
    for tensor in model.graph.initializer:
        tensor.ClearField("metadata_props")
    del model.graph.value_info[:]
    onnx.save(model, path)


def describe(folder: Path) -> dict:
    """A run's config and its log, thinned to about forty lines; and those of the run it began with."""
    lines = [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()]
    measured = [e for e in lines if "validation" in e]
    plain = [e for e in lines if "validation" not in e]
    thinned = [plain[i] for i in np.unique(np.linspace(0, len(plain) - 1, 40).astype(int))] if plain else []
    entries = sorted([*thinned, *measured], key=lambda e: e["step"])
    config = json.loads((folder / "config.json").read_text())
    start = Path(config.get("start") or "")
    earlier = {"start": describe(start)} if (start / "log.jsonl").is_file() else {}
    return {"config": config, "log": entries, **earlier}


def load_run(name: str, folder: Path) -> nn.Module:
    """The averaged weights of a run's last checkpoint, or the net of a float ONNX."""
    net = NETWORKS[name]()
    if folder.suffix == ".onnx":
        load_onnx(net, folder, SIZES[name])
        calibrate_norms(net, torch.rand(4, 3, SIZES[name], SIZES[name]))  # any pictures: it is the same net on all
        return net.eval()
    net.load_state_dict(torch.load(folder / "checkpoint.pt", weights_only=True)["average"])
    return net.eval()


def export_run(name: str, folder: Path, out: Path) -> None:
    """A run's net as <out>/<name>.onnx, with its config and log beside it."""
    export(load_run(name, folder), name, SIZES[name], out / f"{name}.onnx")
    (out / f"{name}.json").write_text(json.dumps(describe(folder), indent=1) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--net", choices=list(SIZES), required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=ONNX)
    args = parser.parse_args()
    export_run(args.net, args.run, args.out)
    print(f"{args.out / args.net}.onnx: {(args.out / f'{args.net}.onnx').stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
