# co_adaptation_ablation.py: what hangs on single units (chapter 0): removing them one by one, and parts that cancel.
import numpy as np


# region: ablation
def logits_of(net, x, masks):
    """Evaluation mode; a unit whose mask is 0 puts out 0."""
    for (weights, biases), mask in zip(net, masks):  # hidden layers
        x = np.maximum(x @ weights + biases, 0) * mask  # ReLU
    weights, biases = net[-1]
    return (x @ weights + biases)[:, 0]


def ablation_losses(net, x, labels):
    """Points of accuracy lost by removing each hidden unit alone."""
    masks = [np.ones(len(biases), x.dtype) for _, biases in net[:-1]]

    def accuracy():
        return 100 * np.mean((logits_of(net, x, masks) > 0) == labels)

    whole = accuracy()
    losses = []
    for mask in masks:
        for unit in range(len(mask)):
            mask[unit] = 0  # no rescaling of the others
            losses.append(whole - accuracy())
            mask[unit] = 1  # put it back
    return losses
# endregion


# region: cancellation
def cancellation_ratio(net, x):
    """Median over the points of sum |v_j h_j| / |logit|."""
    for weights, biases in net[:-1]:
        x = np.maximum(x @ weights + biases, 0)  # ends as h
    v, bias = net[-1]
    parts = np.abs(x * v[:, 0]).sum(axis=1)
    logits = np.abs((x @ v + bias)[:, 0])
    return np.median(parts / np.maximum(logits, 1e-9))
# endregion
