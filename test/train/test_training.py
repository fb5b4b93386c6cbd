import json
import math

import numpy as np
import pytest
import torch
from facet_train.data.attributes import ATTRIBUTES
from facet_train.data.augment import cover_face
from facet_train.stages.calibrate import PULLS, choose_pull, choose_thresholds, fit_sigmoid
from facet_train.config import SIDE_UNIT, VIEWS, LocalizerConfig
from facet_train.data.crops import HeadMaker
from facet_train.data.sets import PhotoSet
from facet_train.data.faces import face_square, warp
from facet_train.stages.finetune_anet import mixed
from facet_train.stages.fit_svm import fit, margins
from facet_train.nets.import_starts import calibrate_norms
from facet_train.stages.loop import Run, cosine, optimizer_for
from facet_train.nets.networks import ANet, LNeto, LNets
from facet_train.data.sampler import Pyramid, Square
from facet_train.data.scenes import colour_beyond, split, targets
from facet_train.stages.soft_targets import agreed, faces_for


def test_targets_decode_back_to_the_heads_they_came_from():
    heat, weight, box, box_weight = targets(np.array([[100.0, 60, 48, 1]], np.float32), 32)
    row, column = np.argwhere(heat == 1)[0]
    dx, dy, log_side = box[:, row, column]
    assert ((column + 0.5 + dx) * 8, (row + 0.5 + dy) * 8) == pytest.approx((100, 60), abs=1e-4)
    assert math.exp(log_side) * SIDE_UNIT == pytest.approx(48, rel=1e-5)
    assert weight.all() and box_weight[row, column] > 0.3


def test_a_doubtful_head_is_neither_rewarded_nor_punished():
    heat, weight, _, _ = targets(np.array([[100.0, 60, 48, 0]], np.float32), 32)
    assert heat.max() == 0 and weight[7, 12] == 0 and weight.mean() > 0.9


def test_a_mosaics_cells_cover_the_picture_once():
    covered = np.zeros((256, 256), int)
    for left, top, width, height in split(np.random.default_rng(0), 256, 13):
        covered[top : top + height, left : left + width] += 1
    assert (covered == 1).all()


@pytest.mark.parametrize("face", [(64, 64, 30, 40), (2, 126, 30, 40)])
def test_what_covers_a_face_leaves_a_third_of_it_and_everything_around_it(face):
    x, y, width, height = face
    rows, columns = np.mgrid[0:128, 0:128] + 0.5
    inside = (abs(columns - x) <= width / 2) & (abs(rows - y) <= height / 2)
    around = (abs(columns - x) <= width) & (abs(rows - y) <= height)
    hidden = []
    for seed in range(60):
        picture = torch.rand(3, 128, 128) * 255
        image = picture.clone()
        cover_face(image, np.random.default_rng(seed), *face)
        changed = (image != picture).any(0).numpy()
        assert not (changed & ~around).any()
        hidden.append((changed & inside).sum() / (width * height))
    assert 0.1 < max(hidden) < 0.7


class Plain(HeadMaker):
    """Faces are red and everything else is green."""

    def __init__(self):
        self.size = 128

    def face(self, rng):
        return torch.tensor([255.0, 0, 0])[:, None, None].repeat(1, 128, 128), None, None

    def empty(self, rng):
        return torch.tensor([0.0, 255, 0])[:, None, None].repeat(1, 128, 128), None, None


def test_a_neighbour_leaves_the_face_whole_and_no_face_comes_to_a_crop_without_one():
    face = np.array([1, 0.1, -0.05, math.log(0.3), math.log(0.4), 0], np.float32)
    nobody = np.array([0, *[np.nan] * 5], np.float32)
    share = []
    for seed in range(80):
        image = torch.zeros(3, 128, 128)
        Plain().put_neighbour(np.random.default_rng(seed), image, face)
        assert not image[:, 33:82, 58:96].any()  # the face: 57.6 to 96 across, 32 to 83.2 down
        share.append(image.any(0).float().mean().item())
        image = torch.zeros(3, 128, 128)
        Plain().put_neighbour(np.random.default_rng(seed), image, nobody)
        assert not (image[0] == 255).any()
    assert max(share) > 0.3


def test_where_a_cell_reaches_beyond_its_photo_it_shows_one_colour():
    photo = Pyramid(np.full((40, 60, 3), 200, np.uint8))
    cell = torch.full((3, 50, 100), 200.0)
    colour_beyond(np.random.default_rng(0), cell, photo, Square(center_x=20, center_y=30, side=100))
    # The cell shows -30 to 70 across and 5 to 55 down.
    assert (cell[:, :35, 30:90] == 200).all()
    beyond = torch.cat([cell[:, :, :30].flatten(1), cell[:, :, 90:].flatten(1), cell[:, 35:].flatten(1)], 1)
    assert (beyond == beyond[:, :1]).all() and beyond[0, 0] != 200


