"""PyTorch to ONNX to tfjs and back: what the converter makes of our exporter's files equals ONNX Runtime's answers."""

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from facet_train.data.attributes import ATTRIBUTES
from facet_train.config import MEAN, SCALE
from facet_train.stages.export_onnx import export, load_run
from facet_train.stages.fit_svm import write_svm
from facet_train.nets.import_starts import calibrate_norms, load_face_teacher, load_identity, load_onnx, load_start
from facet_train.nets.networks import NETWORKS, ANet

ROOT = Path(__file__).parents[2]


def randomised(name: str) -> torch.nn.Module:
    torch.manual_seed(0)
    net = NETWORKS[name]()
    for module in net.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.running_mean.normal_(0, 0.1)
            module.running_var.uniform_(0.5, 2)
            module.weight.data.uniform_(0.5, 1.5)
            module.bias.data.normal_(0, 0.1)
    return net


def test_a_checkpoint_gives_back_the_net_that_was_trained(tmp_path):
    """Also where channels hardly vary, so that the norms' epsilon counts."""
    torch.manual_seed(0)
    weights = {k: v.numpy() for k, v in identity_start().items()}
    np.savez(tmp_path / "start.npz", **weights)
    net = NETWORKS["anet"]()
    load_identity(net, tmp_path / "start.npz")
    torch.save({"average": net.state_dict()}, tmp_path / "checkpoint.pt")
    faces = torch.randn(2, 3, 128, 128)
    assert torch.equal(load_run("anet", tmp_path).features(faces), net.eval().features(faces))


def test_a_run_of_another_net_is_refused_by_name(tmp_path):
    torch.save({"average": randomised("lnets").state_dict()}, tmp_path / "checkpoint.pt")
    with pytest.raises(SystemExit, match="is another net"):
        load_start(NETWORKS["anet"](), str(tmp_path), 128)


