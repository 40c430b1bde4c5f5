# agree.py: repeats the runs that torch_cases prints in PyTorch and holds every gradient and weight against it.
#
# agree.py PROGRAM TABLE [--write]
# Prints a line for each run; the last lines count, as Node's test runner does. TABLE holds for each kind of run how
# closely it agrees, rounded up; it is what the site tells, so it is judged too. --write writes it anew.
import json
import subprocess
import sys
import time

import torch

from bounds import SMALLEST, bound, problem_of, worst
from modules import module_checks
from training import engine_result, parts_of, repeat

# Single precision rounds to 6e-8. A gradient here is the sum of some thousand products: about 1e-6 comes of that, and
# 200 steps of Adam, which divides by the gradient's own size, make it ten times as much.
GRADIENT, WEIGHTS = 1e-5, 1e-4
# Of the largest pre-activation of its layer: as near to 0 as that one may have any sign.
SIDE = 1e-5


def compare(case):
    """-> (largest gradient difference, largest other difference, the same of PyTorch's own rounding, problem)."""
    ours = engine_result(case)
    single, moved = repeat(case, torch.float32)
    double, _ = repeat(case, torch.float64)
    gradients = [field for field in ours if field.startswith("gradient")]
    parameters = list(parts_of(case, case["start"]))
    alone = [[field] for field in ours if field not in gradients + parameters]
    in_gradient = worst(ours, single, gradients)
    in_end = max(worst(ours, single, fields) for fields in [parameters, *alone])
    rounding = max(worst(single, double, fields) for fields in [parameters, *alone])
    problem = problem_of(in_gradient, GRADIENT) or problem_of(in_end, WEIGHTS)
    if not problem and problem_of(rounding, WEIGHTS):
        problem = f"PyTorch differs from its own run in double by {rounding[0]:.1e}: such a run proves nothing"
    problem = problem or problem_of((moved, "a pre-activation of other sign"), SIDE)
    return in_gradient[0], in_end[0], rounding[0], problem


def measure(program):
    """Runs everything. -> ({about: {column: value}}, {rule: value}, passed, problems)"""
    rows, rules, passed, problems = {}, {}, 0, []

    def count(name, text, problem):
        nonlocal passed
        print(f"{'FAILED' if problem else 'ok    '}  {name}: {text}" + (f": {problem}" if problem else ""), flush=True)
        if problem:
            problems.append(f"{name}: {problem}")
        else:
            passed += 1

    with subprocess.Popen([program], stdout=subprocess.PIPE, text=True) as cases:
        for line in cases.stdout:
            case = json.loads(line)
            gradient, weights, rounding, problem = compare(case)
            text = f"gradient {gradient:.1e}, after 200 steps {weights:.1e}, PyTorch's own rounding {rounding:.1e}"
            count(f"{case['about']}, p={case['drop_rate']}", text, problem)
            row = rows.setdefault(case["about"], {"gradient": 0.0, "weights": 0.0, "rounding": 0.0})
            for key, value in zip(row, (gradient, weights, rounding)):
                row[key] = max(row[key], value)
    if cases.returncode or not rows:
        problems.append(f"{program} ended with {cases.returncode} after {len(rows)} kinds of runs")
    for name, difference, problem in module_checks():
        count(name, "asked" if difference is None else f"{difference:.1e}", problem)
        rules[name] = difference
    return rows, rules, passed, problems


def table_of(rows, rules):
    tolerance = {"gradient": GRADIENT, "weights": WEIGHTS, "rounding": WEIGHTS}
    return {
        "about": "How closely training runs of the engine and of PyTorch agree: the largest relative difference, rounded up.",
        "made_by": "engine/tests/torch/agree.py --write (DO NOT EDIT)",
        "pytorch": ".".join(torch.__version__.split(".")[:2]),
        "steps": 200,
        "drop_rates": [0.1, 0.25, 0.5, 0.6, 0.9],
        "rows": [{"about": about, **{key: bound(value, tolerance[key]) for key, value in row.items()}}
                 for about, row in rows.items()],
        "rules": [{"about": about, "difference": bound(value, GRADIENT)} for about, value in rules.items()
                  if value is not None],
        "claims": [{"about": about} for about, value in rules.items() if value is None],
    }


def judge(rows, rules, committed):
    """What was measured against what the site tells: [problem]."""
    told = {row["about"]: row for row in committed["rows"] + committed["rules"] + committed["claims"]}
    measured = {**rows, **{about: {} if value is None else {"difference": value} for about, value in rules.items()}}
    problems = [f"it tells of {about}, which was not compared" for about in told if about not in measured]
    for about, values in measured.items():
        if about not in told:
            problems.append(f"it says nothing of {about}")
            continue
        for key in set(values) - {"rounding"}:
            # Written, a bound is 3 to 30 times the value; another processor may sum to three times more or less.
            if not values[key] <= told[about][key] <= 100 * max(values[key], SMALLEST):
                problems.append(f"it tells {key} {told[about][key]:g} of {about}, measured is {values[key]:.1e}")
    return problems


def main(program, table_file, *options):
    started = time.monotonic()
    torch.set_num_threads(1)  # one order of sums
    rows, rules, passed, problems = measure(program)
    if "--write" in options and not problems:
        with open(table_file, "w") as file:
            json.dump(table_of(rows, rules), file, indent=2, ensure_ascii=False)
            file.write("\n")
    with open(table_file) as file:
        stale = [] if problems else judge(rows, rules, json.load(file))
    for problem in stale:
        print(f"FAILED  {table_file}: {problem}")
    print(f"PyTorch {torch.__version__}, {time.monotonic() - started:.0f} s")
    print(f"# pass {passed}\n# fail {len(problems) + len(stale)}")
    if problems:
        print(f"first: {problems[0]}")
    return 1 if problems or stale else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
