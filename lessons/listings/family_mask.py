# family_mask.py: one function that draws the mask of every member of the family, in its small shape.
import math

import numpy as np


# region: mask
def small_shape(granularity, shape):
    n, c, h, w = shape      # weights: (N, outputs, inputs, 1)
    return {"element": (n, c, h, w),
            "weight": (n, c, h, w),
            "channel": (n, c, 1, 1),
            "row": (n, 1, 1, 1),
            "batch": (1, 1, 1, 1)}[granularity]


def mask(granularity, shape, p, generator, b=1):
    """True: kept. Broadcast it over a tensor of that shape."""
    if not 0 <= p <= 1:     # refuses NaN as well
        raise ValueError("p is the probability of dropping")
    if granularity == "block":
        return block_mask(shape, p, generator, b)
    small = small_shape(granularity, shape)
    return generator.random(math.prod(small)).reshape(small) >= p


def block_mask(shape, p, generator, b):
    n, c, height, width = shape
    rows, columns = height - b + 1, width - b + 1  # places
    if min(b, rows, columns) < 1:
        raise ValueError("the block must fit into the map")
    gamma = p * (height * width) / (b * b * rows * columns)
    gamma = 1.0 if p == 1 else gamma
    u = generator.random(n * c * rows * columns)
    starts = u.reshape(n, c, rows, columns) < gamma
    kept = np.ones(shape, bool)
    for i in range(b):
        for j in range(b):
            kept[:, :, i:i + rows, j:j + columns] &= ~starts
    return kept
# endregion
