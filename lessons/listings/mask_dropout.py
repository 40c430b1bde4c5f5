# mask_dropout.py: the naive mask of chapter 1, forward and backward. Incomplete on purpose: nothing is rescaled.
import numpy as np


# region: forward
def naive_dropout(x, p, generator, train):
    """Returns the output and the mask (None: nothing was drawn)."""
    if not 0 <= p <= 1:              # refuses NaN as well
        raise ValueError("p is the probability of dropping a unit")
    if not train or p == 0:
        return x, None               # x itself, bit for bit
    u = generator.random(x.size)     # 0 can happen, 1 cannot
    mask = (u >= p).astype(x.dtype)  # 1 kept, 0 dropped
    return x * mask, mask            # no scale: chapter 2
# endregion


# region: backward
def naive_dropout_backward(dy, mask):
    """The gradient passes where the value passed: the same mask."""
    return dy if mask is None else dy * mask
# endregion
