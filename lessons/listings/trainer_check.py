# trainer_check.py: runs the training listing of chapter 6 for 50 steps; trainer_check.cpp prints the same lines.
from trainer_loop import train
from trainer_setup import Adam, initial_net, mask_uniforms, spirals

SEED, STEPS, WIDTHS = 1, 50, (2, 32, 32, 1)


def show(name, values):
    print(f"{name}:", *(f"{float(value):.9g}" for value in values))


def main():
    x, labels, flipped = spirals(SEED, count=80, noise=0.15, flip_share=0.15)
    print("# within 0: labels and flips come from exact words")
    show("labels", labels)
    show("flipped", flipped)
    print("# within 1e-06: the last bit of log, sine and cosine differs between NumPy and the engine")
    for i in range(0, 80, 8):
        show(f"point {i}", x[i])
    show("first weights", initial_net(SEED, WIDTHS)[0][0][0][:8])
    print("# within 1e-05: float sums run in another order; 3e-07 was seen, and training lets differences grow")
    for p in (0, 0.1, 0.3, 0.5, 0.8, 0.95):
        losses = train(initial_net(SEED, WIDTHS), Adam(), x, labels, p, mask_uniforms(SEED), STEPS)
        for first in range(0, STEPS, 10):
            show(f"p={p} loss after steps {first + 1} to {first + 10}", losses[first:first + 10])


if __name__ == "__main__":
    main()
