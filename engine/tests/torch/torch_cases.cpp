// torch_cases.cpp: prints training runs of the engine, one a line, for agree.py, which repeats them in PyTorch.
#include "case_line.h"

int main() {
  dropout::print_trainer_cases();
  dropout::print_layer_cases();
}
