"""Every choice of the training runs, with its reason. What the page needs of it goes into the manifest."""

from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
ONNX = HERE / "onnx"

MEAN, SCALE = 127.5, 1 / 127.5  # net input = (byte - MEAN) * SCALE, all nets


@dataclass(frozen=True)
class CropGeometry:
    """A square around a face box, in units of sqrt(width * height) of the box; the shift is from the box's centre."""

    side: float
    shiftX: float
    shiftY: float


# Head-and-shoulders: pushed down so that the shoulders are in it. A usual face box lies inside with half a unit to
# spare above and a full unit below.
HEAD = CropGeometry(side=2.7, shiftX=0.0, shiftY=0.25)
FACE_WIDTH, FACE_HEIGHT = 0.86, 1.17  # of that box, in units
# ANet sees hair, ears, neck and most hats: 2.0 units are about five times the distance between the eyes.
FACE = CropGeometry(side=2.0, shiftX=0.0, shiftY=0.0)
SAMPLER_MAX_SIDE = 2048
# Chosen on the scenes of held-out identities and on photos without people: docs/training.md has the table.
# A face's score is validity x sqrt(heat), so a head of less heat than the square of the threshold can never become one.
DETECTION = {"heatThreshold": 0.2025, "scoreThreshold": 0.45, "closerLook": {"smallHead": 0.2, "heatPitch": 0.3}}

LNETO_SIZE, LNETO_STRIDE = 256, 8
LNETS_SIZE = 128
ANET_SIZE = 128
# ANet's training faces are stored once, straightened and with a margin, at 80 pixels a unit; a batch is read from them.
STORE_SIDE, STORE_SIZE = 2.6, 208


@dataclass(frozen=True)
class View:
    """What a net sees of a face: a square of `side` units, read to `size` pixels."""

    side: float
    size: int


# The teacher sees wider and finer than ANet: hats, earrings and neckties lie outside a tight face.
VIEWS = {"anet": View(FACE.side, ANET_SIZE), "teacher": View(2.4, 160), "face-teacher": View(FACE.side, 160)}
SIDE_UNIT = 32.0  # LNeto's logSide is relative to this many input pixels


@dataclass
class LocalizerConfig:
    """One fine-tuning of LNeto or LNets. `attribute_weight = 0` drops the paper's branch of two layers."""

    net: str = "lneto"
    size: int = LNETO_SIZE
    samples: int = 76_000
    batch: int = 32
    learning_rate: float = 2e-3
    weight_decay: float = 1e-4
    average_decay: float = 0.998
    attribute_weight: float = 0.3
    pretrained: bool = True
    start: str = ""  # a run's folder or a float ONNX to begin with, instead of the object filters
    mined: str = ""  # LNets only: the file mine_heads.py wrote
    workers: int = 1
    seed: int = 1


@dataclass
class AnetConfig:
    net: str = "anet"  # or "teacher" or "face-teacher", which never ship
    samples: int = 140_000
    batch: int = 64
    learning_rate: float = 2e-3
    weight_decay: float = 0.02
    head_weight_decay: float = 0.01
    dropout: float = 0.2
    average_decay: float = 0.998
    # How much more often a photo of each set is drawn than its share; the aligned set is the random sample of CelebA.
    set_weights: dict = field(default_factory=lambda: {"celeba_hq": 1.0, "celeba_aligned": 1.6, "celeba_wild": 1.3})
    pretrained: bool = True
    start: str = ""  # a run's folder or a float ONNX to begin with, instead of the identity filters
    soft: str = ""  # what soft_targets.py wrote: a teacher's probabilities, mixed into the labels
    soft_share: float = 0.6
    # The joint stage: features.json of each set, whose faces are as the shipped LNeto and LNets find them, and how much
    # these are jittered on top.
    features: str = ""
    jitter: float = 1.0
    degraded: float = 1.0  # how often faces are degraded; 1 for a net that must first learn to bear it
    fold: str = ""  # a teacher that doesn't learn from one part of the people, "0/3", and gives their soft targets
    seed: int = 1
