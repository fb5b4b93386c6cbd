"""PyTorch to ONNX to tfjs and back: what the converter makes of our exporter's files equals ONNX Runtime's answers."""

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
import torch
from attributes import ATTRIBUTES
from export_onnx import export, load_run
from fit_svm import write_svm
from import_starts import calibrate_norms, load_identity, load_onnx, load_start
from networks import NETWORKS, ANet

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


def test_an_anet_from_before_it_was_deepened_goes_on_as_it_was(tmp_path):
    before = ANet(deeper={})
    torch.save({"average": before.state_dict()}, tmp_path / "checkpoint.pt")
    net = NETWORKS["anet"]()
    load_start(net, str(tmp_path), 128)
    faces = torch.randn(2, 3, 128, 128)
    assert torch.equal(net.eval().features(faces), before.eval().features(faces))


def test_lnets_of_96_pixels_goes_on_at_128(tmp_path):
    """What its dense layer saw in the left third of the coarse map it now sees in the left half of the finer one."""
    state = randomised("lnets").state_dict()
    coarse = torch.zeros(128, 160, 3, 3)
    coarse[:, :, :, 0] = 1.0
    state["head.1.weight"] = coarse.flatten(1)
    torch.save({"average": state}, tmp_path / "checkpoint.pt")
    net = NETWORKS["lnets"]()
    load_start(net, str(tmp_path), 128)
    fine = net.head[1].weight.detach().unflatten(1, (160, 4, 4))
    assert fine[..., 0].min() > 0.5 and fine[..., 2:].max() < 0.1
    assert fine.sum() == pytest.approx(coarse.sum().item(), rel=0.1)


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
