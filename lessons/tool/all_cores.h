// all_cores.h: independent jobs on all cores of the machine.
#pragma once

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace checker {

// Calls job(i) for i in [0, count); each job writes only its own place, so the result does not depend on the cores. As
// WebAssembly there are no threads; the build runs several programs instead.
template <class Job>
void for_all_cores(std::size_t count, const Job& job) {
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < count; i = next++) job(i);
  };
#ifdef __EMSCRIPTEN__
  work();
#else
  std::vector<std::thread> helpers;
  const std::size_t cores = std::max(1u, std::thread::hardware_concurrency());
  for (std::size_t i = 1; i < std::min(cores, count); ++i) helpers.emplace_back(work);
  work();
  for (std::thread& helper : helpers) helper.join();
#endif
}

}  // namespace checker
