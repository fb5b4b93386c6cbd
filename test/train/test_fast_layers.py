import copy

import pytest
import torch
import torch.nn.functional as F
from facet_train.nets.fast_layers import speed_up
from facet_train.nets.networks import ANet


def direction(a: torch.Tensor, b: torch.Tensor) -> float:
    return float(F.cosine_similarity(a.flatten().float(), b.flatten().float(), dim=0))


@pytest.mark.parametrize("precision", [torch.bfloat16, torch.float32])
@pytest.mark.parametrize(("channels", "side", "stride", "padding"), [(8, 16, 1, 1), (96, 17, 2, 0), (32, 16, 2, 1)])
def test_a_fast_layer_has_the_results_and_gradients_of_the_plain_one(channels, side, stride, padding, precision):
    torch.manual_seed(0)
    depthwise = torch.nn.Conv2d(channels, channels, 3, stride, padding, groups=channels, bias=False)
    plain = torch.nn.Sequential(depthwise, torch.nn.BatchNorm2d(channels), torch.nn.ReLU6())
    fast = speed_up(copy.deepcopy(plain))
    images = torch.randn(8, channels, side, side).to(precision).to(memory_format=torch.channels_last)
    with torch.autocast("cpu", torch.bfloat16, enabled=precision == torch.bfloat16):
        wanted, got = plain(images.clone().requires_grad_()), fast(images.clone().requires_grad_())
    assert torch.allclose(wanted.float(), got.float(), atol=0.05 if precision == torch.bfloat16 else 1e-4)
    slopes = torch.randn_like(wanted)
    wanted.backward(slopes)
    got.backward(slopes)
    for reference, parameter in zip(plain.parameters(), fast.parameters(), strict=True):
        assert direction(reference.grad, parameter.grad) > (0.999 if precision == torch.bfloat16 else 0.99999)
    assert torch.allclose(plain[1].running_var, fast[1].running_var, rtol=1e-2)


def test_a_fast_net_keeps_its_names_and_behaves_as_the_plain_one_outside_of_training():
    torch.manual_seed(0)
    plain = ANet()
    fast = speed_up(copy.deepcopy(plain))
    assert list(plain.state_dict()) == list(fast.state_dict())
    images = torch.randn(2, 3, 128, 128)
    assert torch.equal(plain.eval()(images), fast.eval()(images))


@pytest.mark.parametrize(("bfloat16", "closeness"), [(True, 0.98), (False, 0.9999)])
def test_a_fast_net_learns_in_the_same_direction(bfloat16, closeness):
    torch.manual_seed(0)
    plain = ANet(dropout=0)
    fast = speed_up(copy.deepcopy(plain))
    images = torch.randn(16, 3, 64, 64).to(memory_format=torch.channels_last)
    gradients = []
    for net in (plain, fast):
        with torch.autocast("cpu", torch.bfloat16, enabled=bfloat16):
            features = net.train().features(images)
        features.float().square().mean().backward()
        gradients.append(net.blocks[-1].project[0].weight.grad)
    assert direction(*gradients) > closeness
