# Compiler settings that every room shares: the target dropout_options, build types, ccache.
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

find_program(CCACHE_PROGRAM ccache)
mark_as_advanced(CCACHE_PROGRAM)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Paths below the source tree count as relative, so that a new clone finds what another one compiled. Precompiled
  # headers are in the cache only where it may overlook the macros that nobody uses and the times of files.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
    CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE_PROGRAM})
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:SHELL:-Xclang -fno-pch-timestamp>")
endif()

# dropout_precompile(<target> <headers…>): reading the standard library is most of the time that a file takes here.
# Each file still includes what it uses; with DROPOUT_PRECOMPILE off one sees that it does.
option(DROPOUT_PRECOMPILE "Precompile the headers that most files of a target include" ON)
function(dropout_precompile target)
  if(DROPOUT_PRECOMPILE)
    target_precompile_headers(${target} PRIVATE ${ARGN})
  endif()
endfunction()

add_library(dropout_options INTERFACE)
target_compile_features(dropout_options INTERFACE cxx_std_20)
target_compile_options(dropout_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
  # A fused multiply-add rounds once instead of twice: it differs between machines and breaks the state hash.
  -ffp-contract=off)

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 14)
  # GCC 12 and 13 report reads and writes inside std::string and std::vector that cannot happen (GCC bugs 105651, 107852),
  # because the optimiser looks at paths that are never taken. The clang preset, with sanitizers, finds the real ones.
  add_compile_options(-Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds)
endif()

if(EMSCRIPTEN)
  # Small everywhere (the reader downloads it); -flto so that the page module can drop and inline across rooms.
  set(CMAKE_CXX_FLAGS_RELEASE "-Oz -DNDEBUG")
  add_compile_options(-flto)
  # Emscripten writes CommonJS; without this Node would go by the "type": "module" of the repository's package.json.
  file(WRITE ${CMAKE_BINARY_DIR}/package.json "{ \"type\": \"commonjs\" }\n")
  # Tests link quickly with few passes; dropout_link_small asks for all of them.
  string(APPEND CMAKE_EXE_LINKER_FLAGS " -O1")
endif()

# For what a page downloads: all passes, and small functions inlined and blocks told anew, which took another 3 % off the
# models and 2 % off the player, compressed; nothing is inlined while linking (the files did that for what is hot), which
# took 1.5 % off. Memory below 1,024 holds nothing: Emscripten's global base. The engine's hot
# loops keep their own level, see engine/CMakeLists.txt.
function(dropout_link_small program)
  target_link_options(${program} PRIVATE -Oz -flto -Wl,-mllvm,-inline-threshold=0
    -sBINARYEN_EXTRA_PASSES=--always-inline-max-function-size=6,--low-memory-unused,--flatten,--rereloop,-Oz,-Oz)
endfunction()

# dropout_compile_fast(<files…>): of a directory that is built for size, these are built for speed: what runs for every frame.
# emcc 3.1.6 lets -Oz win wherever it stands in the line, so it leaves the common line and stands at each other file. Before
# the targets; without -Oz in the line nothing happens.
macro(dropout_compile_fast)
  if(CMAKE_CXX_FLAGS_RELEASE MATCHES "-Oz")
    string(REPLACE "-Oz" "" CMAKE_CXX_FLAGS_RELEASE "${CMAKE_CXX_FLAGS_RELEASE}")
    file(GLOB dropout_sources RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} CONFIGURE_DEPENDS *.cpp)
    set_source_files_properties(${dropout_sources} PROPERTIES COMPILE_OPTIONS "-Oz")
    set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS "-O2;-fno-unroll-loops")
  endif()
endmacro()
