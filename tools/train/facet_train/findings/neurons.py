"""Finding 3, neurons become concepts: ANet's 2,048 features before and after it was fine-tuned on attributes.

    python -m facet_train.findings.neurons --weights <weights>

Before: the identity filters it started from; after: the float net that ships. Both see the same straightened faces, 10,000
of training and all held-out identities. A neuron's attribute is chosen on training faces; every number is measured on the
others. Features are kept in --runs, so a second start takes seconds until the SVMs.
"""

import hashlib
from pathlib import Path

import numpy as np
import torch

from facet_train.data.attributes import ATTRIBUTE_COUNT
from facet_train.findings.common import arguments, write_json
from facet_train.data.attributes import ATTRIBUTES
from facet_train.config import ANET_SIZE, MEAN, SCALE, VIEWS
from facet_train.places import ONNX
from facet_train.data.sets import TRAIN_SETS, load_set
from facet_train.data.faces import store_faces, warp
from facet_train.nets.import_starts import calibrate_norms, load_identity, load_start
from facet_train.nets.networks import ANet
from facet_train.findings.statistics_of import average_precision, gain, rarer
from facet_train.findings.svm import COST, Standard, fit_masked, margins_of, mean_precision

SHARES = (0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0)
CHOOSING = 4_000  # training faces on which attributes are given to neurons


def choose_faces(cache: Path, count: int):
    """Stored faces and labels: so many of training, and as many as there are, up to that number, of held-out identities."""
    sets = {name: load_set(cache, name) for name in TRAIN_SETS}
    stores = {name: store_faces(cache, photos) for name, photos in sets.items()}
    result = []
    for validation in (False, True):
        pool = [(name, i) for name in TRAIN_SETS for i in sets[name].split(validation)]
        chosen = [pool[i] for i in np.sort(np.random.default_rng(0).permutation(len(pool))[:count])]
        result.append(([(stores[n], i) for n, i in chosen], np.stack([sets[n].labels[i] for n, i in chosen]).astype(np.float32)))
    return result


@torch.no_grad()
def features_of(net: ANet, faces: list) -> np.ndarray:
    """N x 2048 in row, column, channel order, as the shipped nets give them."""
    parts = []
    for start in range(0, len(faces), 64):
        stored = torch.from_numpy(np.stack([store[i] for store, i in faces[start : start + 64]]))
        images = ((warp(stored, None, VIEWS["anet"]) - MEAN) * SCALE).to(memory_format=torch.channels_last)
        parts.append(net.features(images).permute(0, 2, 3, 1).flatten(1).numpy())
    return np.concatenate(parts)


def nets(weights: Path, faces: list) -> dict[str, ANet]:
    before, after = ANet(), ANet()
    load_identity(before, weights / "mobileface_v2_identity.npz")
    load_start(after, str(ONNX / "anet.onnx"), ANET_SIZE)
    first = torch.from_numpy(np.stack([store[i] for store, i in faces[:32]]))
    calibrate_norms(after, (warp(first, None, VIEWS["anet"]) - MEAN) * SCALE)
    return {name: net.eval().to(memory_format=torch.channels_last) for name, net in (("before", before), ("after", after))}


def kept_features(name: str, net: ANet, faces: list, folder: Path) -> np.ndarray:
    """Features from the folder if this very net made them for as many faces."""
    key = hashlib.sha256(b"".join(v.numpy().tobytes() for v in net.state_dict().values())).hexdigest()[:12]
    path = folder / f"features-{name}-{key}-{len(faces)}.npy"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        np.save(path, features_of(net, faces))
    return np.load(path)


def concepts_of(x, y, held, labels) -> dict:
    """Per neuron its attribute, and its average precision above chance on the held-out faces."""
    truth, turned = rarer(y[:CHOOSING])
    high, low = average_precision(x[:CHOOSING], truth)
    gains = np.concatenate([gain(high, truth), gain(low, truth)], 1)
    best = gains.argmax(1)
    held_truth = np.where(turned, 1 - labels, labels)
    held_high, held_low = average_precision(held, held_truth)
    measured = np.concatenate([gain(held_high, held_truth), gain(held_low, held_truth)], 1)
    rows = np.arange(len(best))
    return {"attribute": best % ATTRIBUTE_COUNT, "gain": measured[rows, best], "ranking": np.maximum(gains[:, :ATTRIBUTE_COUNT], gains[:, ATTRIBUTE_COUNT:])}


