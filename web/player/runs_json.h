// runs_json.h: the training runs that a widget waits for, as JSON for whoever computes them in Workers.
#pragma once

#include "declaration_json.h"

namespace lesson {

// [{"run": 3, "settings": {...}}, ...]; the settings are the argument of trainRun of the engine module (web/engine_module).
Json wanted_runs_json(const Session& session, int most);

}  // namespace lesson
