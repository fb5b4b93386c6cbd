"""Writes the two ONNX files beside it: the same tiny net through both of PyTorch's exporters.

    python test/tools/convert-fixtures/export.py

The net has one of everything that the trained nets have. Made with torch 2.13 and onnx; run again only when a newer
exporter writes nets differently, and keep the old files' form working.
"""

from pathlib import Path

import onnx
import torch
import torch.nn as nn
import torch.nn.functional as F

HERE = Path(__file__).parent
OUTPUTS = ["heat", "box", "response", "face"]


def separable(inputs: int, outputs: int, stride: int, same: bool) -> nn.Sequential:
    """Depthwise and 1x1; `same` pads at the bottom and right only, as TensorFlow does for stride 2."""
    return nn.Sequential(
        nn.ZeroPad2d((0, 1, 0, 1) if same else 1),
        nn.Conv2d(inputs, inputs, 3, stride, groups=inputs, bias=False),
        nn.BatchNorm2d(inputs),
        nn.ReLU6(),
        nn.Conv2d(inputs, outputs, 1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU6(),
    )


class Tiny(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 4, 3, 2, 1, bias=False), nn.BatchNorm2d(4), nn.ReLU6())
        self.fine = separable(4, 6, 2, True)
        self.coarse = separable(6, 8, 2, False)
        self.lateral = nn.Conv2d(8, 6, 1)
        self.mix = separable(12, 5, 1, False)
        self.maps = nn.Conv2d(5, 4, 1)
        self.hidden = nn.Linear(8 * 2 * 2, 6)
        self.face = nn.Linear(6, 3)

    def forward(self, input):
        fine = self.fine(self.stem(input))  # N x 6 x 4 x 4
        coarse = self.coarse(fine)  # N x 8 x 2 x 2
        up = F.interpolate(self.lateral(coarse), scale_factor=2, mode="nearest")
        mixed = self.mix(torch.cat([fine + up, fine], 1))
        maps = self.maps(mixed)
        face = self.face(F.relu(self.hidden(coarse.flatten(1))))
        face = torch.cat([torch.sigmoid(face[:, :1]), face[:, 1:]], 1)
        return torch.sigmoid(maps[:, :1]), maps[:, 1:], mixed.mean(1, keepdim=True), face


def strip(path: Path) -> None:
    """Without notes on where it was made."""
    model = onnx.load(path)
    for part in (model, model.graph, *model.graph.node, *model.graph.input, *model.graph.output):
        part.ClearField("metadata_props")
        part.ClearField("doc_string")
    del model.graph.value_info[:]
    onnx.save(model, path)


def main() -> None:
    torch.manual_seed(0)
    net = Tiny().eval()
    for module in net.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.normal_(module.bias, 1, 0.3)
            module.running_mean.normal_(0, 0.3)
            module.running_var.uniform_(0.3, 2)
    example = torch.zeros(2, 3, 16, 16)
    names = {"input_names": ["input"], "output_names": OUTPUTS, "opset_version": 18}
    dynamo, legacy = HERE / "dynamo.onnx", HERE / "legacy.onnx"
    shapes = {"input": {0: "batch"}}
    torch.onnx.export(net, (example,), dynamo, dynamo=True, external_data=False, dynamic_shapes=shapes, **names)
    torch.onnx.export(net, (example,), legacy, dynamo=False, dynamic_axes=dict.fromkeys(["input", *OUTPUTS], {0: "n"}), **names)
    strip(dynamo)
    strip(legacy)


if __name__ == "__main__":
    main()
