# family_mask.py: one function that draws the mask of every member of the family, in its small shape.
import math

import numpy as np


# region: mask
def small_shape(granularity, shape):
    # weights: (N, outputs, inputs, 1)
    n, c, h, w = shape
    return {"element": (n, c, h, w),
            "weight": (n, c, h, w),
            "channel": (n, c, 1, 1),
            "row": (n, 1, 1, 1),
            "batch": (1, 1, 1, 1)
            }[granularity]


def mask(granularity, shape, p,
         generator, b=1):
    """True: kept. Broadcast it."""
    if not 0 <= p <= 1:  # refuses NaN too
        raise ValueError(
            "p is the chance to drop")
    if granularity == "block":
        return block_mask(
            shape, p, generator, b)
    small = small_shape(
        granularity, shape)
    u = generator.random(
        math.prod(small))
    return u.reshape(small) >= p


def block_mask(shape, p, generator, b):
    n, c, height, width = shape
    rows = height - b + 1    # places
    columns = width - b + 1
    if min(b, rows, columns) < 1:
        raise ValueError(
            "the block must fit the map")
    gamma = p * (height * width) / (
        b * b * rows * columns)
    gamma = 1.0 if p == 1 else gamma
    places = (n, c, rows, columns)
    u = generator.random(
        math.prod(places))
    starts = u.reshape(places) < gamma
    kept = np.ones(shape, bool)
    for i in range(b):
        for j in range(b):
            kept[:, :, i:i + rows,
                 j:j + columns] &= ~starts
    return kept
# endregion
