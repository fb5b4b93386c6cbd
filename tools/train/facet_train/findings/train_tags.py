"""LNeto fine-tuned on whole scenes with image-level attribute tags: no box is in the loss, none in how scenes are drawn."""

import math
from pathlib import Path

import numpy as np
import torch
from torch.utils.data import DataLoader

from facet_train.data.augment import photograph
from facet_train.config import MEAN, SCALE, LocalizerConfig
from facet_train.data.sets import load_set
from facet_train.nets.import_starts import calibrate_norms, load_objects
from facet_train.stages.loop import Run, autocast, optimizer_for
from facet_train.nets.networks import LNeto
from facet_train.data.sampler import Pyramid, Square, sample
from facet_train.stages.train_localizers import Batches, attribute_loss

SIZE = 128


class TaggedScenes:
    """Draws a whole scene and its tags; neither zoom nor shift knows where the face is."""

    def __init__(self, cache: Path):
        self.scenes = load_set(cache, "celeba_wild_train")
        self.indices = self.scenes.split(validation=False)

    def draw(self, rng: np.random.Generator):
        index = int(rng.choice(self.indices))
        photo = Pyramid(self.scenes.photo(index))
        side = max(photo.width, photo.height) * math.exp(rng.uniform(math.log(0.85), math.log(1.4)))
        x, y = photo.width / 2 + rng.uniform(-0.1, 0.1) * side, photo.height / 2 + rng.uniform(-0.1, 0.1) * side
        image = sample(photo, Square(x, y, side, rng.normal(0, 0.12)), SIZE)
        image = image.flip(-1) if rng.random() < 0.5 else image
        return photograph(image, rng), self.scenes.labels[index].astype(np.float32)


def collate(drawn):
    images, labels = zip(*drawn)
    return ((torch.stack(images) - MEAN) * SCALE).bfloat16(), torch.from_numpy(np.stack(labels))


def from_objects(weights: Path, batch: torch.Tensor) -> LNeto:
    """LNeto with its object filters; the layers that join its maps are still random."""
    torch.manual_seed(1)
    net = LNeto()
    load_objects(net, weights / "mobilenet_v1_025_imagenet.npz")
    calibrate_norms(net, batch.float())
    return net


def train(args, folder: Path) -> tuple[LNeto, LNeto]:
    """The net before and after it saw the tags."""
    config = LocalizerConfig(size=SIZE, samples=args.samples, batch=64, attribute_weight=1.0, average_decay=0.99, workers=2)
    maker = TaggedScenes(args.cache)
    first, _ = next(iter(Batches(maker, collate, config.batch, config.seed, 2**31 - 1)))
    torch.set_num_threads(args.threads)  # drawing set it to one
    before, net = from_objects(args.weights, first), from_objects(args.weights, first)
    run = Run(folder, config, net, optimizer_for(net, config.learning_rate, config.weight_decay), config.samples // config.batch)
    loader = DataLoader(Batches(maker, collate, config.batch, config.seed, run.step), batch_size=None, num_workers=2, prefetch_factor=4)
    batches = iter(loader) if run.step < run.steps else None
    net.train()
    while run.step < run.steps:
        images, labels = next(batches)
        with autocast():
            _, features = net(images.float())
        run.advance(attribute_loss(net, features.float(), labels), {})
    net.load_state_dict(run.average.state)
    return before.eval(), net.eval()