def few_against_all(x, y, held, labels, ranking) -> list[dict]:
    """SVMs on each attribute's best neurons, chosen by how well they find it on training faces."""
    standard = Standard(x)
    z, z_held = standard(x), standard(held)
    place = np.argsort(np.argsort(-ranking, 0, kind="stable"), 0)
    weights = np.full(labels.shape, 1 / len(labels))
    rows = []
    for share in SHARES:
        count = max(1, round(share * x.shape[1]))
        scores = margins_of(z_held, *fit_masked(z, y, (place < count).T, COST))
        accuracy = ((scores > 0) == (labels > 0)).mean()
        rows.append({"share": share, "neurons": count, "accuracy": accuracy, "precision": mean_precision(scores, labels, weights).mean()})
        print(f"best {share:.1%}: accuracy {accuracy:.4f}", flush=True)
    return rows


def summary(found: dict, few: list[dict]) -> dict:
    per_attribute = {}
    for a, name in enumerate(ATTRIBUTES):
        own = found["attribute"] == a
        best = found["gain"][own].max() if own.any() else None
        per_attribute[name] = {"neurons": int(own.sum()), "bestGain": best}
    counts = {str(level): int((found["gain"] >= level).sum()) for level in (0.1, 0.2, 0.3, 0.5)}
    quantiles = np.sort(found["gain"])[::-1][:: max(1, len(found["gain"]) // 64)]
    return {"meanGain": found["gain"].mean(), "above": counts, "curve": quantiles, "few": few, "attributes": per_attribute}


def plot(result: dict, folder) -> None:
    from facet_train.findings.plots import BLUE, FAINT, plain, plt, save_svg

    figure, axes = plt.subplots(1, 3, figsize=(9.5, 6.0), width_ratios=(1, 1, 1.1))
    for key, colour, label in (("before", FAINT, "before: identities"), ("after", BLUE, "after: attributes")):
        part = result[key]
        axes[0].plot(np.linspace(0, 100, len(part["curve"])), [100 * g for g in part["curve"]], color=colour, label=label)
        axes[1].plot([f["neurons"] for f in part["few"]], [100 * f["precision"] for f in part["few"]], "o-", color=colour)
    axes[0].set(xlabel="neurons, best first, %", ylabel="average precision above chance, %")
    axes[0].set_title("How well neurons find attributes", fontsize=8.5)
    axes[0].legend()
    axes[1].set(xscale="log", xlabel="best neurons given to each SVM", ylabel="mean average precision of the SVMs, %")
    axes[1].set_title("How many neurons it takes", fontsize=8.5)
    before, after = (result[k]["attributes"] for k in ("before", "after"))
    order = sorted(ATTRIBUTES, key=lambda n: after[n]["bestGain"] or 0)
    for y, name in enumerate(order):
        a, b = (100 * (part[name]["bestGain"] or 0) for part in (before, after))
        axes[2].plot([a, b], [y, y], color=FAINT, lw=0.9)
        axes[2].plot(a, y, "o", color=FAINT, ms=3.5)
        axes[2].plot(b, y, "o", color=BLUE, ms=4)
    axes[2].set_yticks(range(ATTRIBUTE_COUNT), [plain(n) for n in order], fontsize=6.5)
    axes[2].set(xlabel="best neuron of the attribute,\naverage precision above chance, %", ylim=(-0.7, 39.7))
    axes[2].set_title("Enrichment by fine-tuning", fontsize=8.5)
    figure.tight_layout()
    save_svg(figure, folder, "neurons")


def main() -> None:
    args = arguments(__doc__, "weights", samples=10_000)
    (faces, y), (held_faces, labels) = choose_faces(args.cache, args.samples)
    shuffle = np.random.default_rng(1).permutation(len(y))  # the sets stand one after another
    result = {"samples": len(y), "heldOut": len(labels), "majority": np.maximum(labels.mean(0), 1 - labels.mean(0)).mean()}
    for name, net in nets(args.weights, faces).items():
        values = kept_features(name, net, [*faces, *held_faces], args.runs)
        x, held = values[: len(y)][shuffle], values[len(y) :]
        found = concepts_of(x, y[shuffle], held, labels)
        result[name] = summary(found, few_against_all(x, y[shuffle], held, labels, found["ranking"]))
    plot(write_json(args.docs, "neurons", result), args.docs)


if __name__ == "__main__":
    main()
