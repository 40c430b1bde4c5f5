// calls.h: the two halves of the target: objects that live on between calls, and laws and masks that keep nothing.
#pragma once
#include <memory>

#include "arguments.h"
#include "contract/fuzz/demand.h"

namespace engine_module {

using lesson::demand;

// One call each; what it makes stays until the end of the input.
class NetCalls {
 public:
  explicit NetCalls(Arguments& in);
  ~NetCalls();
  void play();

 private:
  struct Objects;
  Arguments& in_;
  std::unique_ptr<Objects> made_;
};

void call_law(Arguments& in);

}  // namespace engine_module
