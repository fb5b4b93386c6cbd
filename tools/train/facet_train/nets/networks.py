"""LNeto, LNets and ANet. Shapes are N x C x H x W; exported nets are fully described by these classes."""

import torch
import torch.nn as nn
import torch.nn.functional as F

from facet_train.config import ANET_FEATURES, LNETS_OUTPUTS
from facet_train.data.attributes import ATTRIBUTE_COUNT


class SamePad(nn.Module):
    """TensorFlow's SAME padding of a 3x3, stride-2 layer on an even size: right and bottom only."""

    def forward(self, x):
        return F.pad(x, (0, 1, 0, 1))


def conv(inputs: int, outputs: int, kernel: int = 1, stride: int = 1, groups: int = 1, act: bool = True, same=False):
    """Convolution, batch norm, ReLU6; `same` pads as TensorFlow does."""
    pad_first = same and stride == 2
    layers = [SamePad()] if pad_first else []
    padding = 0 if pad_first else kernel // 2
    layers += [nn.Conv2d(inputs, outputs, kernel, stride, padding, groups=groups, bias=False), nn.BatchNorm2d(outputs)]
    return nn.Sequential(*layers, nn.ReLU6()) if act else nn.Sequential(*layers)


def separable(inputs: int, outputs: int, stride: int = 1):
    return nn.Sequential(conv(inputs, inputs, 3, stride, groups=inputs), conv(inputs, outputs))


class MobileNetV1(nn.Module):
    """MobileNetV1 without its classifier: maps at strides 8, 16, 32; with 64, 128, 256 channels at a width of 1/4."""

    STRIDES = (1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1)
    WIDTHS = (16, 32, 32, 64, 64, 128, 128, 128, 128, 128, 128, 256, 256)

    def __init__(self, quarters: int = 1):
        """quarters: how many times as wide as MobileNetV1 x 0.25."""
        super().__init__()
        self.stem = conv(3, 8 * quarters, 3, 2, same=True)
        inputs, blocks = 8 * quarters, []
        for stride, width in zip(self.STRIDES, (w * quarters for w in self.WIDTHS)):
            depthwise = conv(inputs, inputs, 3, stride, groups=inputs, same=True)
            blocks.append(nn.Sequential(depthwise, conv(inputs, width)))
            inputs = width
        self.blocks = nn.ModuleList(blocks)

    def forward(self, x):
        x = self.stem(x)
        maps = []
        for index, block in enumerate(self.blocks):
            x = block(x)
            if index in (4, 10, 12):
                maps.append(x)
        return maps


class LNetPlus(nn.Module):
    """MobileNetV1 whose maps are joined top-down at stride 8, and the paper's two fully connected layers on them.

    `features` is the attribute-tuned map; its mean over the channels is the response map.
    """

    def __init__(self, width: int = 48, grid: int = 8):
        super().__init__()
        self.backbone = MobileNetV1()
        self.lateral = nn.ModuleList([conv(c, width) for c in (64, 128, 256)])
        self.tune = nn.Sequential(separable(width, width), separable(width, width))
        self.grid = grid
        # The branch: randomly initialised, trained with the localizer, dropped at export.
        self.branch = nn.Sequential(nn.Linear(width * grid * grid, 128), nn.ReLU(), nn.Dropout(0.2), nn.Linear(128, ATTRIBUTE_COUNT))

    def features(self, maps):
        """The backbone's three maps to N x 48 x S/8 x S/8."""
        fine, middle, coarse = (lateral(m) for lateral, m in zip(self.lateral, maps))
        middle = middle + F.interpolate(coarse, scale_factor=2.0, mode="nearest")
        return self.tune(fine + F.interpolate(middle, scale_factor=2.0, mode="nearest"))

    def attributes(self, features):
        """N x 40 logits from the tuned map, averaged onto a grid."""
        return self.branch(F.adaptive_avg_pool2d(features, self.grid).flatten(1))


class LNeto(LNetPlus):
    """Whole photo to a heat map of head centres and a head-and-shoulders square per cell."""

    def __init__(self):
        super().__init__(grid=8)
        self.head = nn.Conv2d(48, 4, 1)
        nn.init.constant_(self.head.bias, 0.0)
        nn.init.constant_(self.head.bias[:1], -4.0)  # heads are rare: start near a probability of 0.02

    def forward(self, x):
        """Raw maps: heat logit, dx, dy in cells, log side; and the attribute-tuned features."""
        features = self.features(self.backbone(x))
        return self.head(features), features

    def outputs(self, x):
        maps, features = self(x)
        return {"heat": maps[:, :1].sigmoid(), "box": maps[:, 1:], "response": features.mean(1, keepdim=True)}


