# dropconnect_layer.py: a DropConnect layer (chapter 5), and inference by the Gaussian of Wan et al. 2013.
import numpy as np


# region: forward
def drop_connect(v, weights, biases, p, generator, train):
    """One example: u = ((W * M) / k) v + b. Activation after."""
    if not 0 <= p <= 1:                     # refuses NaN as well
        raise ValueError("p is the probability of dropping a weight")
    if not train or p == 0:
        return weights @ v + biases         # nothing is drawn
    if p == 1:
        return biases.copy()                # 1/(1-p) does not exist
    keep = generator.random(weights.size) >= p
    mask = keep.reshape(weights.shape)      # of this example only
    kept = np.where(mask, weights, weights.dtype.type(0))
    scale = weights.dtype.type(1 / (1 - p))
    return (kept @ v) * scale + biases
# endregion


# region: gaussian
def gaussian_inference(v, weights, biases, p, activation, draws,
                       stream):
    """The mean of activation(u), u drawn from its Gaussian."""
    k = 1 - p
    mean = weights @ v + biases             # inverted scaling
    sd = np.sqrt(p / k * (weights**2 @ v**2))
    total = np.zeros_like(mean)
    for _ in range(draws):
        noise = [stream.normal() for _ in mean]
        total += activation(mean + sd * noise)
    return total / draws
# endregion
