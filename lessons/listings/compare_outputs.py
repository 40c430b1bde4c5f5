# compare_outputs.py: runs a C++ check program and its Python twin and holds their lines against each other.
import subprocess
import sys


def lines_of(command):
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"{' '.join(command)} failed with exit code {result.returncode}:\n{result.stderr}")
    return result.stdout.splitlines()


def numbers_agree(first, second, tolerance):
    return len(first) == len(second) and all(
        abs(float(a) - float(b)) <= tolerance for a, b in zip(first, second))  # false for NaN


def compare(cpp_lines, python_lines):
    """Counts of agreeing and disagreeing lines. A line '# within T: reason' sets the tolerance of those after it."""
    tolerance, passed, failed = 0.0, 0, 0
    for cpp, python in zip(cpp_lines, python_lines):
        if cpp.startswith("# within "):
            agree = cpp == python
            tolerance = float(cpp.removeprefix("# within ").split(":")[0])
        else:
            (name, cpp_numbers), (twin, python_numbers) = cpp.split(": "), python.split(": ")
            agree = name == twin and numbers_agree(cpp_numbers.split(), python_numbers.split(), tolerance)
        passed += agree
        failed += not agree
        if not agree:
            print(f"more than {tolerance} apart:\n  C++    {cpp[:150]}\n  Python {python[:150]}")
    if len(cpp_lines) != len(python_lines) or not cpp_lines:
        print(f"the C++ program printed {len(cpp_lines)} lines, the Python program {len(python_lines)}")
        failed += 1
    return passed, failed


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: compare_outputs.py <C++ executable> <Python script>")
    passed, failed = compare(lines_of([sys.argv[1]]), lines_of([sys.executable, sys.argv[2]]))
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
