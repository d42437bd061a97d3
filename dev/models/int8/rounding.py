"""Rounds a convolution's weights with its inputs in view.

E. Frantar, S. Ashkboos, T. Hoefler and D. Alistarh, "GPTQ: Accurate Post-Training Quantization
for Generative Pre-trained Transformers", ICLR 2023: column after column, the error that a rounding
makes is spread over the columns that are still to be rounded. Here the covariance of the inputs is
centred, since what the means make of the error is a constant, which the bias takes up.
"""

import numpy as np

# Part of the mean variance that is added to every variance, as in the paper.
DAMPING = 0.01
BLOCK = 128
# Steps that are tried: the largest weight falls on the limit, or up to this much beyond it.
SHRINKINGS = np.linspace(1.0, 0.7, 13)
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


def step_sizes(weights, variances, limit):
    """The step of every row: the one of SHRINKINGS that loses least, weighted by variance."""
    ends = np.abs(weights).max(axis=1)
    largest = np.where(ends > 0, np.maximum(ends, 1e-8) / limit, STEP_OF_ZEROS)
    losses = []
    for factor in SHRINKINGS:
        step = (largest * factor)[:, None]
        rounded = np.clip(np.rint(weights / step), -limit, limit) * step
        losses.append(((weights - rounded) ** 2 * variances).sum(axis=1))
    return (largest * SHRINKINGS[np.argmin(losses, axis=0)]).astype(np.float32)


def rounded(weights, covariance, limit):
    """Integer weights and the step of each row, for weights as [output, channel and tap]."""
    wide = weights.astype(np.float64)
    size = wide.shape[1]
    damped = covariance + np.eye(size) * (DAMPING * np.trace(covariance) / size + 1e-12)
    steps = step_sizes(wide, np.diag(damped), limit)
    order = np.argsort(-np.diag(damped), kind="stable")
    # The upper Cholesky factor of the inverse.
    inverse = np.linalg.inv(damped[np.ix_(order, order)])
    factor = np.linalg.cholesky((inverse + inverse.T) / 2).T
    left = wide[:, order].copy()
    result = np.zeros_like(left)
    step = steps.astype(np.float64)
    for start in range(0, size, BLOCK):
        end = min(start + BLOCK, size)
        errors = np.zeros((len(left), end - start))
        for at in range(start, end):
            result[:, at] = np.clip(np.rint(left[:, at] / step), -limit, limit)
            error = (left[:, at] - result[:, at] * step) / factor[at, at]
            left[:, at + 1 : end] -= np.outer(error, factor[at, at + 1 : end])
            errors[:, at - start] = error
        left[:, end:] -= errors @ factor[start:end, end:]
    integers = np.zeros_like(result)
    integers[:, order] = result
    return integers.astype(np.int8), steps
