# mask_dropout.py: the naive mask of chapter 1, forward and backward. Incomplete on purpose: nothing is rescaled.
import numpy as np


# region: forward
def naive_dropout(x, p, generator, train):
    """Returns what the next layer sees, and the mask that backward needs (None: nothing was drawn)."""
    if not 0 <= p <= 1:                # refuses NaN as well
        raise ValueError("p is the probability of dropping a unit")
    if not train or p == 0:
        return x, None                 # x itself, bit for bit
    u = generator.random(x.size)       # uniform on [0, 1): 0 can happen, 1 cannot
    mask = (u >= p).astype(x.dtype)    # 1 kept, 0 dropped; p = 1 drops all
    return x * mask, mask              # no scale: chapter 2 is about that
# endregion


# region: backward
def naive_dropout_backward(dy, mask):
    """The gradient passes where the value passed. The mask is the stored one, never a new draw."""
    return dy if mask is None else dy * mask
# endregion
