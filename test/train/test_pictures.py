"""What the localizers' training pictures show of cut, dark, hidden and turned faces, and what they ask for."""

import math

import numpy as np
import pytest
import torch
from facet_train.data.augment import darken, hide_face, stretch
from facet_train.config import HEAD, CoverShares, CropShares, CutShares, LocalizerConfig, PhotoShares, SceneShares
from facet_train.data.crops import HeadMaker, turned_box
from facet_train.data.cuts import beyond, cut_photo, window
from facet_train.data.sets import Face, PhotoSet, is_turned
from facet_train.data.scenes import SceneMaker, targets

BOX = np.array([60, 40, 43, 58], np.float32)  # of the one face in a picture of 160 x 200
STILL = CropShares(empty=0, neighbour=0, shrunk=0, place=0, size=0, roll=0, more_tilted=0, lying=0, cut_place=0, cut_size=0, turned_faces=0)


def photos(box=BOX):
    """One photo: its columns count up in red, its rows in green."""
    rows, columns = np.mgrid[0:200, 0:160].astype(np.uint8)
    pixels = np.stack([columns, rows, np.zeros_like(rows)], 2)
    eyes = np.array([[70, 60, 90, 60]], np.float32)
    return PhotoSet("s", pixels.ravel(), np.array([0]), np.array([[160, 200]]), box[None], np.array([0.9]), eyes, np.zeros((1, 40), np.uint8), ["1"], ["a"])


def crops(**shares):
    config = LocalizerConfig(net="lnets", size=128, crops=STILL, cover=CoverShares(covered=0), **shares)
    return HeadMaker([(photos(), np.array([0]))], photos(), config)


@pytest.mark.parametrize("shares", [CutShares(all_sides=1), CutShares(all_sides=0, one_side=1), CutShares(all_sides=0, one_side=0)])
def test_a_cut_photo_ends_within_its_face_by_no_more_than_the_config_says(shares):
    rng, seen = np.random.default_rng(0), []
    for _ in range(200):
        cut = beyond(rng, shares)
        left, top, right, bottom = window(BOX, cut, 160, 200)
        ends = np.array([left - BOX[0], top - BOX[1], BOX[0] + BOX[2] - right, BOX[1] + BOX[3] - bottom]) / BOX[[2, 3, 2, 3]]
        assert (ends[cut > 0] == pytest.approx(cut[cut > 0], abs=0.5 / 43)) and (ends[cut == 0] < 0).all()
        seen.append(cut)
    most = shares.most_one if shares.one_side == 1 else shares.most
    assert most * 0.9 < np.max(seen) <= most
    assert ((np.array(seen) > 0).sum(1).max() == 1) == (shares.one_side == 1)


def test_a_cut_face_is_asked_for_whole_and_the_photos_edge_is_repeated_beyond_it():
    maker, rng, reaching = crops(cut=CutShares(cut=1)), np.random.default_rng(3), 0
    scale = 128 / (HEAD.side * math.sqrt(43 * 58))
    for _ in range(40):
        image, target, _ = maker.face(rng)
        assert target[3:5] == pytest.approx(np.log([43 * scale / 128, 58 * scale / 128]), abs=1e-5)
        left = 128 * (0.5 + target[1] - math.exp(target[3]) / 2)
        shown = image[0, 64]  # red counts the photo's columns: where it doesn't change, the edge is repeated
        first = int((shown != shown[0]).nonzero()[0])
        reaching += first > left + 1
        assert (image[0, :, : first - 1] == image[0, :, :1]).all()
    assert reaching > 10  # the face's box begins beyond the photo's edge


def test_without_cuts_covers_and_jitter_the_head_is_as_its_geometry_says():
    image, target, labels = crops(cut=CutShares(cut=0)).face(np.random.default_rng(0))
    assert target[:3] == pytest.approx([1, 0, -HEAD.shiftY / HEAD.side]) and target[5] == 0 and (labels == 0).all()
    assert image[0, 64, 64].item() == pytest.approx(60 + 43 / 2, abs=0.5)


def test_a_lying_face_has_the_upright_box_around_it_and_its_roll():
    assert turned_box(3, 4, math.pi / 2) == pytest.approx((4, 3)) and turned_box(3, 4, 0) == (3, 4)
    maker = crops(cut=CutShares(cut=0))
    maker.shares = CropShares(**{**vars(STILL), "lying": 1, "lying_roll": 60})
    rolls = [maker.face(np.random.default_rng(seed))[1][5] for seed in range(60)]
    assert math.radians(50) < max(np.abs(rolls)) <= math.radians(60)


