# dropout_add_test: one GoogleTest executable, native or run by Node.

# CTest starts so many processes for each executable, which share its tests. One for each test would spend its time with
# starting (sanitizers, Node) and with training the same nets again.
set(test_shards 4)

# dropout_add_test(<name> SOURCES <files…> [LIBRARIES <targets…>] [LABELS <labels…>])
# Plain arguments after the name count as sources.
function(dropout_add_test name)
  cmake_parse_arguments(PARSE_ARGV 1 test "" "" "SOURCES;LIBRARIES;LABELS")
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
  math(EXPR last "${test_shards} - 1")
  foreach(shard RANGE ${last})
    add_test(NAME ${name}.${shard} COMMAND ${name} --gtest_brief=1)
    set_tests_properties(${name}.${shard} PROPERTIES LABELS "${test_LABELS}"
      ENVIRONMENT "GTEST_TOTAL_SHARDS=${test_shards};GTEST_SHARD_INDEX=${shard}")
  endforeach()
endfunction()
