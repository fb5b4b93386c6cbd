"""Finding 2, filters as detectors: what the 48 filters of LNeto's last map, and groups of them, find in whole scenes.

    python -m facet_train.findings.filters --data <data>

A filter's answer to a photo is its highest value on the map of the shipped net. Photos: scenes of held-out identities and
celeba_wild_test; photos without people that no training saw stand against them for "a face at all". Clusters of the
photos' 48 answers are described by the attributes that are more frequent in them than elsewhere.
"""

import numpy as np
import torch

from facet_train.findings.common import arguments, write_json
from facet_train.data.attributes import ATTRIBUTES
from facet_train.config import LNETO_SIZE, MEAN, SCALE
from facet_train.places import ONNX
from facet_train.nets.import_starts import calibrate_norms, load_start
from facet_train.nets.localize import letterbox
from facet_train.nets.networks import LNeto
from facet_train.data.sampler import Pyramid, sample
from facet_train.findings.scenes_read import empty_photos, examples, held_out_scenes, test_scenes
from facet_train.findings.statistics_of import assign, average_precision, cut, gain, k_means, linkage, rarer

FEWEST = 30  # photos with an attribute, below which an average precision is noise
GROUPS, CLUSTERS = 8, 8
SURE_Z = 3.0


@torch.no_grad()
def answers(net: LNeto, photos: list[Pyramid]) -> np.ndarray:
    """N x 48: the highest value of each filter of the last map over the letterboxed photo."""
    inputs = ((sample(p, letterbox(p), LNETO_SIZE)[None] - MEAN) * SCALE for p in photos)
    return np.concatenate([net(image)[1].amax((2, 3)).numpy() for image in inputs])


def shipped_lneto(photos: list[Pyramid]) -> LNeto:
    net = LNeto()
    load_start(net, str(ONNX / "lneto.onnx"), LNETO_SIZE)
    calibrate_norms(net, (torch.stack([sample(p, letterbox(p), LNETO_SIZE) for p in photos[:8]]) - MEAN) * SCALE)
    return net.eval()


def best_of(scores: np.ndarray, labels: np.ndarray, names: list[str], each: str = "column") -> list[dict]:
    """For each column of scores the attribute whose rarer answer it finds best, high or low, above chance.

    With each = "attribute" the other way round: for each attribute the column that finds it best.
    """
    truth, turned = rarer(labels)
    high, low = average_precision(scores, truth)
    gains = np.stack([gain(high, truth), gain(low, truth)])
    if each == "column":
        best = [(i, *np.unravel_index(int(gains[:, i].argmax()), gains[:, i].shape)) for i in range(gains.shape[1])]
        places = [(falling, i, a) for i, falling, a in best]
    else:
        best = [(a, *np.unravel_index(int(gains[:, :, a].argmax()), gains[:, :, a].shape)) for a in range(gains.shape[2])]
        places = [(falling, i, a) for a, falling, i in best]
    return [
        {"filter": int(i), "attribute": names[a], "inverse": bool(falling != turned[a]), "precision": (low if falling else high)[i, a],
         "base": truth[:, a].mean(), "gain": gains[falling, i, a]}
        for falling, i, a in places
    ]  # fmt: skip


def group_filters(pattern: np.ndarray, alive: np.ndarray) -> list[list[int]]:
    """Filters that answer to the same photos: average linkage on 1 minus correlation; silent ones left out."""
    merges = linkage(1 - np.corrcoef(pattern[:, alive].T))
    return [[int(alive[i]) for i in group] for group in cut(merges, len(alive), min(GROUPS, len(alive)))]


def describe_cluster(chosen: np.ndarray, labels: np.ndarray, names: list[str]) -> list[dict]:
    """Attributes more frequent in a cluster than overall by more than SURE_Z standard errors, strongest first."""
    base, share = labels.mean(0), labels[chosen].mean(0)
    z = (share - base) / np.sqrt(base * (1 - base) / chosen.sum()).clip(1e-9)
    order = [i for i in np.argsort(-z) if z[i] > SURE_Z][:5]
    return [{"attribute": names[i], "share": share[i], "overall": base[i]} for i in order]