def faceres(folder, rng):
    """A made HSE-FaceRes as tfjs stores it, and what its third map is for BGR bytes without their mean."""
    widths = [32, 64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024]
    parts = {"conv1/convolution/merged_input": (3, 3, 3, 32), "conv1_bn/batchnorm_1/sub": (32,)}
    for i, (before, after) in enumerate(zip(widths, widths[1:]), 1):
        parts |= {
            f"conv_dw_{i}/depthwise_kernel": (3, 3, before, 1), f"conv_dw_{i}_bn/batchnorm_1/mul": (before,),
            f"conv_dw_{i}_bn/batchnorm_1/sub": (before,), f"conv_pw_{i}/convolution/merged_input": (1, 1, before, after),
            f"conv_pw_{i}_bn/batchnorm_1/sub": (after,),
        }  # fmt: skip
    arrays = {name: (rng.normal(0, 1, shape) / max(1, np.prod(shape[:-1]) ** 0.5)).astype(np.float16) for name, shape in parts.items()}
    stem = arrays["conv1/convolution/merged_input"]
    stem /= 64  # its inputs are bytes
    stem[2], stem[:, 2] = 0, 0  # padding is their mean colour there and middle grey here: it shall not count
    arrays = {"conv1_relu/Const_1": np.array(6, np.float16)} | arrays
    entries = [{"name": n, "shape": a.shape, "dtype": "float32", "quantization": {"dtype": "float16"}} for n, a in arrays.items()]
    (folder / "faceres.json").write_text(json.dumps({"weightsManifest": [{"weights": entries}]}))
    (folder / "faceres.bin").write_bytes(b"".join(a.tobytes() for a in arrays.values()))

    def third_map(bgr: torch.Tensor) -> torch.Tensor:
        given = {n: torch.from_numpy(a.astype(np.float32)) for n, a in arrays.items()}

        def layer(x, kernel, name, stride=1, groups=1):
            x = F.pad(x, (0, 1, 0, 1)) if stride == 2 else F.pad(x, [kernel.shape[2] // 2] * 4)
            x = F.conv2d(x, kernel, stride=stride, groups=groups)
            scale = given.get(f"{name}_bn/batchnorm_1/mul", torch.ones(1)).reshape(-1, 1, 1)
            return (x * scale + given[f"{name}_bn/batchnorm_1/sub"][:, None, None]).clamp(0, 6)

        x = layer(bgr, given["conv1/convolution/merged_input"].permute(3, 2, 0, 1), "conv1", 2)
        for i in range(1, 14):
            x = layer(x, given[f"conv_dw_{i}/depthwise_kernel"].permute(2, 3, 0, 1), f"conv_dw_{i}", 2 if i in (2, 4, 6, 12) else 1, x.shape[1])
            x = layer(x, given[f"conv_pw_{i}/convolution/merged_input"].permute(3, 2, 0, 1), f"conv_pw_{i}")
        return x

    return third_map


@torch.no_grad()
def test_the_face_teacher_sees_in_our_inputs_what_it_saw_in_its_own(tmp_path):
    third_map = faceres(tmp_path, np.random.default_rng(0))
    rgb = torch.rand(4, 3, 64, 64) * 255
    inputs = (rgb - MEAN) * SCALE
    net = NETWORKS["face-teacher"]()
    load_face_teacher(net, tmp_path)
    calibrate_norms(net, inputs)
    expected = third_map(rgb.flip(1) - torch.tensor([103.939, 116.779, 123.68])[:, None, None])
    assert expected.std() > 0.05
    assert torch.allclose(net.body(inputs)[2], expected, atol=1e-3)


def test_a_folder_without_the_face_teachers_weights_is_named(tmp_path):
    with pytest.raises(SystemExit, match="faceres.json and faceres.bin not found; expected package/models"):
        load_face_teacher(NETWORKS["face-teacher"](), tmp_path)


def test_another_nets_checkpoint_is_refused(tmp_path):
    torch.save({"average": NETWORKS["lneto"]().state_dict()}, tmp_path / "checkpoint.pt")
    with pytest.raises(SystemExit, match="is another net"):
        load_start(NETWORKS["anet"](), str(tmp_path), 128)


def identity_start() -> dict[str, torch.Tensor]:
    """Weights in the layout of the public identity net, with tiny variances."""
    net = NETWORKS["anet"]()
    layers = {"conv1": net.stem}
    for i, block in enumerate(net.blocks):
        layers |= {f"blocks.{i}.{part}": getattr(block, part) for part in ("expand", "depthwise", "project")}
    start = {}
    for name, layer in layers.items():
        start[f"{name}.weight"] = layer[0].weight.data
        channels = layer[1].num_features
        start |= {f"{name}.bn.weight": torch.ones(channels), f"{name}.bn.bias": torch.zeros(channels)}
        start |= {f"{name}.bn.running_mean": torch.zeros(channels), f"{name}.bn.running_var": torch.full((channels,), 1e-4)}
    return start


def tool(script: str, *args) -> subprocess.CompletedProcess:
    command = ["npx", "tsx", f"tools/convert/{script}.ts", *map(str, args)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """Small inputs: the layers are what is compared, not the nets' sizes."""
    folder = tmp_path_factory.mktemp("onnx")
    for name, size in {"lneto": 64, "lnets": 128, "anet": 128}.items():
        export(randomised(name), name, size, folder / f"{name}.onnx")
        (folder / f"{name}.json").write_text('{"config": {}, "log": []}')
    write_svm(folder / "svm.onnx", torch.randn(40, 2048) * 0.02, torch.randn(40))
    keys = {"slope": 1.0, "intercept": 0.0, "accurate": 0.5, "balanced": 0.3}
    (folder / "svm.json").write_text(json.dumps({"attributes": [{"name": a, **keys} for a in ATTRIBUTES]}))
    (folder / "cascade.json").write_text((ROOT / "tools/train/onnx/cascade.json").read_text())
    return folder


def test_converted_nets_answer_as_onnx_runtime_does(exported, tmp_path):
    converted = tool("convert", "--source", exported, "--out", tmp_path)
    assert converted.returncode == 0, converted.stderr
    verified = tool("verify", "--source", exported, "--models", tmp_path)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert "anet" in verified.stdout


def test_a_converted_net_that_was_changed_is_noticed(exported, tmp_path):
    assert tool("convert", "--source", exported, "--out", tmp_path).returncode == 0
    weights = tmp_path / "anet" / "weights.bin"
    content = bytearray(weights.read_bytes())
    content[1000] ^= 0x40
    weights.write_bytes(content)
    assert tool("verify", "--source", exported, "--models", tmp_path).returncode == 1


def test_exported_files_hold_no_paths_of_the_machine_that_made_them(exported):
    content = (exported / "lneto.onnx").read_bytes()
    assert str(ROOT).encode() not in content and b"stack_trace" not in content


@pytest.mark.parametrize("name, size", [("lneto", 64), ("lnets", 128), ("anet", 128)])
def test_the_next_training_begins_where_the_exported_net_stood(exported, name, size):
    torch.manual_seed(1)
    pictures = torch.randn(4, 3, size, size)
    net = NETWORKS[name]()
    load_onnx(net, exported / f"{name}.onnx", size)
    calibrate_norms(net, pictures)
    expected = randomised(name).eval().outputs(pictures)
    for output, value in net.eval().outputs(pictures).items():
        assert torch.allclose(value, expected[output], atol=1e-3), output


def test_another_nets_file_is_refused(exported):
    with pytest.raises(SystemExit, match="another net's file"):
        load_onnx(NETWORKS["anet"](), exported / "lneto.onnx", 128)
