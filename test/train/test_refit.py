import base64
import csv
import json

import numpy as np
import pytest
import torch
from facet_train.data.attributes import ATTRIBUTES
from facet_train.stages.refit_svm import LabelledFeatures, folds_of, judge, read_set, refit


def made(people=40, photos=3, dimensions=60):
    """Attribute i is feature i above 0, with a little noise; some people have several photos."""
    random = np.random.default_rng(0)
    values = random.normal(size=(people * photos, dimensions)).astype(np.float32)
    labels = (values[:, :40] + 0.1 * random.normal(size=(len(values), 40)) > 0).astype(np.uint8)
    return LabelledFeatures("abc", values, labels, [f"person {i // photos}" for i in range(len(values))])


def test_all_photos_of_a_person_share_a_fold():
    data = made()
    fold = folds_of(data.identity, 5, 1)
    assert {len({f for f, who in zip(fold, data.identity) if who == person}) for person in data.identity} == {1}
    assert set(fold) == set(range(5))
    with pytest.raises(SystemExit, match="3 people are too few for 5 folds"):
        folds_of(["a", "b", "c", "a"], 5, 1)


def test_the_file_holds_svms_that_tell_the_attributes_apart_of_new_people(monkeypatch):
    monkeypatch.setattr("facet_train.stages.refit_svm.COSTS", (1e-2, 1e-1))
    torch.manual_seed(0)
    data = made()
    result = json.loads(json.dumps(refit(data, 1)))
    assert [a["name"] for a in result["attributes"]] == ATTRIBUTES
    assert (result["version"], result["dimensions"]) == ("abc", 60)
    weight = np.frombuffer(base64.b64decode(result["weights"]), "<f4").reshape(60, 40)
    bias = np.frombuffer(base64.b64decode(result["bias"]), "<f4")
    other = np.random.default_rng(9).normal(size=(500, 60)).astype(np.float32)
    assert ((other @ weight + bias > 0) == (other[:, :40] > 0)).mean() > 0.75
    assert all(0 < a["accurate"] < 1 and 0 < a["balanced"] < 1 and a["slope"] > 0 for a in result["attributes"])


def test_margins_are_judged_by_the_share_of_labels_they_get_right():
    data = made()
    fold = folds_of(data.identity, 5, 1)
    perfect = np.where(data.labels == 1, 3.0, -3.0)
    assert judge(perfect, data.labels, fold) == 1.0
    nothing = np.random.default_rng(2).normal(size=perfect.shape)
    assert judge(nothing, data.labels, fold) < 0.6


def test_features_of_another_set_are_refused(tmp_path):
    (tmp_path / "features.json").write_text(json.dumps({"version": "v", "dimensions": 2, "files": ["a.webp"], "missed": []}))
    np.zeros(2, "<f4").tofile(tmp_path / "features.bin")
    labels = tmp_path / "other.csv"
    with open(labels, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["file", "identity", *ATTRIBUTES])
        writer.writerow(["b.webp", "Ada", *["0"] * 40])
    with pytest.raises(SystemExit, match="lacks 1 files that have features, a.webp first"):
        read_set(tmp_path, labels)
