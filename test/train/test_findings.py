import json
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from facet_train.findings import common
from facet_train.findings import write_concepts
from facet_train.findings import write_findings
from facet_train.data.attributes import ATTRIBUTES
from facet_train.places import ONNX
from facet_train.findings.filters import best_of
from facet_train.findings.groups import shipped_svm
from facet_train.nets.import_starts import calibrate_norms, load_start
from facet_train.nets.networks import ANet, LNeto
from facet_train.findings.regions import contribution_map, mean_regions, pooled
from facet_train.data.sampler import Pyramid, Square, sample
from facet_train.findings.statistics_of import average_precision, box_iou, cut, gain, k_means, linkage, members, rarer
from facet_train.findings.svm import Standard, fit_masked, largest_penalty, margins_of, mean_precision, signs, sparse_path
from facet_train.findings.windows import Correction, branch_evidence, corrected, inside_photo, learn_threshold, raw_window


def test_average_precision_is_that_of_the_ranked_faces():
    scores, labels = np.array([[0.9], [0.8], [0.7], [0.1]]), np.array([[1], [0], [1], [0]])
    high, low = average_precision(scores, labels)
    assert high[0, 0] == pytest.approx((1 + 2 / 3) / 2)
    assert low[0, 0] == pytest.approx((1 / 2 + 2 / 4) / 2)
    assert mean_precision(scores, labels, np.full((4, 1), 0.25))[0] == pytest.approx(high[0, 0])


def test_a_perfect_neuron_gains_all_and_a_constant_answer_nothing():
    labels = np.array([[1], [1], [0], [0]])
    assert gain(np.array([[1.0]]), labels) == pytest.approx(1)
    assert gain(np.array([[0.5]]), labels) == pytest.approx(0)


def test_average_linkage_joins_the_closest_first_and_averages():
    distance = np.array([[0, 1, 4, 6], [1, 0, 4, 6], [4, 4, 0, 3], [6, 6, 3, 0]], float)
    merges = linkage(distance)
    assert [m[2] for m in merges] == [1, 3, 5]
    assert sorted(map(sorted, cut(merges, 4, 2))) == [[0, 1], [2, 3]]
    assert sorted(members(merges, 4)[-1]) == [0, 1, 2, 3]


def test_k_means_parts_two_heaps():
    points = np.concatenate([np.random.default_rng(0).normal(c, 0.1, (20, 3)) for c in (0, 5)])
    _, nearest = k_means(points, 2, seed=1)
    assert len(set(nearest[:20])) == 1 and len(set(nearest[20:])) == 1 and nearest[0] != nearest[-1]


def bright(left, top, width, height, level=1.0):
    response = np.full((64, 64), 0.1)
    response[top : top + height, left : left + width] = level
    return response


def test_the_window_is_the_bright_region_around_the_peak_alone():
    response = np.maximum(bright(10, 20, 12, 16), bright(40, 20, 10, 10, 0.8))
    assert raw_window(response, 0.5).tolist() == [10, 20, 12, 16]


def test_no_window_begins_in_the_margin_of_the_letterbox():
    class Wide:
        width, height = 64, 32

    response = inside_photo(np.maximum(bright(0, 0, 8, 8, 2.0), bright(30, 28, 8, 6)), Wide)
    assert raw_window(response, 0.5).tolist() == [30, 28, 8, 6]


def test_the_correction_learned_from_windows_gives_the_boxes_back():
    maps = [bright(x, y, 10, 12) for x, y in ((8, 8), (30, 20), (20, 40))]
    boxes = np.array([[x + 2.0, y - 3.0, 5.0, 18.0] for x, y in ((8, 8), (30, 20), (20, 40))])
    correction, overlap = learn_threshold(maps, boxes)
    assert overlap == pytest.approx(1) and corrected(raw_window(maps[0], 0.5), correction).tolist() == pytest.approx(boxes[0].tolist())
    assert corrected(np.array([1.0, 2, 3, 4]), Correction(0.5)).tolist() == [1, 2, 3, 4]


def test_boxes_overlap_by_intersection_over_union():
    assert box_iou(np.array([0.0, 0, 2, 2]), np.array([1.0, 0, 2, 2])) == pytest.approx(2 / 6)
    assert box_iou(np.array([0.0, 0, 2, 2]), np.array([5.0, 5, 2, 2])) == 0


def made_faces(count=400, neurons=30, seed=0):
    """Neuron 3 carries attribute 0, neurons 5 and 7 together attribute 1."""
    rng = np.random.default_rng(seed)
    x = rng.normal(2, 1.5, (count, neurons)).astype(np.float32)
    y = np.stack([x[:, 3] > 2, x[:, 5] - x[:, 7] > 0], 1).astype(np.float32)
    return x, y


