import json
import math

import numpy as np
import pytest
import torch
from facet_train.data.make_sampler_fixture import fixtures, picture
from facet_train.data.sampler import Pyramid, Square, halve, reduce_area, sample


def test_the_stored_fixtures_are_what_sampler_and_geometry_give_today():
    for path, cases in fixtures().items():
        assert json.loads(path.read_text()) == json.loads(json.dumps(cases))


def test_reducing_averages_exactly_the_covered_area():
    pixels = np.array([[0, 30, 90]], np.uint8)[..., None].repeat(3, 2).repeat(3, 0)
    # 3 to 2: each output covers one and a half pixels.
    assert reduce_area(pixels, 2)[0, :, 0].tolist() == [10, 70]


def test_a_small_photo_is_not_enlarged():
    pixels = picture(9, 5, 0)
    assert reduce_area(pixels, 100) is pixels


def test_halving_repeats_the_last_row_and_column_of_odd_sizes():
    pixels = np.array([[1, 3, 10], [5, 7, 20], [100, 50, 200]], np.uint8)[..., None].repeat(3, 2)
    assert halve(pixels)[..., 0].tolist() == [[4, 15], [75, 200]]


def test_an_upright_square_of_the_photos_own_resolution_copies_its_bytes():
    pixels = picture(40, 30, 3)
    copied = sample(Pyramid(pixels), Square(20, 15, 10), 10)
    assert torch.equal(copied.byte(), torch.from_numpy(pixels[10:20, 15:25].copy()).permute(2, 0, 1))


def test_edges_are_repeated_outside_the_photo():
    pixels = picture(16, 16, 1)
    outside = sample(Pyramid(pixels), Square(-50, 8, 8), 8)
    assert torch.allclose(outside[:, 3, :], torch.from_numpy(pixels[7, 0].astype(np.float32))[:, None].expand(3, 8))


def test_roll_turns_the_crop_with_the_head():
    pixels = np.zeros((64, 64, 3), np.uint8)
    pixels[32:, :, :] = 200  # dark above, light below
    quarter = sample(Pyramid(pixels), Square(32, 32, 20, math.pi / 2), 20)
    # A head lying clockwise by a quarter has its top to the right, so its right-hand side points down.
    assert quarter[0, 10, 2] < 10 and quarter[0, 10, 17] > 190


@pytest.mark.parametrize("side", [27, 100, 900])
def test_a_coarser_level_is_read_so_that_detail_does_not_alias(side):
    stripes = np.zeros((512, 512, 3), np.uint8)
    stripes[:, ::2] = 255  # one-pixel stripes must average out once the crop is coarse
    crop = sample(Pyramid(stripes), Square(256, 256, side), 15)
    assert (crop.max() - crop.min() < 4) == (side > 27)
