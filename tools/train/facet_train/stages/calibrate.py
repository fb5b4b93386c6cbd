"""From margins to probabilities, and the two probabilities at which an attribute counts as present."""

import numpy as np

PULLS = (0.0, 0.003, 0.01, 0.03, 0.1)


def weighted_accuracy(predicted: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Per attribute; all N x 40, each column of weights sums to 1 and is 0 where the label is unknown."""
    return ((predicted == labels.astype(bool)) * weights).sum(0)


def balanced_accuracy(predicted: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Mean of the true-positive and true-negative rate, per attribute."""
    truth = labels.astype(bool)
    positive, negative = (weights * truth).sum(0), (weights * ~truth).sum(0)
    hits, passes = (weights * (predicted & truth)).sum(0), (weights * (~predicted & ~truth)).sum(0)
    return (hits / positive + passes / negative) / 2


def fit_sigmoid(margins: np.ndarray, labels: np.ndarray, weights: np.ndarray, pull: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """Platt's sigmoid per attribute: weighted logistic regression on the margin, by Newton's method.

    pull: how strongly each is drawn to what all have in common, the median slope and no intercept.
    """
    slope, intercept = np.ones(margins.shape[1]), np.zeros(margins.shape[1])
    if pull:
        slope, intercept = fit_sigmoid(margins, labels, weights, pull=0)
    common = np.median(slope)
    for _ in range(50):
        p = probabilities(margins, (slope, intercept))
        error, curve = (p - labels) * weights, np.maximum(p * (1 - p), 1e-9) * weights
        gradient = np.stack([(error * margins).sum(0) + pull * (slope - common), error.sum(0) + pull * intercept])
        a, b, c = (curve * margins**2).sum(0) + pull + 1e-9, (curve * margins).sum(0), curve.sum(0) + pull + 1e-9
        determinant = a * c - b * b
        step_slope = (c * gradient[0] - b * gradient[1]) / determinant
        step_intercept = (a * gradient[1] - b * gradient[0]) / determinant
        slope, intercept = slope - step_slope, intercept - step_intercept
        if max(np.abs(step_slope).max(), np.abs(step_intercept).max()) < 1e-9:
            break
    return slope, intercept


def probabilities(margins: np.ndarray, sigmoid: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    return 1 / (1 + np.exp(-(margins * sigmoid[0] + sigmoid[1])))


def calibration_error(probability: np.ndarray, labels: np.ndarray, weights: np.ndarray, bins: int = 10) -> np.ndarray:
    """Expected calibration error per attribute over equal-width bins, as tools/evaluate/metrics.ts measures it."""
    place = np.minimum(bins - 1, (probability * bins).astype(int))
    surplus = (probability - labels) * weights
    return np.array([np.abs(np.bincount(place[:, a], surplus[:, a], bins)).sum() for a in range(labels.shape[1])])


def choose_pull(margins: np.ndarray, labels: np.ndarray, weights: np.ndarray, halves: np.ndarray) -> tuple[float, list[dict]]:
    """The pull whose sigmoids, fitted on one half of the people, are best calibrated on the other; and all that were tried.

    halves: N x H, for each of H ways to part the people in two, which half a photo belongs to.
    """
    tried = []
    for pull in PULLS:
        errors = []
        for fitted in (*halves.T, *~halves.T):
            seen, new = (weights[rows] / weights[rows].sum(0) for rows in (fitted, ~fitted))
            sigmoid = fit_sigmoid(margins[fitted], labels[fitted], seen, pull)
            errors.append(calibration_error(probabilities(margins[~fitted], sigmoid), labels[~fitted], new).mean())
        tried.append({"pull": pull, "calibrationError": round(float(np.mean(errors)), 5)})
        print(tried[-1], flush=True)
    return min(tried, key=lambda t: t["calibrationError"])["pull"], tried


def choose_thresholds(labels: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The most accurate and the most balanced threshold of each attribute's calibrated probability: 0.5 and its base rate.

    Both are what theory says. The best points of curves over a few thousand photos were tried: chosen on half of the
    validation photos they were worse on the other half.
    """
    return np.full(labels.shape[1], 0.5), (labels * weights).sum(0)