def plot(result: dict, folder) -> None:
    from facet_train.findings.plots import plain, plt, save_svg

    clusters = [c for c in result["clusters"] if c["photos"]]
    shown = [n for n in result["attributes"] if any(abs(c["difference"][n]) > 0.12 for c in clusters)]
    values = np.array([[100 * c["difference"][n] for n in shown] for c in clusters])
    figure, axes = plt.subplots(figsize=(9.5, 3.6))
    image = axes.imshow(values, cmap="RdBu_r", vmin=-50, vmax=50, aspect="auto", interpolation="nearest")
    axes.set_xticks(range(len(shown)), [plain(n) for n in shown], rotation=60, ha="right", fontsize=7)
    axes.set_yticks(range(len(clusters)), [f"pattern {c['number']}: {c['photos']} photos" for c in clusters], fontsize=7.5)
    figure.colorbar(image, ax=axes, pad=0.01, label="points above the share of all photos")
    save_svg(figure, folder, "filters")


def main() -> None:
    args = arguments(__doc__, "data", limit=10_000)
    scenes = [*held_out_scenes(args.cache, args.limit), *test_scenes(args.data, args.limit)]
    net = shipped_lneto([s.photo for s in scenes])
    people, empty = answers(net, [s.photo for s in scenes]), answers(net, empty_photos(args.cache, args.limit))
    all_labels = np.stack([s.labels for s in scenes]).astype(np.float32)
    enough = np.minimum(all_labels.sum(0), (1 - all_labels).sum(0)) >= min(FEWEST, len(scenes) // 8)
    labels, names = all_labels[:, enough], [n for n, e in zip(ATTRIBUTES, enough) if e]
    faces = np.concatenate([np.ones(len(people)), np.zeros(len(empty))])[:, None]
    face_high, face_low = average_precision(np.concatenate([people, empty]), faces)
    mean, deviation = people.mean(0), people.std(0) + 1e-6

    def pattern_of(values: np.ndarray) -> np.ndarray:
        """Which filters answer more than the others do: how strongly all of them answer hangs on the face's size."""
        standard = (values - mean) / deviation
        return standard - standard.mean(1, keepdims=True)

    alive = np.flatnonzero(people.std(0) > 1e-4)
    pattern = pattern_of(people)
    groups = group_filters(pattern, alive)
    together = np.stack([pattern[:, g].mean(1) for g in groups], 1)
    centres, nearest = k_means(pattern, CLUSTERS, seed=1)
    known = examples()
    of_examples = assign(pattern_of(answers(net, list(known.values()))), centres)
    clusters = []
    for k in range(CLUSTERS):
        chosen = nearest == k
        difference = dict(zip(names, labels[chosen].mean(0) - labels.mean(0))) if chosen.any() else {}
        clusters.append({"number": k + 1, "photos": int(chosen.sum()), "more": describe_cluster(chosen, labels, names) if chosen.any() else [],
                         "examples": [n for n, c in zip(known, of_examples) if c == k], "difference": difference})  # fmt: skip
    single = [row for row in best_of(people, labels, names) if row["filter"] in alive]
    detectors = best_of(people, labels, names, each="attribute")
    result = {
        "scenes": len(people),
        "empty": len(empty),
        "silent": people.shape[1] - len(alive),
        "attributes": names,
        "facePrecision": {"best": max(face_high.max(), face_low.max()), "base": faces.mean()},
        "single": sorted(single, key=lambda r: -r["gain"]),
        "detectors": sorted(detectors, key=lambda r: -r["gain"]),
        "groups": [{**row, "filters": g} for g, row in zip(groups, best_of(together, labels, names))],
        "clusters": clusters,
    }
    plot(write_json(args.docs, "filters", result), args.docs)


if __name__ == "__main__":
    main()
