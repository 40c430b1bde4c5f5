# mask_check.py: runs the listings of chapter 1 and prints what they give; mask_check.cpp prints the same lines.
import numpy as np

from mask_dropout import naive_dropout, naive_dropout_backward
from philox import MaskUniforms, philox4x32

DROP_RATES = [0, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.95, 1]
EXAMPLE = np.array([2, -1, 3, 0.5, -2, 1], np.float32)


def show(name, values):
    print(f"{name}:", *(repr(float(value) + 0.0) for value in values))  # + 0.0 turns -0.0 into 0.0


def main():
    print("# within 0: the same words, and every product is exact")
    show("philox zero", philox4x32([[0, 0, 0, 0]], (0, 0))[0])
    show("philox ones", philox4x32([[0xFFFFFFFF] * 4], (0xFFFFFFFF, 0xFFFFFFFF))[0])
    y, mask = naive_dropout(EXAMPLE, 0.5, MaskUniforms(seed=24), train=True)
    show("E1.1 mask", mask)
    show("E1.1 output", y)
    show("E1.1 sum", [y.sum()])
    show("E1.1 gradient", naive_dropout_backward(np.ones(6, np.float32), mask))
    for p in DROP_RATES:
        for seed, step in [(1, 0), (42, 7), (2**40 + 3, 123)]:
            x = (np.arange(50) - 20).astype(np.float32) / 8
            y, mask = naive_dropout(x, p, MaskUniforms(seed, layer=1, step=step, sample=5), train=True)
            show(f"p={p} seed={seed} y", y)
            show(f"p={p} seed={seed} dx", naive_dropout_backward(x + 1, mask))
        y, mask = naive_dropout(EXAMPLE, p, MaskUniforms(seed=1), train=False)
        show(f"p={p} evaluation passes x", y)
        show(f"p={p} evaluation is x itself", [y is EXAMPLE])
    for p, units in [(0.5, 100000), (0.2, 100000)]:
        mask = naive_dropout(np.ones(units, np.float32), p, MaskUniforms(seed=42), train=True)[1]
        show(f"p={p} kept of {units}", [mask.sum()])


if __name__ == "__main__":
    main()
