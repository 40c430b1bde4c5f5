# inverted_dropout.py: inverted dropout (chapter 2), and the older rule that scales the weights at test.
import numpy as np

from mask_dropout import naive_dropout


# region: inverted
def inverted_dropout(x, p, generator, train):
    """Returns the output and the mask (None: nothing was drawn)."""
    if not 0 <= p <= 1:                   # refuses NaN as well
        raise ValueError("p is the probability of dropping a unit")
    if not train or p == 0:
        return x, None                    # x itself, bit for bit
    if p == 1:                            # 1/(1-p) does not exist
        return np.zeros_like(x), np.zeros(x.size, bool)
    scale = x.dtype.type(1 / (1 - p))     # once
    keep = generator.random(x.size) >= p  # the mask of chapter 1
    zero = x.dtype.type(0)
    return np.where(keep, x * scale, zero), keep  # selects
# endregion


# region: test_scaled
def dense_after_dropout(x, weights, biases, p, generator, train):
    """A layer behind a naive mask: nothing is scaled here."""
    y, _ = naive_dropout(x, p, generator, train)
    return y @ weights + biases


def to_eval(weights, p):
    """What that layer uses at test. Its biases stay."""
    return weights * weights.dtype.type(1 - p)
# endregion
