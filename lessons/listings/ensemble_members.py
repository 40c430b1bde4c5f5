# ensemble_members.py: every member of a net with dropout, and the mean of random ones (chapter 3).
import numpy as np


# region: net
def sigmoid(s):
    return np.exp(-np.logaddexp(0, -s))


def logit_of(net, x, factors):
    """The net with each hidden unit times its factor: mask / (1 - p)
    for a member, all ones for the one pass."""
    for weights, biases in net[:-1]:
        h = np.maximum(x @ weights + biases, 0)
        x, factors = h * factors[:h.size], factors[h.size:]
    weights, biases = net[-1]
    return (x @ weights + biases)[0]
# endregion


# region: enumeration
def all_members(net, x, units, p):
    """Arithmetic mean, normalized geometric mean, one pass."""
    mean = log_g = log_other = total = 0.0
    for bits in range(2**units):
        mask = np.array([bits >> unit & 1 for unit in range(units)])
        kept = mask.sum()
        weight = p**(units - kept) * (1 - p)**kept  # P(mask)
        s = logit_of(net, x, mask / (1 - p))
        mean += weight * sigmoid(s)
        log_g -= weight * np.logaddexp(0, -s)     # log sigmoid(s)
        log_other -= weight * np.logaddexp(0, s)  # log(1 - sigmoid(s))
        total += weight
    assert abs(total - 1) < 1e-12
    geometric = sigmoid(log_g - log_other)        # G / (G + G')
    return mean, geometric, sigmoid(logit_of(net, x, np.ones(units)))
# endregion


# region: monte_carlo
def monte_carlo(net, x, units, p, passes, generator):
    """The mean of T = passes members, drawn as training draws them."""
    total = 0.0
    for _ in range(passes):
        mask = generator.random(units) >= p
        total += sigmoid(logit_of(net, x, mask / (1 - p)))
    return total / passes
# endregion