def test_folded_norms_start_as_identities():
    torch.manual_seed(0)
    net = LNets()
    first = net.backbone.stem
    first[2].folded = True
    first[2].bias.data = torch.randn(8)
    images = torch.randn(4, 3, 128, 128)
    expected = torch.clamp(first[1](first[0](images)) + first[2].bias[:, None, None], 0, 6)
    calibrate_norms(net, images)
    assert torch.allclose(net.eval().backbone.stem(images), expected, atol=1e-4)


def test_nets_give_the_shapes_the_manifest_promises():
    with torch.no_grad():
        lneto = LNeto().eval().outputs(torch.zeros(1, 3, 256, 256))
        lnets = LNets().eval().outputs(torch.zeros(2, 3, 128, 128))
        anet = ANet().eval().outputs(torch.zeros(2, 3, 128, 128))
    assert {k: tuple(v.shape[1:]) for k, v in lneto.items()} == {"heat": (1, 32, 32), "box": (3, 32, 32), "response": (1, 32, 32)}
    assert {k: tuple(v.shape) for k, v in lnets.items()} == {"face": (2, 7), "response": (2, 1, 16, 16)}
    assert tuple(anet["features"].shape) == (2, 128, 4, 4)


def make_run(folder, steps=4, **config):
    torch.manual_seed(0)
    net = torch.nn.Linear(3, 1)
    return Run(folder, LocalizerConfig(**config), net, optimizer_for(net, 1e-2, 0.0), steps)


def advance(run, steps):
    for _ in range(steps):
        run.advance(run.net(torch.ones(1, 3)).pow(2).sum(), {})


def test_a_loss_that_is_not_a_number_stops_the_run_and_keeps_the_last_good_checkpoint(tmp_path):
    run = make_run(tmp_path)
    advance(run, 2)
    run.save()
    with pytest.raises(SystemExit, match="the last good checkpoint is kept"):
        run.advance(run.net(torch.full((1, 3), math.nan)).sum(), {})
    assert make_run(tmp_path).step == 2


def test_a_resumed_run_ends_where_an_unbroken_one_does(tmp_path):
    whole, first = make_run(tmp_path / "a"), make_run(tmp_path / "b")
    advance(whole, 4)
    advance(first, 2)
    first.save()
    second = make_run(tmp_path / "b")
    advance(second, 2)
    assert torch.equal(whole.net.weight, second.net.weight) and torch.equal(whole.average.state["weight"], second.average.state["weight"])


def test_a_run_that_was_begun_with_another_config_is_not_resumed(tmp_path):
    run = make_run(tmp_path)
    advance(run, 2)
    run.save()
    with pytest.raises(SystemExit, match="begun with another seed"):
        make_run(tmp_path, seed=7)


def test_the_learning_rate_rises_then_falls_to_zero():
    assert cosine(0, 1000) < 0.02 and cosine(100, 1000) > 0.95 and cosine(1000, 1000) == pytest.approx(0)


def test_a_face_square_is_centred_on_the_face_and_turned_with_it():
    square = face_square(np.array([10, 20, 30, 40]), 0.3)
    assert (square.center_x, square.center_y, square.roll) == (25, 40, 0.3)
    assert square.side == pytest.approx(2.0 * math.sqrt(1200))


def test_the_unjittered_warp_keeps_the_middle_of_a_stored_face():
    stored = torch.zeros(1, 3, 208, 208, dtype=torch.uint8)
    stored[:, :, 96:112, 96:112] = 240
    face = warp(stored, None, VIEWS["anet"])
    assert face.shape == (1, 3, 128, 128) and face[0, 0, 64, 64] == 240 and face[0, 0, 40, 64] == 0


def test_the_svms_separate_what_a_line_separates():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(400, 6)).astype(np.float32)
    y = (x @ rng.normal(size=(6, 40)) + 0.3 > 0).astype(np.float32)
    weight, bias = fit(torch.from_numpy(x), torch.from_numpy(y), 1.0)
    assert ((margins(x, weight, bias) > 0) == y).mean() > 0.97


