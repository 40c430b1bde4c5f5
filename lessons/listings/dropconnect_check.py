# dropconnect_check.py: runs the listings of chapter 5 and prints what they give; dropconnect_check.cpp prints the same
# lines.
import numpy as np

from dropconnect_layer import drop_connect, gaussian_inference
from philox import MaskUniforms, RandomStream

DROP_RATES = [0, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.95, 1]
STUDY = 5  # the purpose of the engine's stream for experiments
WEIGHTS = np.array([[1, -2, 0.5], [0.5, 1, 2]], np.float32)
V = np.array([1, 2, -1], np.float32)
BIASES = np.array([0.25, -0.5], np.float32)


def show(name, values):
    print(f"{name}:", *(repr(float(value) + 0.0) for value in values))  # + 0.0 turns -0.0 into 0.0


def show_rate(p):
    for seed, step in [(1, 0), (42, 7), (2**40 + 3, 123)]:
        generator = MaskUniforms(seed, layer=1, step=step, sample=5)
        show(f"p={p} seed={seed} u", drop_connect(V, WEIGHTS, BIASES, p, generator, train=True))
    show(f"p={p} evaluation", drop_connect(V, WEIGHTS, BIASES, p, None, train=False))


def show_mean(p):
    """Over 400 masks the mean comes near to W v + b."""
    masks = (MaskUniforms(7, layer=1, step=step) for step in range(400))
    total = sum(drop_connect(V, WEIGHTS, BIASES, p, mask, train=True).astype(float) for mask in masks)
    show(f"p={p} mean over 400 masks", total / 400)


def show_inference(p):
    arguments = V.astype(float), WEIGHTS.astype(float), BIASES.astype(float)
    relu = gaussian_inference(*arguments, p, lambda u: np.maximum(u, 0), 500, RandomStream(3, STUDY))
    show(f"p={p} mean of relu over 500 draws of the Gaussian", relu)


def main():
    print("# within 2e-6: sums in single precision, scaled before or after")
    for p in DROP_RATES:
        show_rate(p)
    for p in (0.2, 0.5):
        show_mean(p)
    print("# within 1e-9: sine, cosine and logarithm of another library")
    for p in (0, 0.2, 0.5, 0.8):
        show_inference(p)


if __name__ == "__main__":
    main()
