"""Rounds a convolution's weights with its inputs in view.

E. Frantar, S. Ashkboos, T. Hoefler and D. Alistarh, "GPTQ: Accurate Post-Training Quantization
for Generative Pre-trained Transformers", ICLR 2023: column after column, the error that a rounding
makes is spread over the columns that are still to be rounded. Here the covariance of the inputs is
centred, since what the means make of the error is a constant, which the bias takes up.
"""

import numpy as np

from int8.pairs import SINGLE

# Part of the mean variance that is added to every variance, as in the paper.
DAMPING = 0.01
BLOCK = 128
# Steps that are tried: with 1 the largest weight falls on the largest integer, with less it is cut
# off, with more than 1 two neighbours have room.
FACTORS = np.concatenate([np.linspace(0.7, 1.0, 13), np.linspace(1.1, 2.0, 10)])
# Steps beside the best of them that are tried with the errors spread.
NEAR = (0.88, 0.94, 1.0, 1.06, 1.12)
# The step of a row of zeros, so that its bias, in steps, fits 32 bits.
STEP_OF_ZEROS = 2.0**-12


class Moments:
    """Mean and covariance of a convolution's inputs: one dimension a channel and tap."""

    def __init__(self, size):
        self.products = np.zeros((size, size))
        self.sums = np.zeros(size)
        self.count = 0

    def add(self, columns):
        """Takes columns of input values, one a place in a picture."""
        wide = columns.astype(np.float64)
        self.products += wide @ wide.T
        self.sums += wide.sum(axis=1)
        self.count += columns.shape[1]

    def mean(self):
        return self.sums / self.count

    def covariance(self):
        return self.products / self.count - np.outer(self.mean(), self.mean())


def step_sizes(weights, variances, pairs):
    """The step of every row: the one of FACTORS that loses least, weighted by variance."""
    ends = np.abs(weights).max(axis=1)
    largest = np.where(ends > 0, np.maximum(ends, 1e-8) / SINGLE, STEP_OF_ZEROS)
    losses = []
    for factor in FACTORS:
        step = (largest * factor)[:, None]
        fitted = pairs.fitting(np.rint(weights / step), variances) * step
        losses.append(((weights - fitted) ** 2 * variances).sum(axis=1))
    return (largest * FACTORS[np.argmin(losses, axis=0)]).astype(np.float32)


def rounded(weights, covariance, pairs):
    """Integer weights and the step of each row, for weights as [output, channel and tap]."""
    wide = weights.astype(np.float64)
    size = wide.shape[1]
    damped = covariance + np.eye(size) * (DAMPING * np.trace(covariance) / size + 1e-12)
    steps = step_sizes(wide, np.diag(damped), pairs)
    order = np.argsort(-np.diag(damped), kind="stable")
    # The upper Cholesky factor of the inverse.
    inverse = np.linalg.inv(damped[np.ix_(order, order)])
    factor = np.linalg.cholesky((inverse + inverse.T) / 2).T
    tried = [(steps * np.float32(each)).astype(np.float32) for each in NEAR]
    results = [spread(wide, each.astype(np.float64), order, factor, pairs) for each in tried]
    losses = []
    for integers, each in zip(results, tried):
        error = wide - integers * each.astype(np.float64)[:, None]
        losses.append((error @ damped * error).sum(axis=1))
    best = np.argmin(losses, axis=0)
    rows = np.arange(len(wide))
    return np.array(results)[best, rows].astype(np.int8), np.array(tried)[best, rows]


def spread(weights, steps, order, factor, pairs):
    """Rounds column after column, and spreads each one's error over those still to come."""
    size = len(order)
    left = weights[:, order].copy()
    integers = np.zeros_like(left)
    done = np.zeros(size, bool)
    for start in range(0, size, BLOCK):
        end = min(start + BLOCK, size)
        errors = np.zeros((len(left), end - start))
        for at in range(start, end):
            place = order[at]
            low, high = pairs.bounds(place, integers, done)
            integers[:, place] = np.clip(np.rint(left[:, at] / steps), low, high)
            done[place] = True
            error = (left[:, at] - integers[:, place] * steps) / factor[at, at]
            left[:, at + 1 : end] -= np.outer(error, factor[at, at + 1 : end])
            errors[:, at - start] = error
        left[:, end:] -= errors @ factor[start:end, end:]
    return integers
