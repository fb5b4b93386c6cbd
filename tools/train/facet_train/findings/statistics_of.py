"""Average precision, clustering and windows: the small tools of the experiments, on numpy alone."""

import numpy as np


def average_precision(scores: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Scores N x S against labels N x A in 0/1: how well high values, and low values, find each attribute; S x A each."""
    truth = labels.astype(np.float32)
    rank = np.arange(1, len(truth) + 1, dtype=np.float32)[:, None]
    positives = np.maximum(truth.sum(0), 1)
    high, low = (np.zeros((scores.shape[1], truth.shape[1]), np.float32) for _ in range(2))
    for column in range(scores.shape[1]):
        found = truth[np.argsort(-scores[:, column], kind="stable")]
        for result, ordered in ((high, found), (low, found[::-1])):
            result[column] = (np.cumsum(ordered, 0) / rank * ordered).sum(0) / positives
    return high, low


def gain(precision: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Average precision above chance (the base rate), as a share of what is possible: 0 is chance, 1 is perfect."""
    base = labels.mean(0)
    return (precision - base) / (1 - base).clip(1e-6)


def rarer(labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Labels with frequent attributes turned round (to their absence), and which were: chance then favours none of them."""
    turned = labels.mean(0) > 0.5
    return np.where(turned, 1 - labels, labels), turned


def linkage(distance: np.ndarray) -> list[tuple[int, int, float]]:
    """Average-linkage clustering of a symmetric N x N matrix: merges (a, b, height); merge k makes cluster N + k."""
    distance = distance.astype(float).copy()
    np.fill_diagonal(distance, np.inf)
    ids, sizes, merges = list(range(len(distance))), [1] * len(distance), []
    for step in range(len(distance) - 1):
        a, b = sorted(divmod(int(distance.argmin()), len(distance)))
        merges.append((ids[a], ids[b], float(distance[a, b])))
        joined = (distance[a] * sizes[a] + distance[b] * sizes[b]) / (sizes[a] + sizes[b])
        distance[a], distance[:, a] = joined, joined
        distance[a, a], distance[b], distance[:, b] = np.inf, np.inf, np.inf
        ids[a], sizes[a] = len(distance) + step, sizes[a] + sizes[b]
    return merges


def members(merges: list[tuple[int, int, float]], count: int) -> list[list[int]]:
    """The leaves of every cluster, first the `count` leaves, then what each merge makes; in the order of the tree."""
    sets = [[leaf] for leaf in range(count)]
    for a, b, _ in merges:
        sets.append(sets[a] + sets[b])
    return sets


def cut(merges: list[tuple[int, int, float]], count: int, groups: int) -> list[list[int]]:
    """The tree cut into so many groups, in the order of its leaves."""
    sets = members(merges, count)
    gone, made = set(), set(range(count))
    for step, (a, b, _) in enumerate(merges[: count - groups]):
        gone |= {a, b}
        made.add(count + step)
    order = {leaf: place for place, leaf in enumerate(sets[-1])}
    return sorted((sets[i] for i in made - gone), key=lambda leaves: order[leaves[0]])


def k_means(points: np.ndarray, clusters: int, seed: int, rounds: int = 60) -> tuple[np.ndarray, np.ndarray]:
    """Centres (K x D) and the cluster of each point; the best of eight starts."""
    rng, best = np.random.default_rng(seed), (np.inf, None, None)
    for _ in range(8):
        centres = points[rng.choice(len(points), clusters, replace=False)]
        for _ in range(rounds):
            nearest = ((points[:, None] - centres) ** 2).sum(2).argmin(1)
            centres = np.stack([points[nearest == k].mean(0) if (nearest == k).any() else centres[k] for k in range(clusters)])
        nearest = assign(points, centres)
        error = float(((points - centres[nearest]) ** 2).sum())
        if error < best[0]:
            best = (error, centres, nearest)
    return best[1], best[2]


def assign(points: np.ndarray, centres: np.ndarray) -> np.ndarray:
    return ((points[:, None] - centres) ** 2).sum(2).argmin(1)


def region_around_peak(mask: np.ndarray, peak: tuple[int, int]) -> np.ndarray:
    """The part of a mask that is connected to its peak, grown step by step."""
    grown = np.zeros_like(mask)
    grown[peak] = True
    while True:
        wider = grown.copy()
        wider[1:] |= grown[:-1]
        wider[:-1] |= grown[1:]
        wider[:, 1:] |= grown[:, :-1]
        wider[:, :-1] |= grown[:, 1:]
        wider &= mask
        if (wider == grown).all():
            return grown
        grown = wider


def box_iou(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Intersection over union of boxes x, y, width, height, pair by pair; ... x 4 each."""
    low = np.maximum(a[..., :2], b[..., :2])
    high = np.minimum(a[..., :2] + a[..., 2:], b[..., :2] + b[..., 2:])
    shared = np.prod((high - low).clip(0), -1)
    return shared / (np.prod(a[..., 2:], -1) + np.prod(b[..., 2:], -1) - shared)
