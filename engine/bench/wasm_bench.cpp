// wasm_bench.cpp: the engine's step behind four C functions, for Node and the browser.
#include <cstdint>
#include <memory>
#include <vector>

#include "dropout/hash.h"
#include "dropout/mask.h"
#include "roofline.h"
#include "workload.h"

#define EXPORTED(name) extern "C" __attribute__((export_name(#name), used))

namespace {

std::unique_ptr<bench::EngineStep> engine;
std::unique_ptr<bench::Roofline> roofline;
std::vector<std::uint8_t> mask;

}  // namespace

EXPORTED(bench_create) void bench_create(int width, int batch, int depth) {
  engine.reset();  // first, so that two nets are never alive together
  engine = std::make_unique<bench::EngineStep>(bench::Workload{.width = width, .batch = batch, .depth = depth});
}

EXPORTED(bench_step) void bench_step(int count) {
  for (int i = 0; i < count; ++i) engine->step();
}

// The low half of a hash of all parameters: equal after equal steps, native and WebAssembly.
EXPORTED(bench_hash) std::uint32_t bench_hash() { return static_cast<std::uint32_t>(engine->hash()); }

// Draws `count` masks of `units` bytes each.
EXPORTED(bench_masks) void bench_masks(int units, int count) {
  mask.resize(static_cast<std::size_t>(units));
  for (int i = 0; i < count; ++i) dropout::draw_mask({7, 0, static_cast<std::uint32_t>(i), 0}, 0.5, mask);
}

// The rows of the roofline, the same as in the native program, which knows their names.
EXPORTED(bench_roofline) void bench_roofline() { roofline = std::make_unique<bench::Roofline>(); }

EXPORTED(bench_row) void bench_row(int index, int runs) {
  for (int i = 0; i < runs; ++i) bench::roofline_rows[index].run(*roofline);
}
