# Toolchain file of the wasm preset: finds the installed Emscripten (any release from 3.1.6 on) and uses its own toolchain file.
#
# Looked for in this order: $EMSCRIPTEN_ROOT, the emcc on PATH, the place where Debian's package puts it.
# The answer is kept in the environment because CMake reads a toolchain file once for every feature check.
if(NOT DEFINED ENV{DROPOUT_EMSCRIPTEN_ROOT})
  set(emscripten_root "$ENV{EMSCRIPTEN_ROOT}")
  if(NOT emscripten_root)
    find_program(em_config_program em-config HINTS "$ENV{EMSDK}/upstream/emscripten")
    mark_as_advanced(em_config_program)
    if(em_config_program)
      execute_process(
        COMMAND "${em_config_program}" EMSCRIPTEN_ROOT
        OUTPUT_VARIABLE emscripten_root OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    endif()
  endif()
  if(NOT emscripten_root)
    set(emscripten_root /usr/share/emscripten)
  endif()
  set(ENV{DROPOUT_EMSCRIPTEN_ROOT} "${emscripten_root}")
endif()

set(emscripten_toolchain "$ENV{DROPOUT_EMSCRIPTEN_ROOT}/cmake/Modules/Platform/Emscripten.cmake")
if(NOT EXISTS "${emscripten_toolchain}")
  message(FATAL_ERROR "Emscripten was not found: install it (npm run build does), or put emcc on PATH.")
endif()
include("${emscripten_toolchain}")

# Debian's emcc runs JavaScript passes that need acorn, which Debian's Node finds by itself and other Nodes do not.
if(EXISTS /usr/share/nodejs/acorn)
  set(CMAKE_C_LINKER_LAUNCHER "${CMAKE_COMMAND};-E;env;NODE_PATH=/usr/share/nodejs:$ENV{NODE_PATH}")
  set(CMAKE_CXX_LINKER_LAUNCHER "${CMAKE_C_LINKER_LAUNCHER}")
endif()
