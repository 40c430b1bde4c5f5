// allocation_test.cpp: training steps take no memory from the heap. Replaces operator new, so it is its own executable.
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "dropout/trainer.h"

namespace {
int allocation_count = 0;
}

// Not inlined: GCC would see free() meet a pointer of operator new and warn about its own replacement.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocation_count;
  if (void* memory = std::malloc(size != 0 ? size : 1)) return memory;
  std::abort();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace dropout {
namespace {

TEST(Allocation, TrainingStepsAllocateNothing) {
  for (const Activation activation : {Activation::relu, Activation::tanh})
    for (const OptimizerKind kind : {OptimizerKind::adam, OptimizerKind::sgd})
      for (const double p : {0.0, 0.3, 0.5, 1.0}) {
        TrainerConfig config;
        config.activation = activation;
        config.optimizer.kind = kind;
        config.drop_rate = p;
        const int before_construction = allocation_count;
        Trainer trainer(config);
        ASSERT_GT(allocation_count, before_construction) << "the counter counts";
        const int before = allocation_count;
        trainer.step(20);
        EXPECT_EQ(allocation_count, before) << p;
      }
}

}  // namespace
}  // namespace dropout
