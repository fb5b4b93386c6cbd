"""From margins to probabilities, and the two probabilities at which an attribute counts as present."""

import numpy as np


def weighted_accuracy(predicted: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Per attribute; all N x 40, each column of weights sums to 1 and is 0 where the label is unknown."""
    return ((predicted == labels.astype(bool)) * weights).sum(0)


def balanced_accuracy(predicted: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Mean of the true-positive and true-negative rate, per attribute."""
    truth = labels.astype(bool)
    positive, negative = (weights * truth).sum(0), (weights * ~truth).sum(0)
    hits, passes = (weights * (predicted & truth)).sum(0), (weights * (~predicted & ~truth)).sum(0)
    return (hits / positive + passes / negative) / 2


def fit_sigmoid(margins: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Platt's sigmoid per attribute: weighted logistic regression on the margin, by Newton's method."""
    slope, intercept = np.ones(margins.shape[1]), np.zeros(margins.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-(margins * slope + intercept)))
        error, curve = (p - labels) * weights, np.maximum(p * (1 - p), 1e-9) * weights
        gradient = np.stack([(error * margins).sum(0), error.sum(0)])
        a, b, c = (curve * margins**2).sum(0) + 1e-9, (curve * margins).sum(0), curve.sum(0) + 1e-9
        determinant = a * c - b * b
        step_slope = (c * gradient[0] - b * gradient[1]) / determinant
        step_intercept = (a * gradient[1] - b * gradient[0]) / determinant
        slope, intercept = slope - step_slope, intercept - step_intercept
        if max(np.abs(step_slope).max(), np.abs(step_intercept).max()) < 1e-9:
            break
    return slope, intercept


def choose_thresholds(labels: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The most accurate and the most balanced threshold of each attribute's calibrated probability: 0.5 and its base rate.

    Both are what theory says. The best points of curves over a few thousand photos were tried: chosen on half of the
    validation photos they were worse on the other half.
    """
    return np.full(labels.shape[1], 0.5), (labels * weights).sum(0)
