"""What makes the nets that ship, from the starting weights on: stages in order, each skipped while its inputs are the same."""

from dataclasses import dataclass, field, replace

from facet_train.config import LNETS_SIZE, AnetConfig, LocalizerConfig
from facet_train.data.sets import TRAIN_SETS, VALIDATION_SETS

IDENTITIES = "mobileface_v2_identity.npz"
OBJECTS = "mobilenet_v1_025_imagenet.npz"
FACE_RES = ("faceres.json", "faceres.bin")
SETS = (*TRAIN_SETS, *VALIDATION_SETS, "negatives_train")


@dataclass(frozen=True)
class Stage:
    """One step. Its hash is that of all that is named here, of the sets' files and of the stages it reads."""

    name: str
    kind: str  # which function of run_stage.py does it
    inputs: tuple[str, ...] = ()  # the stages it reads
    sets: tuple[str, ...] = ()  # the data sets it reads
    weights: tuple[str, ...] = ()  # files of the starting weights
    config: LocalizerConfig | AnetConfig | None = None
    start: str = ""  # the stage whose net it begins with, instead of the starting weights
    options: dict = field(default_factory=dict)
    minutes: int = 0  # on one busy core without bfloat16, about


def trained(name: str, config: LocalizerConfig | AnetConfig, minutes: int, inputs=(), weights=(), start: str = "", **options) -> Stage:
    kind = "localizer" if isinstance(config, LocalizerConfig) else "anet"
    sets = SETS if kind == "localizer" else (*TRAIN_SETS, *VALIDATION_SETS)
    return Stage(name, kind, ("prepare", *inputs, *([start] if start else [])), sets, weights, config, start, options, minutes)


LNETO = LocalizerConfig(net="lneto", samples=400_000, learning_rate=2e-3, seed=1)
LNETS = LocalizerConfig(net="lnets", size=LNETS_SIZE, samples=1_600_000, batch=128, workers=2, learning_rate=2e-3, seed=1)
ANET = AnetConfig(net="anet", samples=900_000, learning_rate=2e-3, soft_share=0.7, degraded=0.7, seed=1)
MEASURED = ("celeba_test", "celeba_wild_test", "lfw_test")

RECIPE = (
    Stage("prepare", "prepare", sets=SETS, minutes=6),
    trained("lneto", LNETO, 270, weights=(OBJECTS,)),
    Stage("heads", "heads", ("prepare", "lneto"), ("negatives_train", "celeba_wild_train"), minutes=4),
    trained("lnets", LNETS, 380, inputs=("heads",), weights=(OBJECTS,)),
    trained("anet-start", replace(ANET, samples=140_000, degraded=1.0, seed=2), 25, weights=(IDENTITIES,)),
    trained("face-teacher", AnetConfig(net="face-teacher", samples=320_000, learning_rate=1e-3, degraded=0.5, seed=3), 110, weights=FACE_RES),
    trained("teacher", AnetConfig(net="teacher", samples=280_000, learning_rate=1e-3, seed=4), 140),
    Stage("soft", "soft", ("prepare", "anet-start", "face-teacher", "teacher"), TRAIN_SETS, minutes=30),
    trained("anet", ANET, 85, inputs=("soft",), start="anet-start"),
    Stage("crops", "features", ("lneto", "lnets", "anet"), (*TRAIN_SETS, *VALIDATION_SETS), minutes=45),
    trained(
        "joint", replace(ANET, samples=160_000, learning_rate=8e-4, jitter=0.35, degraded=0.5, seed=6), 16, inputs=("soft", "crops"), start="anet"
    ),
    Stage("features", "features", ("lneto", "lnets", "joint"), (*TRAIN_SETS, *VALIDATION_SETS), options={"degraded": "celeba_hq_val"}, minutes=50),
    Stage("svm", "svm", ("features", "joint"), (*TRAIN_SETS, *VALIDATION_SETS), options={"seed": 1}, minutes=6),
    Stage("convert", "convert", ("lneto", "lnets", "joint", "svm"), minutes=1),
    Stage("evaluate", "evaluate", ("convert",), MEASURED, options={"sets": MEASURED}, minutes=10),
    Stage("card", "card", ("evaluate",), minutes=1),
)
NETS_OF = {"crops": "anet", "features": "joint"}  # whose ANet sees the faces


def smoked(stage: Stage) -> Stage:
    """The stage with two steps and small batches, from the nets that ship, which find faces in made pictures too."""
    if stage.config is None:
        options = {**stage.options, "sets": ("celeba_test",)} if stage.kind == "evaluate" else stage.options
        return replace(stage, sets=("celeba_test",) if stage.kind == "evaluate" else stage.sets, options=options)
    ships = stage.config.net in ("lneto", "lnets", "anet")
    config = replace(stage.config, samples=8, batch=4, learning_rate=1e-6, pretrained=False)
    return replace(stage, config=config, weights=(), options={"start": stage.config.net} if ships and not stage.start else {})
