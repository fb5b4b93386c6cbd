"""What each kind of stage does: reads the folders of the stages it names, writes into its own."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

from facet_train.data.degrade_set import write_degraded
from facet_train.data.prepare import prepare
from facet_train.data.sets import COUNTS, find_file, read_csv
from facet_train.places import ONNX, ROOT
from facet_train.recipe import NETS_OF, Stage
from facet_train.report import model_card
from facet_train.room import Room
from facet_train.stages import finetune_anet, fit_svm, train_localizers
from facet_train.stages.export_onnx import export_run
from facet_train.stages.mine_heads import mine
from facet_train.stages.soft_targets import write_targets
from facet_train.stages.write_cascade import write_cascade


def start_of(room: Room, stage: Stage) -> str:
    """The run or the ONNX file a training begins with; empty: the starting weights, as the config says."""
    if stage.start:
        return str(room.at(stage.start))
    return str(ONNX / f"{stage.options['start']}.onnx") if "start" in stage.options else ""


def prepare_sets(room: Room, stage: Stage) -> None:
    room.cache.mkdir(parents=True, exist_ok=True)
    for name in stage.sets:
        prepare(room.data, room.cache, name, (room.counts or COUNTS)[name])


def train_localizer(room: Room, stage: Stage) -> None:
    mined = str(room.at("heads") / "mined.npz") if "heads" in stage.inputs else ""
    config = replace(stage.config, start=start_of(room, stage), mined=mined)
    weights = room.weight(stage.weights[0]).parent if stage.weights else Path()
    train_localizers.train(config, room.data, weights, room.cache, room.at(stage.name), room.fast, room.threads)


def train_anet(room: Room, stage: Stage) -> None:
    soft = str(room.at("soft") / "soft.npz") if "soft" in stage.inputs else ""
    features = str(room.at("crops")) if "crops" in stage.inputs else ""
    config = replace(stage.config, start=start_of(room, stage), soft=soft, features=features)
    weights = room.weight(stage.weights[0]).parent if stage.weights else None
    finetune_anet.train(config, weights, room.cache, room.at(stage.name), room.fast, room.threads)


def mine_heads(room: Room, stage: Stage) -> None:
    mine(room.data, room.cache, room.at("lneto"), room.at(stage.name) / "mined.npz")


def write_soft(room: Room, stage: Stage) -> None:
    teachers = [(room.stage(name).config.net, room.at(name)) for name in stage.inputs if name != "prepare"]
    write_targets(teachers, room.cache, room.at(stage.name) / "soft.npz")


def export_all(room: Room, anet: str, out: Path) -> None:
    """The float ONNX of the three nets, each exported once, and what the manifest needs of the cascade."""
    out.mkdir(parents=True, exist_ok=True)
    for name, run in (("lneto", "lneto"), ("lnets", "lnets"), ("anet", anet)):
        if not (room.at(run) / f"{name}.onnx").exists():
            export_run(name, room.at(run), room.at(run))
        for ending in ("onnx", "json"):
            shutil.copy(room.at(run) / f"{name}.{ending}", out)
    write_cascade(out)


def write_features(room: Room, stage: Stage) -> None:
    """What the cascade finds in each set, through the converted nets; ANet's own classifier stands in for the SVMs."""
    anet, folder = NETS_OF[stage.name], room.at(stage.name)
    export_all(room, anet, folder / "onnx")
    fit_svm.write_classifier(room.at(anet), folder / "onnx")
    room.npm("convert", "--source", folder / "onnx", "--out", folder / "models")
    for name in stage.sets:
        images, labels = (find_file(room.data, f"{name}.{kind}") for kind in ("tar", "csv"))
        room.npm("features", "--models", folder / "models", "--images", images, "--labels", labels, "--out", folder / name)
    if name := stage.options.get("degraded"):
        write_degraded(room.data, name, folder / "degraded")
        images, labels = folder / "degraded" / f"{name}.tar", find_file(room.data, f"{name}.csv")
        room.npm("features", "--models", folder / "models", "--images", images, "--labels", labels, "--out", folder / f"{name}_degraded")


def fit_svms(room: Room, stage: Stage) -> None:
    fit_svm.fit_all(room.data, room.at("features"), room.at(stage.name), room.at("joint"), stage.options["seed"])


def convert(room: Room, stage: Stage) -> None:
    """The nets that ship, float and converted, with the recipe's hash."""
    onnx = room.at(stage.name) / "onnx"
    export_all(room, "joint", onnx)
    for name in ("svm.onnx", "svm.json"):
        shutil.copy(room.at("svm") / name, onnx / name)
    (onnx / "recipe.json").write_text(json.dumps({"hash": room.recipe_hash()}) + "\n")
    room.npm("convert", "--source", onnx, "--out", room.at(stage.name) / "models")


def evaluate(room: Room, stage: Stage) -> None:
    """Measures the converted nets; the first set also at the balanced thresholds, and its figures go into the manifest."""
    models, folder = room.at("convert") / "models", room.at(stage.name)
    for name in stage.options["sets"]:
        images, labels = (find_file(room.data, f"{name}.{kind}") for kind in ("tar", "csv"))
        arguments = ["--models", models, "--images", images, "--labels", labels]
        if any((part / f"{name}.faces.csv").exists() for part in room.data):
            arguments += ["--faces", find_file(room.data, f"{name}.faces.csv")]
        room.npm("evaluate", *arguments, "--json", folder / f"{name}.json")
        if name == stage.options["sets"][0]:
            room.npm("evaluate", *arguments, "--thresholds", "balanced", "--json", folder / f"{name}.balanced.json")
    first = stage.options["sets"][0]
    room.npm("convert", "--source", room.at("convert") / "onnx", "--out", models, "--measured", folder / f"{first}.json", "--set", first)


def write_card(room: Room, stage: Stage) -> None:
    folder = room.at("evaluate")
    read = lambda name: json.loads((folder / f"{name}.json").read_text())  # noqa: E731
    extra = {kind: read(name) for kind, name in (("wild", "celeba_wild_test"), ("lfw", "lfw_test")) if (folder / f"{name}.json").exists()}
    manifest = json.loads((room.at("convert") / "models" / "manifest.json").read_text())
    published = read_csv(find_file(room.data, "published_accuracy.csv"))
    card = model_card.card(manifest, read("celeba_test"), read("celeba_test.balanced"), extra, published)
    (room.at(stage.name) / "MODEL_CARD.md").write_text(card)


KINDS = {
    "prepare": prepare_sets,
    "localizer": train_localizer,
    "heads": mine_heads,
    "anet": train_anet,
    "soft": write_soft,
    "features": write_features,
    "svm": fit_svms,
    "convert": convert,
    "evaluate": evaluate,
    "card": write_card,
}


def ship(room: Room) -> None:
    """Puts what the recipe made in the place of what ships: float ONNX, converted nets and card."""
    for stage in room.stages:
        if not room.is_done(stage):
            raise SystemExit(f"--ship needs every stage, but {stage.name} isn't done")
    made = room.at("convert")
    shutil.copytree(made / "onnx", ONNX, dirs_exist_ok=True)
    shutil.copytree(made / "models", ROOT / "public" / "models", dirs_exist_ok=True)
    shutil.copy(room.at("card") / "MODEL_CARD.md", ROOT / "MODEL_CARD.md")
