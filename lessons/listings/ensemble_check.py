# ensemble_check.py: runs the listings of chapter 3 and prints what they give; ensemble_check.cpp prints the same lines.
import numpy as np

from ensemble_members import all_members, monte_carlo
from philox import MaskUniforms, RandomStream

POINTS = [(0.5, -1.25), (-1.75, 0.5), (0.125, 0.75)]


def show(name, values):
    print(f"{name}:", *(repr(float(value) + 0.0) for value in values))


def drawn_net(widths, seed):
    """Weights uniform in [-2, 2), biases in [-0.5, 0.5), layer after layer: the same numbers in both languages."""
    stream = RandomStream(seed, RandomStream.INITIALIZATION)
    net = []
    for inputs, outputs in zip(widths, widths[1:]):
        weights = np.array([4 * stream.uniform() - 2 for _ in range(inputs * outputs)]).reshape(inputs, outputs)
        net.append((weights, np.array([stream.uniform() - 0.5 for _ in range(outputs)])))
    return net


class PassMasks:
    """The uniform numbers of pass 0, 1, ...: those of training step 0, 1, ..., hidden layer after hidden layer."""

    def __init__(self, seed, hidden):
        self.seed, self.hidden, self.step = seed, hidden, 0

    def random(self, count):
        parts = [MaskUniforms(self.seed, layer, self.step).random(width) for layer, width in enumerate(self.hidden)]
        self.step += 1
        return np.concatenate(parts)[:count]


def main():
    print("# within 1e-12: NumPy sums in another order")
    # Contributions 2 and -1: ReLU would stop the second, so the output layer carries the sign.
    example = [(np.array([[2.0, 1.0]]), np.zeros(2)), (np.array([[1.0], [-1.0]]), np.zeros(1))]
    show("E3.2", all_members(example, np.array([1.0]), 2, 0.5))
    for hidden in [(6,), (3, 3), (2, 2, 2)]:
        net = drawn_net((2, *hidden, 1), 5)
        for p in [0.0, 0.1, 0.3, 0.5, 0.8, 0.95]:
            for x in POINTS:
                show(f"{hidden} p={p} members", all_members(net, np.array(x), 6, p))
            for passes in [1, 10, 50]:
                mean = monte_carlo(net, np.array(POINTS[0]), 6, p, passes, PassMasks(7, hidden))
                show(f"{hidden} p={p} mean of {passes}", [mean])


if __name__ == "__main__":
    main()
