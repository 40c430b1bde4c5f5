# inverted_check.py: runs the listings of chapter 2 and prints what they give; inverted_check.cpp prints the same lines.
import numpy as np

from inverted_dropout import dense_after_dropout, inverted_dropout, to_eval
from philox import MaskUniforms

DROP_RATES = [0, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.95, 1]
INPUTS, OUTPUTS = 12, 3


def show(name, values):
    print(f"{name}:", *(repr(float(value) + 0.0) for value in values))  # + 0.0 turns -0.0 into 0.0


def generator(step):
    return MaskUniforms(seed=24, layer=1, step=step, sample=5)


def show_rate(p):
    x = (np.arange(50) - 20).astype(np.float32) / 8
    y, mask = inverted_dropout(x, p, generator(0), train=True)
    show(f"p={p} y", y)
    show(f"p={p} length of the mask, mask", [0] if mask is None else [mask.size, *mask])
    show(f"p={p} evaluation is x itself", [inverted_dropout(x, p, generator(0), train=False)[0] is x])
    x[::2] = np.nan  # a dropped NaN is gone: selection, not multiplication by 0
    y, mask = inverted_dropout(x, p, generator(0), train=True)
    show(f"p={p} NaN where dropped", [np.isnan(y[~mask]).any() if mask is not None else False])


def show_schemes(p):
    """W2 behind naive masks is k W2 behind inverted dropout, in training and at test."""
    x = ((np.arange(INPUTS) - 4) / 8).astype(np.float32)
    weights = (((7 * np.arange(INPUTS * OUTPUTS)) % 11 - 5) / 8).astype(np.float32).reshape(INPUTS, OUTPUTS)
    biases = np.array([0.5, -1, 2], np.float32)
    for step in range(3):
        old = dense_after_dropout(x, weights, biases, p, generator(step), train=True)
        new = inverted_dropout(x, p, generator(step), train=True)[0] @ to_eval(weights, p) + biases
        show(f"p={p} step={step} naive mask, W2", old)
        show(f"p={p} step={step} inverted, k W2", new if p < 1 else biases)
    show(f"p={p} at test, k W2", dense_after_dropout(x, to_eval(weights, p), biases, p, None, train=False))
    show(f"p={p} at test, forgotten", dense_after_dropout(x, weights, biases, p, None, train=False))


def main():
    print("# within 0: the same words, one multiplication")
    y, _ = inverted_dropout(np.array([4], np.float32), 0.5, MaskUniforms(seed=24), train=True)
    show("E2.1 output", y)
    for p in DROP_RATES:
        show_rate(p)
    print("# within 2e-6: sums of 12 products, in another order")
    for p in DROP_RATES:
        show_schemes(p)


if __name__ == "__main__":
    main()
