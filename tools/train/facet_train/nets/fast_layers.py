"""Layers that train faster on a processor, with the same results; `--fast`, for who has a C++ compiler.

Small nets of depthwise layers spend their time on moving maps through memory. `speed_up` replaces, in place, batch norm
with the ReLU6 behind it, and the gradients of depthwise layers, in bfloat16 and in float32. Parameters keep their names: a
run may go on without it.
"""

import ctypes
import hashlib
import os
import platform
import subprocess
from functools import cache
from pathlib import Path

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.autograd import Function

FLAGS = ["-std=c++20", "-O3", "-march=native", "-ffast-math", "-mprefer-vector-width=512", "-Wno-psabi", "-fopenmp", "-shared", "-fPIC"]
M_TRIM_THRESHOLD, M_MMAP_MAX = -1, -4  # malloc.h


@cache
def kernels():
    """The operations of fast_layers.cpp, compiled for this processor when that file is new (half a minute)."""
    source = Path(__file__).with_suffix(".cpp")
    name = hashlib.sha256(source.read_bytes() + torch.__version__.encode() + platform.node().encode()).hexdigest()[:16]
    library = source.parent / "__pycache__" / f"fast_layers-{name}.so"
    if not library.exists():
        library.parent.mkdir(exist_ok=True)
        partial = library.with_suffix(f".{os.getpid()}")
        home = Path(torch.__file__).parent
        try:
            subprocess.run(["g++", *FLAGS, f"-I{home}/include", f"-L{home}/lib", str(source), "-lc10", "-ltorch_cpu", "-o", str(partial)], check=True)
        except FileNotFoundError:
            raise SystemExit("--fast needs the C++ compiler g++: install it, or train without --fast") from None
        partial.rename(library)  # at once, so that two trainings may start together
    torch.ops.load_library(library)
    return torch.ops.facet


class NormFunction(Function):
    @staticmethod
    def forward(context, x, weight, bias, running_mean, running_var, momentum, eps, act):
        x = x.contiguous(memory_format=torch.channels_last)
        y, mean, inverse = kernels().norm_forward(x, weight, bias, running_mean, running_var, momentum, eps, act)
        context.save_for_backward(x, weight, bias, mean, inverse)
        context.act = act
        return y

    @staticmethod
    def backward(context, slope):
        return *kernels().norm_backward(slope, *context.saved_tensors, context.act), None, None, None, None, None


class DepthwiseFunction(Function):
    @staticmethod
    def forward(context, x, weight, stride, padding):
        x = x.contiguous(memory_format=torch.channels_last)
        context.save_for_backward(x, weight)
        context.stride, context.padding = stride, padding
        return F.conv2d(x, weight, None, stride, padding, groups=x.shape[1])

    @staticmethod
    def backward(context, slope):
        return *kernels().depthwise_backward(slope, *context.saved_tensors, context.stride, context.padding), None, None


class FastNorm(nn.BatchNorm2d):
    act = False  # whether a ReLU6 stood behind it

    def forward(self, x):
        if not self.training:
            y = super().forward(x)
            return F.relu6(y) if self.act else y
        self.num_batches_tracked.add_(1)
        return NormFunction.apply(x, self.weight, self.bias, self.running_mean, self.running_var, self.momentum, self.eps, self.act)


class FastDepthwise(nn.Conv2d):
    def forward(self, x):
        x = self.static_padding(x) if hasattr(self, "static_padding") else x  # EfficientNet's own
        if not self.training:
            return super().forward(x)
        return DepthwiseFunction.apply(x, self.weight, self.stride[0], self.padding[0])


def is_depthwise(layer: nn.Module) -> bool:
    return isinstance(layer, nn.Conv2d) and layer.groups == layer.in_channels > 1 and layer.in_channels % 8 == 0 and layer.bias is None


def speed_up(net: nn.Module) -> nn.Module:
    """The same net with layers that train fast, in bfloat16 and float32; elsewhere they behave as the plain ones."""
    kernels()
    keep_memory()
    for module in list(net.modules()):
        if is_depthwise(module):
            module.__class__ = FastDepthwise
        elif type(module) is nn.BatchNorm2d:
            module.__class__ = FastNorm
        elif isinstance(getattr(module, "_swish", None), nn.ReLU6):  # EfficientNet's blocks, named by its package
            for norm in ("_bn0", "_bn1"):
                if hasattr(module, norm):
                    getattr(module, norm).act = True
            module._swish = nn.Identity()
    for sequence in (m for m in net.modules() if isinstance(m, nn.Sequential)):
        for index in range(len(sequence) - 1):
            if isinstance(sequence[index], FastNorm) and isinstance(sequence[index + 1], nn.ReLU6):
                sequence[index].act = True
                sequence[index + 1] = nn.Identity()
    return net


def keep_memory() -> None:
    """Makes the C library keep freed maps for the next step: a fresh page costs more than the sums done on it."""
    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):  # glibc's
        library.mallopt(M_MMAP_MAX, 0)
        library.mallopt(M_TRIM_THRESHOLD, 2**31 - 1)
