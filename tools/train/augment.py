"""Light, colour, noise, blur and compression: what cameras and the web do to a photo. Bytes in, bytes out (0-255)."""

import io

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image


def jpeg(image: torch.Tensor, quality: int) -> torch.Tensor:
    """3 x H x W bytes, compressed and decoded again."""
    pixels = image.clamp(0, 255).byte().permute(1, 2, 0).numpy()
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=quality)
    return torch.from_numpy(np.array(Image.open(buffer))).permute(2, 0, 1).float()


def shrink(image: torch.Tensor, factor: float) -> torch.Tensor:
    """A smaller copy enlarged again: low resolution, or blur."""
    height, width = image.shape[1:]
    size = (max(4, round(height / factor)), max(4, round(width / factor)))
    small = F.interpolate(image[None], size=size, mode="bilinear", antialias=True, align_corners=False)
    return F.interpolate(small, size=(height, width), mode="bilinear", align_corners=False)[0]


def grey(image: torch.Tensor) -> torch.Tensor:
    luma = image[0] * 0.299 + image[1] * 0.587 + image[2] * 0.114
    return luma.expand_as(image).clone()


def halftone(image: torch.Tensor, rng: np.random.Generator) -> torch.Tensor:
    """A printed screen of dots, as in old newspapers."""
    height, width = image.shape[1:]
    period, angle = rng.uniform(2.2, 4.0), rng.uniform(0, np.pi / 2)
    y, x = torch.meshgrid(torch.arange(height), torch.arange(width), indexing="ij")
    u = (x * np.cos(angle) + y * np.sin(angle)) * (2 * np.pi / period)
    v = (y * np.cos(angle) - x * np.sin(angle)) * (2 * np.pi / period)
    screen = (torch.cos(u) + torch.cos(v)) * rng.uniform(15, 40)
    return image + screen


def light(image: torch.Tensor, rng: np.random.Generator) -> torch.Tensor:
    """Brightness, contrast, gamma and a colour cast."""
    gain = torch.tensor(rng.normal(1, 0.06, 3) * rng.normal(1, 0.15), dtype=torch.float32)[:, None, None]
    mean = image.mean()
    image = (image - mean) * float(np.clip(rng.normal(1, 0.2), 0.4, 1.8)) + mean
    image = (image * gain + rng.normal(0, 12)).clamp(0, 255)
    return 255 * (image / 255) ** float(np.exp(rng.normal(0, 0.2)))


OLD = 0.2  # share of grey, grainy press photos


def photograph(image: torch.Tensor, rng: np.random.Generator) -> torch.Tensor:
    """One random mixture of the above."""
    image = light(image, rng)
    is_old = rng.random() < OLD
    if is_old:
        image = grey(image)
        if rng.random() < 0.25:
            image = halftone(image, rng)
    if rng.random() < 0.15:
        image = shrink(image, rng.uniform(1.2, 2.2))
    if is_old or rng.random() < 0.15:
        grain = torch.from_numpy(rng.normal(0, rng.uniform(2, 18), image.shape[1:] if is_old else image.shape))
        image = image + grain.float()
    if rng.random() < 0.2:
        image = jpeg(image, int(rng.integers(25, 90)))
    return image.clamp(0, 255)