def test_above_the_largest_penalty_no_neuron_is_used_and_below_it_the_right_ones_come_first():
    x, y = made_faces()
    z = Standard(x)(x)
    (_, none, _), (_, few, _) = sparse_path(z, y, (1.001, 0.6), iterations=200)
    assert not none.any()
    assert few[0].nonzero().flatten().tolist() == [3] and set(few[1].nonzero().flatten().tolist()) == {5, 7}


def test_the_sparse_fit_is_a_minimum():
    x, y = made_faces()
    z, sign = Standard(x)(x), signs(y)
    (_, weight, bias), = sparse_path(z, y, (0.2,), iterations=400)
    pull = 2 / len(z) * (z.T @ (sign * (1 - sign * (z @ weight.T + bias)).clamp(min=0))).T
    penalty = 0.2 * largest_penalty(z, sign)[:, None].expand_as(pull)
    used = weight != 0
    assert torch.allclose(pull[used], (penalty * weight.sign())[used], atol=2e-3)
    assert (pull.abs()[~used] <= penalty[~used] + 2e-3).all()


def test_an_unknown_label_moves_nothing():
    x, y = made_faces()
    z, unknown = Standard(x)(x), np.concatenate([y, np.full((50, 2), np.nan, np.float32)])
    more = torch.cat([z, torch.randn(50, z.shape[1]) * 9])
    mask = np.ones((2, z.shape[1]))
    for a, b in zip(fit_masked(z, y, mask, 0.01), fit_masked(more, unknown, mask, 0.01)):
        assert torch.allclose(a, b, atol=1e-3)


def test_a_masked_fit_uses_only_the_neurons_it_may():
    x, y = made_faces()
    mask = np.zeros((2, x.shape[1]))
    mask[0, 3] = mask[1, 5] = 1
    weight, bias = fit_masked(Standard(x)(x), y, mask, 1.0)
    assert (weight.numpy() != 0).tolist() == mask.astype(bool).tolist()
    accuracy = ((margins_of(Standard(x)(x), weight, bias) > 0) == y).mean(0)
    assert accuracy[0] > 0.95 and 0.6 < accuracy[1] < 0.9


def svm_of(seed=0):
    return np.random.default_rng(seed).normal(0, 0.01, (40, 2048)).astype(np.float32)


def features_of_examples(*names):
    """What the float net that ships gives for the middle of public photos."""
    photos = [Pyramid(np.asarray(Image.open(common.EXAMPLES / f"{name}.jpg").convert("RGB"))) for name in names]
    images = torch.stack([sample(p, Square(p.width / 2, p.height / 3, p.width / 2), 128) for p in photos]) / 127.5 - 1
    net = ANet()
    load_start(net, str(ONNX / "anet.onnx"), 128)
    calibrate_norms(net, images)
    with torch.no_grad():
        return net.eval().features(images).permute(0, 2, 3, 1).flatten(1).numpy()


def test_a_contribution_map_adds_up_to_the_margin_minus_the_bias():
    features, (weight, bias) = features_of_examples("astronaut"), shipped_svm()
    margin = features @ weight.T + bias
    assert np.allclose(contribution_map(features, weight).sum((2, 3)), margin - bias, atol=1e-4)


def test_two_photos_give_two_maps():
    weight, _ = shipped_svm()
    one, other = contribution_map(features_of_examples("astronaut", "grace-hopper"), weight)
    assert (np.abs(one - other).max((1, 2)) > 0.01).all()
    again, _ = contribution_map(features_of_examples("astronaut", "grace-hopper"), weight)
    assert np.array_equal(one, again)


def test_the_mean_map_lies_where_the_faces_differ():
    features, labels = np.zeros((20, 2048), np.float32), np.zeros((20, 40))
    labels[:10, 4] = 1
    features.reshape(20, 4, 4, 128)[:10, 1, 2, 9] = 3
    weight = np.ones((40, 2048), np.float32)
    maps = mean_regions(features, labels, np.full((20, 40), 0.05), weight)
    assert maps[4, 1, 2] == pytest.approx(3) and maps[4].sum() == pytest.approx(3)


def test_pooling_to_one_cell_is_the_global_mean():
    features = np.random.default_rng(0).normal(size=(3, 2048)).astype(np.float32)
    assert np.allclose(pooled(features, 1), features.reshape(3, 16, 128).mean(1), atol=1e-6)
    assert np.array_equal(pooled(features, 4), features)


