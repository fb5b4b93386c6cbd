import csv
import io
import tarfile

import numpy as np
from facet_train.data import prepare as prepare_data
import pytest
from facet_train.data.attributes import ATTRIBUTES
from facet_train.data.sets import (
    BOX, EYES, TRAIN_SETS, PhotoSet, check_columns, held_out, in_fold, label_digest, learned_from, load_set, scene_people,
)  # fmt: skip
from PIL import Image

COLUMNS = ["file", "width", "height", "identity", *BOX, "face_score", *EYES, *ATTRIBUTES]


def write_set(folder, rows, columns=COLUMNS, name="celeba_hq_val"):
    with tarfile.open(folder / f"{name}.tar", "w") as tar:
        for row in rows:
            buffer = io.BytesIO()
            Image.new("RGB", (8, 6), (10, 20, 30)).save(buffer, "WEBP", lossless=True)
            info = tarfile.TarInfo(row["file"])
            info.size = buffer.tell()
            buffer.seek(0)
            tar.addfile(info, buffer)
    with open(folder / f"{name}.csv", "w", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def row(file, identity="7", width=8):
    box = dict.fromkeys((*BOX, "face_score", *EYES), 1.5)
    return {"file": file, "width": width, "height": 6, "identity": identity, **box, **dict.fromkeys(ATTRIBUTES, 1)}


@pytest.fixture
def two(monkeypatch):
    monkeypatch.setitem(prepare_data.COUNTS, "celeba_hq_val", 2)
    monkeypatch.delitem(prepare_data.LABELS, "celeba_hq_val")


def test_a_prepared_set_gives_back_its_photos(tmp_path, two):
    write_set(tmp_path, [row("a.webp"), row("b.webp")])
    prepare_data.prepare([tmp_path], tmp_path, "celeba_hq_val")
    photos = load_set(tmp_path, "celeba_hq_val")
    assert len(photos) == 2 and photos.photo(1).shape == (6, 8, 3) and photos.photo(1)[0, 0].tolist() == [10, 20, 30]


def test_a_set_with_another_number_of_photos_is_refused(tmp_path, two):
    write_set(tmp_path, [row("a.webp")])
    with pytest.raises(SystemExit, match="expected 2 photos, the CSV has 1 and the tar 1"):
        prepare_data.prepare([tmp_path], tmp_path, "celeba_hq_val")


def test_a_photo_of_another_size_than_its_row_says_is_named(tmp_path, two):
    write_set(tmp_path, [row("a.webp"), row("b.webp", width=9)])
    with pytest.raises(SystemExit, match="b.webp is 8x6, its CSV row says 9x6"):
        prepare_data.prepare([tmp_path], tmp_path, "celeba_hq_val")


def test_a_missing_attribute_is_named():
    with pytest.raises(SystemExit, match="columns missing: Bald, Smiling"):
        check_columns("s", [a for a in ATTRIBUTES if a not in ("Bald", "Smiling")])


def test_another_attribute_order_is_named():
    swapped = [*ATTRIBUTES[:2], ATTRIBUTES[3], ATTRIBUTES[2], *ATTRIBUTES[4:]]
    with pytest.raises(SystemExit, match="attribute 2 is Bags_Under_Eyes, expected Attractive"):
        check_columns("s", swapped)


def test_about_one_identity_in_ten_is_held_out_and_always_the_same():
    share = np.mean([held_out(str(i)) for i in range(5000)])
    assert 0.08 < share < 0.12
    assert held_out("2880") == held_out("2880")


def test_folds_share_out_all_people_about_equally_and_across_the_held_out_ones():
    identities = [str(i) for i in range(3000)]
    parts = [{i for i in identities if in_fold(i, f"{k}/3")} for k in range(3)]
    assert set.union(*parts) == set(identities) and sum(map(len, parts)) == 3000
    for part in parts:
        assert len(part) == pytest.approx(1000, abs=100)
        assert sum(map(held_out, part)) == pytest.approx(100, abs=40)


@pytest.mark.parametrize("fold", ["3/3", "1", "a/b", "-1/3", ""])
def test_a_fold_that_is_none_is_refused(fold):
    with pytest.raises(SystemExit, match="expects a part and a number of parts"):
        in_fold("7", fold)


def test_training_and_validation_share_nobody(tmp_path, two):
    write_set(tmp_path, [row("a.webp", "1"), row("b.webp", "2")])
    prepare_data.prepare([tmp_path], tmp_path, "celeba_hq_val")
    photos = load_set(tmp_path, "celeba_hq_val")
    assert sorted([*photos.split(True), *photos.split(False)]) == [0, 1]


def test_labels_that_are_none_are_named(tmp_path, two):
    write_set(tmp_path, [row("a.webp"), {**row("b.webp"), "Bald": -1}])
    with pytest.raises(SystemExit, match="b.webp has '-1' for Bald, expected 0 or 1"):
        prepare_data.prepare([tmp_path], tmp_path, "celeba_hq_val")


def test_labels_other_than_the_published_ones_are_refused(tmp_path, two, monkeypatch):
    monkeypatch.setitem(prepare_data.LABELS, "celeba_hq_val", label_digest([{**row(f), **dict.fromkeys(ATTRIBUTES, "1")} for f in ("a.webp", "b.webp")]))
    write_set(tmp_path, [row("a.webp"), row("b.webp")])
    prepare_data.prepare([tmp_path], tmp_path, "celeba_hq_val")
    write_set(tmp_path, [row("a.webp"), {**row("b.webp"), "Bald": 0}])
    with pytest.raises(SystemExit, match="labels are others than those that were published"):
        prepare_data.prepare([tmp_path], tmp_path, "celeba_hq_val")


def test_a_tar_in_another_order_than_its_csv_is_refused(tmp_path, two):
    write_set(tmp_path, [row("a.webp"), row("b.webp")])
    rows = [row("b.webp"), row("a.webp")]
    with open(tmp_path / "celeba_hq_val.csv", "w", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    with pytest.raises(SystemExit, match="the tar has a.webp where the CSV has b.webp"):
        prepare_data.prepare([tmp_path], tmp_path, "celeba_hq_val")


def test_a_set_may_lie_in_several_folders_and_a_missing_tar_is_named(tmp_path, two):
    first, second = tmp_path / "one", tmp_path / "two"
    first.mkdir(), second.mkdir()
    write_set(first, [row("a.webp"), row("b.webp")])
    (first / "celeba_hq_val.tar").rename(second / "celeba_hq_val.tar")
    prepare_data.prepare([first, second], tmp_path, "celeba_hq_val")
    assert len(load_set(tmp_path, "celeba_hq_val")) == 2
    with pytest.raises(SystemExit, match="celeba_hq_val.tar is in none of"):
        prepare_data.prepare([first], tmp_path, "celeba_hq_val")


def test_nobody_in_the_held_out_scenes_is_learned_from_and_no_copy_twice():
    names = [str(n) for n in range(60)]
    kept = scene_people(names)
    sets = {name: known(name, names, ".jpg" if name == "celeba_more_train" else ".webp") for name in TRAIN_SETS}
    sets["celeba_more_train"] = known("celeba_more_train", names[:20], ".jpg")
    learned = learned_from(sets)
    assert kept and not {sets[n].identity[i] for n, chosen in learned.items() for i in chosen} & kept
    assert min(int(sets["celeba_aligned_train"].identity[i]) for i in learned["celeba_aligned_train"]) >= 20
    assert len(learned["celeba_hq_train"]) == 60 - len(kept)


def known(name, people, ending):
    """A set of one photo a person, named after them, each with a face."""
    nothing = np.zeros((len(people), 4), np.float32)
    return PhotoSet(name, nothing, nothing, nothing, nothing, nothing, nothing, np.zeros((len(people), 40)), people, [p + ending for p in people])
