# spatial_dropout.py: inverted dropout whose mask may have any shape that broadcasts, and the two members of chapter 4.
import numpy as np


# region: by_shape
def drop_by_shape(x, mask_shape, p, generator, train):
    """Dropout with one decision for each entry of mask_shape."""
    if not 0 <= p <= 1:                 # refuses NaN as well
        raise ValueError("p is the probability of dropping")
    if not train or p == 0:
        return x                        # x itself, bit for bit
    if p == 1:
        return np.zeros_like(x)         # nothing is left to scale
    u = generator.random(int(np.prod(mask_shape)))
    mask = u.reshape(mask_shape) >= p   # True: kept
    scale = x.dtype.type(1 / (1 - p))
    # Extents of 1 are repeated: that is all there is to it.
    return np.where(mask, scale * x, x.dtype.type(0))
# endregion


# region: members
def element_dropout(x, p, generator, train):
    return drop_by_shape(x, x.shape, p, generator, train)


def channel_dropout(x, p, generator, train):
    samples, channels = x.shape[:2]     # x: (N, C, H, W)
    return drop_by_shape(x, (samples, channels, 1, 1), p,
                         generator, train)
# endregion
