# depth_drop_path.py: chapter 7, a residual block whose branch is dropped: as published, and as libraries do it now.
import numpy as np


# region: published
def stochastic_depth(x, f, p, generator, train):
    """Huang et al. 2016: one draw for the whole batch."""
    if not train:
        return x + (1 - p) * f(x)      # scaled in the test
    if generator.random(1)[0] < p:
        return x                       # f is not called
    return x + f(x)
# endregion


# region: modern
def drop_path(x, f, p, generator, train):
    """One draw for each row, scaled in training."""
    branch = f(x)                      # for all rows
    if not train:
        return x + branch
    shape = (len(x),) + (1,) * (x.ndim - 1)
    active = generator.random(len(x)).reshape(shape) >= p
    scale = 1 / (1 - p) if p < 1 else 0.0
    return x + np.where(active, scale * branch, 0)
# endregion
