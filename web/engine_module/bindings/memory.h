// memory.h: what a call of JavaScript's says about the memory that it takes; see memory_bindings.cpp.
#pragma once
#include "fields.h"

namespace engine_module {

// At the begin of a call that changes an object and takes memory, too. When there is none left it can not be taken back.
void changes_what_is_there();

}  // namespace engine_module
