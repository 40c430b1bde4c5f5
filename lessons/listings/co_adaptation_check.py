# co_adaptation_check.py: trains small nets with the listing of chapter 6 and takes them apart with that of chapter 0;
# co_adaptation_check.cpp prints the same lines.
from co_adaptation_ablation import ablation_losses, cancellation_ratio
from trainer_loop import train
from trainer_setup import Adam, initial_net, mask_uniforms, spirals

STEPS, WIDTHS = 50, (2, 16, 16, 1)


def show(name, values):
    print(f"{name}:", *(f"{float(value):.9g}" for value in values))


def main():
    for seed in (1, 2, 3):
        x, labels, _ = spirals(seed, count=80, noise=0.15, flip_share=0.15)
        for p in (0, 0.2, 0.5):
            net = initial_net(seed, WIDTHS)
            train(net, Adam(), x, labels, p, mask_uniforms(seed), STEPS)
            print("# within 1e-09: both count points, and divide by 80")
            show(f"seed {seed} p={p} losses", ablation_losses(net, x, labels))
            print("# within 0.001: float sums run in another order, and the ratio divides by small logits")
            show(f"seed {seed} p={p} cancellation", [cancellation_ratio(net, x)])


if __name__ == "__main__":
    main()