def test_an_unknown_label_says_nothing_to_the_svms():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(400, 6)).astype(np.float32)
    y = (x @ rng.normal(size=(6, 40)) > 0).astype(np.float32)
    unknown = y.copy()
    unknown[:100, 3] = np.nan
    weight, _ = fit(torch.from_numpy(x), torch.from_numpy(unknown), 1.0)
    without, _ = fit(torch.from_numpy(x), torch.from_numpy(y), 1.0)
    known_only, _ = fit(torch.from_numpy(x[100:]), torch.from_numpy(y[100:]), 1.0)
    assert torch.allclose(weight[4], without[4], atol=0.02) and not torch.allclose(weight[3], without[3], atol=0.02)
    assert torch.allclose(weight[3] / weight[3].norm(), known_only[3] / known_only[3].norm(), atol=0.05)


def test_a_tiny_cost_leaves_the_svms_at_the_classifier_they_are_pulled_towards():
    rng = np.random.default_rng(0)
    x, y = torch.from_numpy(rng.normal(size=(200, 6)).astype(np.float32)), torch.from_numpy((rng.random((200, 40)) > 0.5).astype(np.float32))
    prior = (torch.from_numpy(rng.normal(size=(40, 6)).astype(np.float32)), torch.zeros(40))
    weight, _ = fit(x, y, 1e-9, prior=prior)
    assert torch.allclose(weight, prior[0], atol=1e-3)


def test_the_sigmoid_recovers_the_probabilities_that_made_the_labels():
    rng = np.random.default_rng(0)
    scores = rng.normal(size=(20_000, 1))
    labels = (rng.random((20_000, 1)) < 1 / (1 + np.exp(-(2 * scores - 0.7)))).astype(int)
    slope, intercept = fit_sigmoid(scores, labels, np.full((20_000, 1), 1 / 20_000))
    assert slope[0] == pytest.approx(2, abs=0.1) and intercept[0] == pytest.approx(-0.7, abs=0.1)


def test_a_rare_attribute_gets_a_lower_balanced_threshold_than_accurate_one():
    labels = np.arange(1000)[:, None] < 120
    accurate, balanced = choose_thresholds(labels, np.full((1000, 1), 1 / 1000))
    assert accurate[0] == 0.5 and balanced[0] == pytest.approx(0.12)


def test_soft_targets_are_mixed_into_all_labels_but_blurry():
    labels, soft = np.zeros((1, 40), np.float32), np.ones((1, 40), np.float32)
    labels[0, 0] = np.nan
    targets = mixed(labels, soft, 0.7)
    assert np.isnan(targets[0, 0]) and targets[0, 1] == pytest.approx(0.7)
    assert targets[0, ATTRIBUTES.index("Blurry")] == 0


def test_a_teacher_that_left_people_out_speaks_of_them_alone(tmp_path):
    photos = people(300)
    faces, everything = photos.split(validation=False), np.zeros((300, 40), np.float32)
    found = []
    for part in range(3):
        (tmp_path / "config.json").write_text(json.dumps({"fold": f"{part}/3"}))
        asked = faces_for(tmp_path, photos)
        found.append(np.full_like(everything, np.nan))
        found[-1][asked] = part
    targets = agreed(found, faces, "faces")
    for part in range(3):
        assert (targets[faces] == part).all(1).sum() == photos.in_fold(f"{part}/3")[faces].sum() > 50
    with pytest.raises(SystemExit, match="no teacher speaks of"):
        agreed(found[:2], faces, "faces")


def test_teachers_of_all_faces_agree_on_their_mean(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    photos = people(20)
    assert (faces_for(tmp_path, photos) == photos.split(validation=False)).all()
    found = [np.full((20, 40), p, np.float32) for p in (0.2, 0.6)]
    targets = agreed(found, np.arange(20), "faces")
    assert targets == pytest.approx(0.4)
    assert targets.dtype == np.float32  # what finetune_anet.py reads, at half the size of a float64


def people(count):
    """Photos of as many people, of whom nothing but the labels and boxes is known."""
    nothing = np.zeros((count, 4), np.float32)
    return PhotoSet("faces", nothing, nothing, nothing, nothing, nothing, nothing, np.zeros((count, 40)), [str(i) for i in range(count)], [""] * count)


def pull_for(count, slopes, intercepts):
    rng = np.random.default_rng(0)
    margins = rng.normal(size=(count, 40))
    labels = (rng.random((count, 40)) < 1 / (1 + np.exp(-(margins * slopes + intercepts)))).astype(float)
    pull, tried = choose_pull(margins, labels, np.full((count, 40), 1 / count), rng.random((count, 2)) < 0.5)
    assert [t["pull"] for t in tried] == list(PULLS)
    return pull


def test_sigmoids_are_drawn_together_where_they_are_alike_and_photos_few():
    assert pull_for(60, 2.0, 0.0) == PULLS[-1]
    assert pull_for(4000, np.linspace(0.5, 4, 40), np.linspace(-2, 2, 40)) <= PULLS[1]
