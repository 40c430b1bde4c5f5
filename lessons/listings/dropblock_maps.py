# dropblock_maps.py: DropBlock, the ramp of its rate, and batch norm statistics taken again: the listings of chapter 8.
import numpy as np


# region: drop_block
def drop_block(x, p, block, generator, train):
    """x: the maps of one example, [channels, side, side]."""
    if not 0 <= p <= 1:                # refuses NaN as well
        raise ValueError("p is the share to drop")
    if not train or p == 0:
        return x                       # x itself, bit for bit
    if p == 1:
        return np.zeros_like(x)
    channels, side, _ = x.shape
    places = side - block + 1          # where a block fits
    gamma = p / block**2 * side**2 / places**2
    u = generator.random(channels * places**2)
    starts = u.reshape(channels, places, places) < gamma
    mask = np.ones_like(x)
    for c, row, column in np.argwhere(starts):
        mask[c, row:row + block, column:column + block] = 0
    kept = float(mask.sum())
    if kept == 0:
        return mask                    # zeros, not NaN
    return x * mask * (mask.size / kept)
# endregion


# region: ramp
def ramp(p, step, ramp_steps):
    return p * min(1.0, step / ramp_steps)
# endregion


# region: recompute
def recompute_statistics(norm, layers_before, training_inputs):
    """Dropout off, the whole training set, weights as they are."""
    z = layers_before(training_inputs)
    norm["running_mean"] = z.mean(axis=0)
    norm["running_variance"] = z.var(axis=0, ddof=1)
# endregion
