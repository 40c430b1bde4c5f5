# dropout_add_fuzz: one libFuzzer program that hands hostile bytes to a border, and a test that runs it for a short while.

# The test hands over each file of the corpus and then so many inputs made from them, always the same ones.
set(fuzz_runs 2000)

# dropout_add_fuzz(<name> [RUNS <count>] SOURCES <files…> [LIBRARIES <targets…>])
# makes fuzz_<name>; the corpus is the folder corpus/<name> beside it. Sanitizers come with the preset.
function(dropout_add_fuzz name)
  cmake_parse_arguments(PARSE_ARGV 1 fuzz "" "RUNS" "SOURCES;LIBRARIES")
  if(NOT fuzz_RUNS)
    set(fuzz_RUNS ${fuzz_runs})
  endif()
  set(program fuzz_${name})
  add_executable(${program} ${fuzz_SOURCES})
  target_link_libraries(${program} PRIVATE ${fuzz_LIBRARIES} dropout_options)
  target_compile_options(${program} PRIVATE -fsanitize=fuzzer -fno-exceptions -fno-rtti)
  target_link_options(${program} PRIVATE -fsanitize=fuzzer)
  # All in one folder, where scripts/fuzz.mjs looks for them.
  set_target_properties(${program} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzz)

  if(DROPOUT_BUILD_TESTS)
    # As single files: what is found in between is written into a folder, if one is named.
    file(GLOB corpus CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/corpus/${name}/*)
    if(NOT corpus)
      message(FATAL_ERROR "fuzz_${name} has no corpus in ${CMAKE_CURRENT_SOURCE_DIR}/corpus/${name}")
    endif()
    list(JOIN corpus "," corpus)
    add_test(NAME fuzz.${name} COMMAND ${program} -seed=1 -runs=${fuzz_RUNS} -max_len=4096 -print_final_stats=1
      -artifact_prefix=${CMAKE_BINARY_DIR}/fuzz/${name}_ -seed_inputs=${corpus})
    set_tests_properties(fuzz.${name} PROPERTIES LABELS fuzz)
  endif()
endfunction()
