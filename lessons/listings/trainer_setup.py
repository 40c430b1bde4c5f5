# trainer_setup.py: the data, initial weights, loss and optimizer of chapter 6, as the engine makes them.
import numpy as np

from philox import RandomStream, mask_words


def spirals(seed, count, noise, flip_share):
    """Training points [count, 2] in float32, labels as the net sees them, and which of them are flipped."""
    stream = RandomStream(seed, RandomStream.DATA)
    points = []
    for i in range(count):
        q = np.sqrt(stream.uniform())
        angle = 2 * np.pi * q + (i % 2) * np.pi
        points.append([2 * q * np.cos(angle) + noise * stream.normal(), 2 * q * np.sin(angle) + noise * stream.normal()])
    flips = RandomStream(seed, RandomStream.LABEL_FLIPS)
    flipped = np.array([flips.uniform() < flip_share for _ in range(count)])
    labels = (np.arange(count) % 2) ^ flipped
    return np.array(points, np.float32), labels.astype(np.float32), flipped


def initial_net(seed, widths):
    """One (weights [input, output], biases [output]) a layer; He: weights from N(0, 2 / inputs), biases 0."""
    stream = RandomStream(seed, RandomStream.INITIALIZATION)
    net = []
    for inputs, outputs in zip(widths, widths[1:]):
        normals = np.array([stream.normal() for _ in range(inputs * outputs)])
        weights = np.sqrt(2 / inputs) * normals.reshape(inputs, outputs)
        net.append((weights.astype(np.float32), np.zeros(outputs, np.float32)))
    return net


def mask_uniforms(seed):
    """The generator of a run: uniforms(layer, step, (batch, units)) in [0, 1), a fresh set for each layer and step."""
    def uniforms(layer, step, shape):
        return mask_words(seed, layer, step, range(shape[0]), shape[1]) * 2.0**-32
    return uniforms


def sigmoid(z):
    """1 / (1 + e^-z), written so that nothing overflows."""
    e = np.exp(-np.abs(z))
    return np.where(z < 0, e, 1) / (1 + e)


def mean_loss(logits, labels):
    """Logistic loss: the mean of log(1 + e^z) - y z."""
    return np.mean(np.logaddexp(0, logits) - labels * logits)


class Adam:
    """Kingma and Ba 2015, algorithm 1, with bias correction."""

    def __init__(self, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.learning_rate, self.beta1, self.beta2, self.epsilon = learning_rate, beta1, beta2, epsilon
        self.count = 0
        self.moments = {}

    def update(self, net, gradient):
        self.count += 1
        for layer, (parameters, slopes) in enumerate(zip(net, gradient)):
            for part, (w, g) in enumerate(zip(parameters, slopes)):
                m, v = self.moments.setdefault((layer, part), (np.zeros_like(w), np.zeros_like(w)))
                m += np.float32(1 - self.beta1) * (g - m)
                v += np.float32(1 - self.beta2) * (g * g - v)
                mean = m / np.float32(1 - self.beta1**self.count)
                root = np.sqrt(v / np.float32(1 - self.beta2**self.count))
                w -= np.float32(self.learning_rate) * mean / (root + np.float32(self.epsilon))