def made_concepts():
    rng = np.random.default_rng(3)
    x = rng.normal(size=(500, 2048)).astype(np.float32)
    y = np.stack([x[:, 7 * a] - 0.4 * x[:, 7 * a + 1] > 0 for a in range(40)], 1).astype(np.float32)
    weights = np.full((200, 40), 1 / 200)
    return write_concepts.concepts(x[:300], y[:300], (x[300:], y[300:], weights), "made", svm_of(), np.zeros(40, np.float32))


def test_the_pages_concepts_hold_what_the_page_reads():
    made = made_concepts()
    assert (made["schema"], made["modelsVersion"]) == (1, "made")
    assert list(made["combinations"]) == ATTRIBUTES and list(made["regions"]) == ATTRIBUTES
    assert sorted(n for g in made["groups"] for n in g["attributes"]) == sorted(ATTRIBUTES)
    assert all(len(cells) == 16 for cells in made["regions"].values())
    assert len(json.dumps(made)) < write_concepts.MOST_BYTES
    for a, name in enumerate(ATTRIBUTES):
        combination = made["combinations"][name]
        assert 1 <= len(combination["terms"]) <= write_concepts.MOST_TERMS
        strongest = made["neurons"][combination["terms"][0]["neuron"]]
        assert (strongest["feature"], strongest["attribute"], strongest["inverse"]) == (7 * a, name, False)
        assert combination["terms"][0]["weight"] > 0
    assert np.mean([c["accuracy"] for c in made["combinations"].values()]) > 0.65


def test_a_section_without_results_is_left_out_and_named():
    page, missing = write_findings.fill("# Head\n<!-- section: groups -->\nin {t[groupCount]} groups\n<!-- section: tags -->\nx\n", {"groups": groups_json()})
    assert page == "# Head\nin 2 groups\n" and missing == ["tags"]


def groups_json():
    return {"groups": [["Bald"], ["Male", "Mustache"]], "closest": [["Male", "Mustache", 0.5]], "opposed": []}


def test_results_are_written_with_five_decimals(tmp_path):
    written = common.write_json(tmp_path, "made", {"a": np.float32(1 / 3), "b": [np.int64(2), {"c": np.array([0.123456789])}]})
    assert written == {"a": 0.33333, "b": [2, {"c": [0.12346]}]}
    assert json.loads((tmp_path / "made.json").read_text()) == written


def test_the_evidence_of_all_places_is_no_less_than_the_logits_they_give():
    torch.manual_seed(0)
    net, features = LNeto().eval(), torch.rand(1, 48, 16, 16)
    for layer in (net.branch[0], net.branch[3]):
        torch.nn.init.zeros_(layer.bias)
    with torch.no_grad():
        logits, evidence = net.attributes(features)[0], branch_evidence(net, features)
        half = branch_evidence(net, features / 2)
    assert evidence.shape == (16, 16) and evidence.sum() >= logits.abs().sum() - 1e-4
    assert torch.allclose(half, evidence / 2, atol=1e-6)


def test_a_frequent_attribute_is_judged_by_its_absence():
    truth, turned = rarer(np.array([[1, 0], [1, 0], [1, 1], [0, 0]]))
    assert truth.tolist() == [[0, 0], [0, 0], [0, 1], [1, 0]] and turned.tolist() == [True, False]


def test_findings_is_its_template_filled_from_the_results_beside_it():
    results = {n: json.loads(p.read_text()) for n in write_findings.SECTIONS if (p := common.DOCS / f"{n}.json").exists()}
    page, _ = write_findings.fill(write_findings.TEMPLATE.read_text(), results)
    assert common.DOCS.with_suffix(".md").read_text() == page


def test_each_filter_gets_its_attribute_and_each_attribute_its_filter():
    rng = np.random.default_rng(0)
    labels = (rng.random((300, 3)) < [0.3, 0.7, 0.4]).astype(np.float32)
    scores = np.stack([labels[:, 1], -labels[:, 0], rng.random(300)], 1) + rng.normal(0, 0.05, (300, 3))
    rows = best_of(scores, labels, ["Bald", "Young", "Male"])
    assert [(r["attribute"], r["inverse"]) for r in rows[:2]] == [("Young", False), ("Bald", True)]
    found = best_of(scores, labels, ["Bald", "Young", "Male"], each="attribute")
    assert [(r["attribute"], r["filter"]) for r in found[:2]] == [("Bald", 1), ("Young", 0)]
    assert found[1]["precision"] > 0.95 and found[1]["base"] == pytest.approx(1 - labels[:, 1].mean())