def test_turned_faces_are_drawn_as_often_as_the_config_says():
    maker = crops(cut=CutShares(cut=0))
    maker.turned = (Face(photos(), 0, BOX, 1.0, np.full(40, np.nan, np.float32)),)
    maker.shares = CropShares(**{**vars(STILL), "turned_faces": 0.3})
    rng = np.random.default_rng(0)
    assert np.mean([maker.face(rng)[1][5] == 1 for _ in range(300)]) == pytest.approx(0.3, abs=0.08)


@pytest.mark.parametrize(
    ("marks", "turned"),
    [
        ((40, 40, 60, 40, 50, 52, 43, 62, 57, 62), False),
        ((40, 40, 60, 40, 37, 52, 40, 62, 50, 62), True),  # the nose beside the eyes: a profile
        ((40, 40, 55, 55, 40, 57, 30, 60, 42, 70), True),  # tilted by 45 degrees
        ((40, 40, 60, 40, 50, 47, 43, 62, 57, 62), True),  # the nose up at the eyes: thrown back
    ],
)
def test_landmarks_tell_turned_faces(marks, turned):
    assert is_turned(np.array([marks], np.float32))[0] == turned


def test_a_dark_picture_is_in_few_whole_levels_and_stretched_it_is_the_old_picture_with_noise():
    picture = torch.rand(3, 16, 16).repeat_interleave(8, 1).repeat_interleave(8, 2) * 255
    shares = PhotoShares(exposure=(0.05, 0.05), read_noise=(0.5, 0.5), stretched=0, compressed=0)
    dark = darken(picture, np.random.default_rng(0), shares)
    assert dark.max() < 20 and torch.equal(dark, dark.round()) and dark.std() > 1
    bright = stretch(dark, np.random.default_rng(3))
    assert bright.mean() > 60 and np.corrcoef(bright.ravel(), picture.ravel())[0, 1] > 0.9


@pytest.mark.parametrize(("kind", "hidden", "kept"), [("mask", (64, 90), (64, 44)), ("bar", (64, 56), (64, 90))])
def test_a_mask_hides_the_mouth_and_a_bar_the_eyes_and_no_more(kind, hidden, kept):
    for seed in range(40):
        image = torch.rand(3, 128, 128) * 255
        before = image.clone()
        hide_face(image, np.random.default_rng(seed), (64, 64, 50, 70), 0.0, CoverShares(kinds={kind: 1.0}))
        changed = (image != before).any(0)
        x, y = hidden
        assert changed[y - 4 : y + 4, x - 8 : x + 8].float().mean() > 0.3 and not changed[kept[1], kept[0]]


def test_a_half_hidden_face_keeps_a_good_part():
    shares = []
    for seed in range(40):
        image = torch.rand(3, 128, 128) * 255
        before = image.clone()
        hide_face(image, np.random.default_rng(seed), (64, 64, 50, 70), 0.0, CoverShares(kinds={"half": 1.0}))
        shares.append((image != before).any(0)[29:99, 39:89].float().mean().item())
    assert 0.35 < np.mean(shares) < 0.55 and np.max(shares) < 0.85


def test_a_head_that_the_photos_edge_cuts_is_asked_for_also_where_its_middle_is_beyond_the_picture():
    scene = photos(np.array([60, 165, 43, 58], np.float32))  # the lower half of the face is missing
    known = [np.array([[60, 165, 43, 58, 0.9]], np.float32)]
    config = LocalizerConfig(cut=CutShares(cut=1, all_sides=0, one_side=1, most_one=0.35), scenes=SceneShares(cut_view=(0.75, 0.8)))
    maker = SceneMaker(scene, known, np.array([0]), photos(), config)
    asked = []
    for seed in range(30):
        _, heads, _ = maker.single(np.random.default_rng(seed))
        asked += [(h, targets(np.array([h]), 32)) for h in heads if h[3]]
    assert len(asked) > 8
    assert all(heat.max() == 1 and box_weight.max() > 0.3 for _, (heat, _, _, box_weight) in asked)
    assert any(not 0 <= v < 256 for (x, y, _, _), _ in asked for v in (x, y))


def test_most_of_the_box_beyond_an_edge_is_never_cut_away():
    pixels, box = cut_photo(np.zeros((200, 160, 3), np.uint8), BOX, np.random.default_rng(0), CutShares())
    assert min(pixels.shape[:2]) >= 8 and box[2:].tolist() == [43, 58]
