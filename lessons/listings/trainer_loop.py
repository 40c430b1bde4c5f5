# trainer_loop.py: training with inverted dropout (chapter 6): one pass forward and backward, and the loop around it.
import numpy as np

from trainer_setup import mean_loss, sigmoid


# region: pass
def forward(net, x, p=0.0, uniforms=None):
    """Logits [batch], and the trace that backward needs. Without uniforms: evaluation, no mask, no scale."""
    scale = np.float32(1 / (1 - p)) if p < 1 else np.float32(0)
    trace = []
    for layer, (weights, biases) in enumerate(net[:-1]):
        h = np.maximum(x @ weights + biases, 0)               # ReLU
        factor = np.float32(1)
        if uniforms is not None:
            factor = (uniforms(layer, h.shape) >= p) * scale  # 1 / (1 - p) where kept, 0 where dropped
        trace.append((x, h, factor))
        x = h * factor
    weights, biases = net[-1]
    trace.append((x, None, None))
    return (x @ weights + biases)[:, 0], trace


def backward(net, logits, trace, labels):
    """Gradient of the mean logistic loss. Nothing is drawn here: the factors come from the trace."""
    delta = ((sigmoid(logits) - labels) / np.float32(len(labels)))[:, None]
    gradient = []
    for layer in reversed(range(len(net))):
        x = trace[layer][0]
        gradient.insert(0, (x.T @ delta, delta.sum(axis=0)))
        if layer > 0:
            _, h, factor = trace[layer - 1]
            delta = (delta @ net[layer][0].T) * factor * (h > 0)  # the same mask and the same scale
    return gradient
# endregion


# region: loop
def train(net, adam, x, labels, p, uniforms, steps):
    """Full-batch training. uniforms(layer, step, shape) is the generator. Returns the loss after each step."""
    losses = []
    for step in range(steps):
        logits, trace = forward(net, x, p, lambda layer, shape: uniforms(layer, step, shape))  # with masks
        gradient = backward(net, logits, trace, labels)   # with the SAME masks
        adam.update(net, gradient)
        logits, _ = forward(net, x)                       # evaluation: no masks, no scale
        losses.append(mean_loss(logits, labels))
    return losses
# endregion
