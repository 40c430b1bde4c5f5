# dropblock_check.py: runs the listings of chapter 8 and prints what they give; dropblock_check.cpp prints the same lines.
import numpy as np

from dropblock_maps import drop_block, ramp, recompute_statistics
from philox import MaskUniforms


def show(name, values):
    print(f"{name}:", *(repr(float(value) + 0.0) for value in np.ravel(values)))  # + 0.0 turns -0.0 into 0.0


def show_blocks():
    channels, side = 3, 8
    x = ((np.arange(channels * side * side) % 29 - 12) / 8).astype(np.float32).reshape(channels, side, side)
    for p in [0, 0.05, 0.1, 0.25, 0.5, 0.9, 1]:
        for block in [1, 2, 3, 5, 8]:
            for seed, sample in [(1, 0), (42, 3)]:
                generator = MaskUniforms(seed, layer=2, step=7, sample=sample)
                show(f"p={p} b={block} seed={seed}", drop_block(x, p, block, generator, train=True))
        show(f"p={p} evaluation is x itself", [drop_block(x, p, 3, MaskUniforms(1), train=False) is x])


def show_ramp():
    for step in [0, 1, 100, 750, 1500, 3000]:
        show(f"ramp at step {step}", [ramp(0.5, step, 1500)])


def show_recomputed():
    examples, units = 40, 5
    x = np.sin(np.arange(examples * 2).reshape(examples, 2))
    weights = np.cos(np.arange(2 * units).reshape(2, units))

    def layers_before(inputs):
        return np.maximum(inputs, 0) @ weights

    norm = {"running_mean": np.zeros(units), "running_variance": np.ones(units)}
    recompute_statistics(norm, layers_before, x)
    show("recomputed mean", norm["running_mean"])
    show("recomputed variance", norm["running_variance"])


def main():
    print("# within 0: the same words, one rounding of the scale and one product a cell")
    show_blocks()
    show_ramp()
    print("# within 1e-12: NumPy sums in another order, and the last bit of sine and cosine may differ")
    show_recomputed()


if __name__ == "__main__":
    main()
