# trainer_loop.py: training with inverted dropout (chapter 6): one pass forward and backward, and the loop around it.
import numpy as np

from trainer_setup import mean_loss, sigmoid


# region: pass
def forward(net, x, p=0.0, uniforms=None):
    """Returns the logits [batch] and a trace for backward.

    uniforms(layer, shape) is the generator. Without it: evaluation,
    no mask and no scale.
    """
    scale = np.float32(1 / (1 - p)) if p < 1 else np.float32(0)
    trace = []
    for layer, (weights, biases) in enumerate(net[:-1]):
        h = np.maximum(x @ weights + biases, 0)  # ReLU
        factor = np.float32(1)
        if uniforms is not None:  # scale where kept, 0 where dropped
            factor = (uniforms(layer, h.shape) >= p) * scale
        trace.append((x, h, factor))
        x = h * factor
    weights, biases = net[-1]
    trace.append((x, None, None))
    return (x @ weights + biases)[:, 0], trace


def backward(net, logits, trace, labels):
    """Gradient of the mean logistic loss. Draws nothing."""
    delta = (sigmoid(logits) - labels) / np.float32(len(labels))
    delta = delta[:, None]
    gradient = []
    for layer in reversed(range(len(net))):
        x = trace[layer][0]
        gradient.insert(0, (x.T @ delta, delta.sum(axis=0)))
        if layer > 0:  # the same mask, the same scale, then ReLU
            _, h, factor = trace[layer - 1]
            delta = (delta @ net[layer][0].T) * factor * (h > 0)
    return gradient
# endregion


# region: loop
def train(net, adam, x, labels, p, uniforms, steps):
    """Full-batch training. Returns the loss after each step.

    uniforms(layer, step, shape) is the generator of the masks.
    """
    losses = []
    for step in range(steps):
        def fresh(layer, shape):
            return uniforms(layer, step, shape)
        logits, trace = forward(net, x, p, fresh)        # masks
        gradient = backward(net, logits, trace, labels)  # the SAME
        adam.update(net, gradient)
        logits, _ = forward(net, x)                      # no masks
        losses.append(mean_loss(logits, labels))
    return losses
# endregion
