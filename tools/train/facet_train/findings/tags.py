"""Finding 2, attribute labels alone localize: LNeto fine-tuned with 40 tags a photo and no box at all.

    python -m facet_train.findings.tags --data <data> --weights <weights>

Whole scenes, moved and zoomed without regard to the face. What the net learned is read from the mean of its last map:
threshold and a fixed correction of the window are chosen on held-out identities, recall is reported on celeba_wild_test.
Started again it goes on from the last checkpoint.
"""

import numpy as np
import torch

from facet_train.findings.common import arguments, write_json
from facet_train.config import LNETO_SIZE, MEAN, SCALE
from facet_train.places import ONNX
from facet_train.nets.import_starts import calibrate_norms, load_start
from facet_train.nets.localize import face_in, letterbox, strongest_head
from facet_train.nets.networks import LNeto
from facet_train.data.sampler import Pyramid, sample
from facet_train.findings.scenes_read import examples, held_out_scenes, test_scenes
from facet_train.findings.statistics_of import box_iou
from facet_train.findings.train_tags import SIZE, train
from facet_train.findings.windows import Correction, branch_evidence, corrected, learn, learn_threshold, mean_response, raw_window, response_map, to_photo

LEVELS = np.round(np.arange(0.1, 0.91, 0.05), 2)


def to_map(box: np.ndarray, photo: Pyramid, size: int) -> np.ndarray:
    square = letterbox(photo)
    corner = np.array([square.center_x, square.center_y]) - square.side / 2
    return np.concatenate([box[:2] - corner, box[2:]]) * size / square.side


def by_response(net: LNeto, chosen_on, tested_on, read=mean_response) -> tuple[np.ndarray, dict, Correction]:
    """IoU on each test scene of the windows that a net's response maps give."""
    maps = [response_map(net, s.photo, SIZE, read) for s in chosen_on]
    correction, validation = learn_threshold(maps, np.stack([to_map(s.box, s.photo, SIZE) for s in chosen_on]))
    windows, raw, boxes = [], [], []
    for scene in tested_on:
        window = raw_window(response_map(net, scene.photo, SIZE, read), correction.threshold)
        raw.append(window)
        windows.append(corrected(window, correction))
        boxes.append(to_map(scene.box, scene.photo, SIZE))
    raw, windows, boxes = np.stack(raw), np.stack(windows), np.stack(boxes)
    center = boxes[:, :2] + boxes[:, 2:] / 2
    inside = ((center >= raw[:, :2]) & (center <= raw[:, :2] + raw[:, 2:])).all(1)
    facts = {"validationMeanIou": validation, "threshold": correction.threshold, "shift": correction.shift,
             "logSize": correction.log_size, "rawHoldsFaceCentre": float(inside.mean())}  # fmt: skip
    return box_iou(windows, boxes), facts, correction


def by_shipped(net: LNeto, chosen_on, tested_on) -> tuple[np.ndarray, Correction]:
    """IoU of the face that the shipped LNeto's strongest head implies, corrected as the windows are."""
    found = [np.stack([face_in(strongest_head(net, s.photo, LNETO_SIZE)[0]) for s in part]) for part in (chosen_on, tested_on)]
    correction, _ = learn(found[0], np.stack([s.box for s in chosen_on]), 0.0)
    return box_iou(corrected(found[1], correction), np.stack([s.box for s in tested_on])), correction


def by_habit(chosen_on, tested_on) -> np.ndarray:
    """IoU of one window for all photos, the median face of the others: what needs no net at all."""
    boxes = np.stack([to_map(s.box, s.photo, SIZE) for s in chosen_on])
    center, size = np.median(boxes[:, :2] + boxes[:, 2:] / 2, 0), np.median(boxes[:, 2:], 0)
    always = np.concatenate([center - size / 2, size])
    return box_iou(always[None], np.stack([to_map(s.box, s.photo, SIZE) for s in tested_on]))


def curve(overlaps: np.ndarray) -> dict:
    return {"recall": [(overlaps >= level).mean() for level in LEVELS], "iou30": (overlaps >= 0.3).mean(),
            "iou50": (overlaps >= 0.5).mean(), "meanIou": overlaps.mean()}  # fmt: skip


def main() -> None:
    from facet_train.findings.tags_plots import plot_maps, plot_recall

    args = arguments(__doc__, "data", "weights", samples=46_080, limit=10_000)
    before, tagged = train(args, args.runs / f"tags-{args.samples}")
    shipped = LNeto()
    load_start(shipped, str(ONNX / "lneto.onnx"), LNETO_SIZE)
    chosen_on, tested_on = held_out_scenes(args.cache, args.limit), test_scenes(args.data, args.limit)
    first = torch.stack([sample(s.photo, letterbox(s.photo), LNETO_SIZE) for s in chosen_on[:8]])
    calibrate_norms(shipped, (first - MEAN) * SCALE)
    from_tags, tag_facts, correction = by_response(tagged, chosen_on, tested_on)
    through_branch, branch_facts, _ = by_response(tagged, chosen_on, tested_on, branch_evidence)
    untrained, before_facts, _ = by_response(before, chosen_on, tested_on)
    overlaps, head_correction = by_shipped(shipped, chosen_on, tested_on)
    result = {
        "samples": args.samples,
        "chosenOn": len(chosen_on),
        "testedOn": len(tested_on),
        "levels": LEVELS,
        "tags": {**curve(from_tags), **tag_facts},
        "branch": {**curve(through_branch), **branch_facts},
        "objects": {**curve(untrained), **before_facts},
        "shipped": curve(overlaps),
        "habit": curve(by_habit(chosen_on, tested_on)),
    }
    plot_recall(write_json(args.docs, "tags", result), args.docs)
    rows = []
    for name, photo in examples().items():
        response = response_map(tagged, photo, SIZE)
        window = to_photo(corrected(raw_window(response, correction.threshold), correction), photo, SIZE)
        face = corrected(face_in(strongest_head(shipped, photo, LNETO_SIZE)[0]), head_correction)
        rows.append((name, photo, response, window, response_map(shipped, photo, LNETO_SIZE), face))
    plot_maps(rows, args.docs)


if __name__ == "__main__":
    main()
