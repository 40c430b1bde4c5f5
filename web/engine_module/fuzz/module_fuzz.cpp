// module_fuzz.cpp: calls of the engine module in any order, with arguments that JavaScript lets through, and any saved run.
//
// JavaScript judges what callers hand in (tests/hostile.test.mjs hands in everything else), so what arrives at the
// bindings is in range: here it is at the edges of its range, huge, tiny or not finite where that is allowed. Saved runs
// are judged behind the bindings; theirs are any bytes.
#include "calls.h"
#include "../bindings/memory.h"

namespace engine_module {

// Only the memory of WebAssembly has an end to be told of.
void changes_what_is_there() {}

namespace {
constexpr int most_calls = 24;
}

}  // namespace engine_module

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engine_module;
  Arguments in(data, size);
  NetCalls nets(in);
  for (int call = 0; call < most_calls && in.more(); ++call) {
    if (in.flag())
      nets.play();
    else
      call_law(in);
  }
  return 0;
}
