"""Every choice of the training runs, with its reason. What the page needs of it goes into the manifest."""

from dataclasses import dataclass, field

from facet_train.contract import CASCADE, NETS

MEAN, SCALE = NETS["normalization"].values()  # net input = (byte - MEAN) * SCALE, all nets


@dataclass(frozen=True)
class CropGeometry:
    """A square around a face box, in units of sqrt(width * height) of the box; the shift is from the box's centre."""

    side: float
    shiftX: float
    shiftY: float


# Head-and-shoulders: pushed down so that the shoulders are in it. A usual face box lies inside with half a unit to
# spare above and a full unit below.
HEAD = CropGeometry(**CASCADE["headGeometry"])
FACE_WIDTH, FACE_HEIGHT = 0.86, 1.17  # of that box, in units
# ANet sees hair, ears, neck and most hats: 2.0 units are about five times the distance between the eyes.
FACE = CropGeometry(**CASCADE["faceGeometry"])
SAMPLER_MAX_SIDE = CASCADE["sampler"]["maxSide"]
LONG_PHOTO, DARK_PHOTO = CASCADE["longPhoto"], CASCADE["darkPhoto"]
# Chosen on the scenes of held-out identities and on photos without people: tools/train/LOG.md has the table.
# A face's score is validity x sqrt(heat), so a head of less heat than the square of the threshold can never become one.
DETECTION, TILING = CASCADE["detection"], CASCADE["tiling"]

LNETO_SIZE, LNETO_STRIDE = NETS["lneto"]["size"], NETS["lneto"]["stride"]
SIDE_UNIT = NETS["lneto"]["sideUnit"]  # LNeto's logSide is relative to this many input pixels
LNETS_SIZE, LNETS_OUTPUTS = NETS["lnets"]["size"], NETS["lnets"]["outputs"]
ANET_SIZE, ANET_CELLS, ANET_CHANNELS = NETS["anet"].values()
ANET_FEATURES = ANET_CHANNELS * ANET_CELLS**2
# ANet's training faces are stored once, straightened and with a margin, at 80 pixels a unit; a batch is read from them.
STORE_SIDE, STORE_SIZE = 2.6, 208


@dataclass(frozen=True)
class View:
    """What a net sees of a face: a square of `side` units, read to `size` pixels."""

    side: float
    size: int


# The teacher sees wider and finer than ANet: hats, earrings and neckties lie outside a tight face.
VIEWS = {"anet": View(FACE.side, ANET_SIZE), "teacher": View(2.4, 160), "face-teacher": View(FACE.side, 160)}


@dataclass
class PhotoShares:
    """What cameras and the web do to a localizer's training picture, and how often: augment.py's photograph."""

    old: float = 0.15  # grey, faded, grainy, dotted: an old press photo
    shrunk: float = 0.15
    noisy: float = 0.15
    compressed: float = 0.2
    dark: float = 0.15  # too little light, a camera's noise, whole bytes
    exposure: tuple[float, float] = (0.03, 1.0)  # of the dark ones, evenly in the logarithm
    read_noise: tuple[float, float] = (0.2, 2.0)  # bytes, the same
    stretched: float = 0.85  # of the dark ones, as the pipeline stretches the levels of a dark photo


@dataclass
class CoverShares:
    """What hides part of a face: augment.py's hide_face. The kinds' shares are of the covered faces."""

    covered: float = 0.2
    kinds: dict[str, float] = field(default_factory=lambda: {"object": 0.4, "mask": 0.25, "bar": 0.15, "half": 0.2})


@dataclass
class CutShares:
    """How often a photo ends within a face, and how much of the face box lies beyond its edges: cuts.py."""

    cut: float = 0.25
    all_sides: float = 0.4  # of the cut ones: the face is larger than the photo
    one_side: float = 0.35  # the outer people of a group; the rest is cut at one to three sides
    most: float = 0.25  # of the box's width or height, beyond each of several edges
    most_one: float = 0.45  # beyond a single edge


@dataclass
class CropShares:
    """LNets' training crops: crops.py. Lengths are in sides of the crop, sizes in logarithms, angles in degrees."""

    empty: float = 0.35  # crops without a face
    mined: float = 0.6  # of these, LNeto's own false finds, where they were mined
    without_people: float = 0.6  # of the other empty ones, pieces of photos without people; the rest lie beside a face
    covered_empty: float = 0.1  # of the empty ones, with a bar or a mask, which are no face by themselves
    neighbour: float = 0.3  # of all, end at a straight edge with another photo behind it: collages, video calls
    plain_neighbour: float = 0.25  # of these, one colour instead of a photo
    shrunk: float = 0.3
    turned_faces: float = 0.15  # of the faces, those in profile, tilted or thrown back, by their landmarks
    place: float = 0.07
    size: float = 0.17
    roll: float = 7
    more_tilted: float = 0.2
    more_roll: float = 25
    lying: float = 0.12  # turned evenly by up to lying_roll
    lying_roll: float = 60
    cut_place: float = 0.1  # LNeto places a cut face less well
    cut_size: float = 0.22


@dataclass
class SceneShares:
    """LNeto's training pictures: scenes.py. What is neither a single scene nor a mosaic shows nobody."""

    single: float = 0.5
    mosaic: float = 0.35
    crowds: float = 0.35  # of the mosaics, 16 to 120 scenes
    cells_without_people: float = 0.1
    plain_gaps: float = 0.5  # cells that show one colour where their photo ends
    smallest: float = 0.1  # of a mosaic cell's shorter side, that a face drawn closely takes
    roll: float = 7
    more_tilted: float = 0.2
    more_roll: float = 23
    turned: float = 0.12  # of the single scenes, evenly by up to turned_roll
    turned_roll: float = 45
    cut_view: tuple[float, float] = (0.75, 2.0)  # sides of a cut scene's longest side that the picture spans
    turned_faces: float = 0.1  # of the single scenes, those whose face is in profile, tilted or thrown back


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
    # LNets only: how often a set's photos count, where not once.
    repeats: dict[str, int] = field(default_factory=lambda: {"celeba_wild_train": 10})
    workers: int = 1
    seed: int = 1
    photo: PhotoShares = field(default_factory=PhotoShares)
    cover: CoverShares = field(default_factory=CoverShares)
    cut: CutShares = field(default_factory=CutShares)
    crops: CropShares = field(default_factory=CropShares)
    scenes: SceneShares = field(default_factory=SceneShares)


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
    set_weights: dict = field(default_factory=lambda: {"celeba_hq": 1.0, "celeba_aligned": 1.6, "celeba_wild": 1.3, "celeba_more": 1.6})
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
