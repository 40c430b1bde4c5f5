// compute_co_adaptation.cpp: facts about parts that cancel, for the co-adaptation chapter.
#include <cmath>
#include <numeric>

#include "facts.h"

namespace checker {

namespace {

// sum |part| / |sum of the parts|
double cancellation_of(Args& args) {
  const std::vector<double> parts = args.numbers("parts", 1000);
  if (!args.ok()) return 0;
  const double sum = std::accumulate(parts.begin(), parts.end(), 0.0);
  double sizes = 0;
  for (const double part : parts) sizes += std::fabs(part);
  if (sum == 0) args.fail("parts", "the parts add up to 0, so nothing is left to compare with");
  return args.ok() ? sizes / std::fabs(sum) : 0;
}

using Context = ComputeContext;

constexpr ComputeFunction table[] = {
    {"cancellation", "parts", "Sum of the sizes of the parts over the size of their sum.",
     [](Args& a, Context&) { return cancellation_of(a); }},
    {"cancelled_share", "parts", "Share of the sizes that cancels: 1 - 1 / cancellation.",
     [](Args& a, Context&) {
       const double ratio = cancellation_of(a);
       return ratio > 0 ? 1 - 1 / ratio : 0;
     }},
};

}  // namespace

std::span<const ComputeFunction> co_adaptation_functions() { return table; }

}  // namespace checker