class LNets(LNetPlus):
    """Head-and-shoulders crop to one face: validity, centre, log size, sine and cosine of the roll."""

    def __init__(self):
        super().__init__(grid=6)
        self.reduce = nn.Sequential(separable(48, 64, 2), separable(64, 96, 2))  # 16 x 16 to 4 x 4
        self.deep = conv(256, 64)
        self.head = nn.Sequential(nn.Flatten(), nn.Linear(160 * 16, 128), nn.ReLU(), nn.Linear(128, LNETS_OUTPUTS))

    def forward(self, x):
        """Raw N x 7 and the attribute-tuned features."""
        maps = self.backbone(x)
        features = self.features(maps)
        return self.head(torch.cat([self.reduce(features), self.deep(maps[2])], 1)), features

    def outputs(self, x):
        raw, features = self(x)
        face = torch.cat([raw[:, :1].sigmoid(), raw[:, 1:]], 1)
        return {"face": face, "response": features.mean(1, keepdim=True)}


class InvertedResidual(nn.Module):
    def __init__(self, inputs: int, hidden: int, outputs: int, stride: int):
        super().__init__()
        self.expand = conv(inputs, hidden)
        self.depthwise = conv(hidden, hidden, 3, stride, groups=hidden)
        self.project = conv(hidden, outputs, act=False)
        self.shortcut = stride == 1 and inputs == outputs

    def forward(self, x):
        y = self.project(self.depthwise(self.expand(x)))
        return x + y if self.shortcut else y


class ANet(nn.Module):
    """MobileFace V2, deepened: a 128 x 128 face to a 4 x 4 map of 128 channels, the 2,048 features of the SVMs."""

    # inputs, expansion, outputs, stride
    BLOCKS = (
        (32, 96, 32, 2), (32, 96, 32, 1), (32, 96, 32, 1), (32, 96, 32, 2), (32, 96, 32, 1), (32, 96, 32, 1),
        (32, 96, 64, 2), (64, 192, 64, 1), (64, 192, 64, 1), (64, 192, 128, 2), (128, 384, 128, 1), (128, 384, 128, 1),
    )  # fmt: skip
    # Behind which block more of the same follow, where maps are small and a block costs little: channels, expansion, how
    # many. These five brought 0.14 point of validation (tools/train/LOG.md).
    DEEPER = {5: (32, 192, 2), 8: (64, 384, 3)}

    def __init__(self, dropout: float = 0.2, deeper: dict[int, tuple[int, int, int]] = DEEPER):
        super().__init__()
        self.stem = conv(3, 32, 3, 2)
        self.blocks = nn.Sequential(*(InvertedResidual(*b) for b in self.BLOCKS))
        self.deeper = nn.ModuleDict(
            {str(at): nn.Sequential(*(InvertedResidual(c, e, c, 1) for _ in range(n))) for at, (c, e, n) in deeper.items()}
        )
        for chain in self.deeper.values():
            for block in chain:
                nn.init.zeros_(block.project[1].weight)  # the block begins as its shortcut: the net is what it was
        self.classifier = nn.Sequential(nn.Dropout(dropout), nn.Linear(ANET_FEATURES, ATTRIBUTE_COUNT))
        # MobileFace V2's own; many of its channels vary less than this, so another value would be another net.
        for module in self.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.eps = 1e-3

    def features(self, x):
        x = self.stem(x)
        for index, block in enumerate(self.blocks):
            x = block(x)
            if str(index) in self.deeper:
                x = self.deeper[str(index)](x)
        return x  # N x 128 x 4 x 4

    def forward(self, x):
        """N x 40 logits; the classifier serves training only, SVMs take its place."""
        return self.classifier(self.features(x).float().flatten(1))

    def outputs(self, x):
        return {"features": self.features(x)}


class Teacher(nn.Module):
    """EfficientNet-Lite0 from its ImageNet weights: larger than ANet, wider and finer in what it sees. It never ships."""

    def __init__(self, dropout: float = 0.2):
        super().__init__()
        try:
            from efficientnet_lite_pytorch import EfficientNet  # only who trains a teacher needs the package
        except ModuleNotFoundError:
            raise SystemExit("the teacher needs a package more: pip install --no-deps efficientnet-lite-pytorch==0.1.0") from None

        self.body = EfficientNet.from_name("efficientnet-lite0")
        self.classifier = nn.Sequential(nn.Dropout(dropout), nn.Linear(self.body._fc.in_features, ATTRIBUTE_COUNT))
        del self.body._fc

    def forward(self, x):
        """N x 40 logits."""
        return self.classifier(self.body.extract_features(x).float().mean((2, 3)))


class FaceTeacher(nn.Module):
    """MobileNetV1 x 1 from face identities: another teacher, which knew faces before it saw an attribute. It never ships."""

    def __init__(self, dropout: float = 0.2):
        super().__init__()
        self.body = MobileNetV1(quarters=4)
        self.classifier = nn.Sequential(nn.Dropout(dropout), nn.Linear(1024 * 4, ATTRIBUTE_COUNT))

    def forward(self, x):
        """N x 40 logits."""
        return self.classifier(F.adaptive_avg_pool2d(self.body(x)[2].float(), 2).flatten(1))


NETWORKS = {"lneto": LNeto, "lnets": LNets, "anet": ANet, "teacher": Teacher, "face-teacher": FaceTeacher}
