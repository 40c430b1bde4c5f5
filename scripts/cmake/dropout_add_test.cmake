# dropout_add_test: one GoogleTest executable, native or run by Node.
include(GoogleTest)

# 0: CTest knows every test by its name and starts a process for each. N: it starts N processes that share the tests,
# where starting is what takes the time (sanitizers, Node).
set(DROPOUT_TEST_SHARDS 0 CACHE STRING "Processes for each test executable; 0: one for each test")

# dropout_add_test(<name> SOURCES <files…> [LIBRARIES <targets…>] [LABELS <labels…>] [NO_DISCOVERY])
# Plain arguments after the name count as sources. NO_DISCOVERY makes the whole executable one CTest test.
function(dropout_add_test name)
  cmake_parse_arguments(PARSE_ARGV 1 test "NO_DISCOVERY" "" "SOURCES;LIBRARIES;LABELS")
  add_executable(${name} ${test_SOURCES} ${test_UNPARSED_ARGUMENTS})
  target_link_libraries(${name} PRIVATE ${test_LIBRARIES} dropout_options GTest::gtest_main)
  if(EMSCRIPTEN)
    target_link_options(${name} PRIVATE
      -sSINGLE_FILE=1  # Emscripten 3.1.6 would fetch() the .wasm, which Node 20 refuses for files
      -sEXIT_RUNTIME=1  # else the process ends with 0 whatever the tests say
      -sALLOW_MEMORY_GROWTH=1
      -sENVIRONMENT=node
      -sNODERAWFS=1  # tests may read goldens from the source tree
      --pre-js ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/test_environment.js
      -sASSERTIONS=0)
  endif()
  list(LENGTH test_SOURCES count)
  if(count GREATER 3)
    dropout_precompile(${name} <gtest/gtest.h> <algorithm> <cmath> <string> <vector>)
  endif()
  if(test_NO_DISCOVERY)
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES LABELS "${test_LABELS}")
  elseif(DROPOUT_TEST_SHARDS)
    math(EXPR last "${DROPOUT_TEST_SHARDS} - 1")
    foreach(shard RANGE ${last})
      add_test(NAME ${name}.${shard} COMMAND ${name} --gtest_brief=1)
      set_tests_properties(${name}.${shard} PROPERTIES LABELS "${test_LABELS}"
        ENVIRONMENT "GTEST_TOTAL_SHARDS=${DROPOUT_TEST_SHARDS};GTEST_SHARD_INDEX=${shard}")
    endforeach()
  else()
    gtest_discover_tests(${name} DISCOVERY_TIMEOUT 120 PROPERTIES LABELS "${test_LABELS}")
  endif()
endfunction()
