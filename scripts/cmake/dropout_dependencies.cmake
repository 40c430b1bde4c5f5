# What we use and did not write: nlohmann_json, GoogleTest, and for the page sdl2 and imgui.
include(git_source)

# --- nlohmann/json: headers only --------------------------------------------------------------------------------------
# The system's copy lies in /usr/include, which must never be searched when cross-compiling: the native C headers there
# would hide Emscripten's. A folder that holds nothing but a link to it is safe for every preset.
find_path(NLOHMANN_JSON_FOLDER nlohmann/json.hpp PATHS /usr/include /usr/local/include
  NO_CMAKE_FIND_ROOT_PATH NO_CACHE)
add_library(nlohmann_json INTERFACE)
add_library(nlohmann_json::nlohmann_json ALIAS nlohmann_json)
if(NLOHMANN_JSON_FOLDER)
  set(private_include ${CMAKE_BINARY_DIR}/private_include)
  file(MAKE_DIRECTORY ${private_include})
  file(CREATE_LINK ${NLOHMANN_JSON_FOLDER}/nlohmann ${private_include}/nlohmann SYMBOLIC)
  target_include_directories(nlohmann_json SYSTEM INTERFACE ${private_include})
else()
  dropout_git_source(nlohmann_json_source https://github.com/nlohmann/json.git
    v3.11.2 bc889afb4c5bf1c0d8ee29ef35eaaf4c8bef8a5d)
  target_include_directories(nlohmann_json SYSTEM INTERFACE ${nlohmann_json_source_SOURCE_DIR}/single_include)
endif()

# --- For the page: SDL2, Dear ImGui and GoogleTest, compiled once and kept outside the build folder --------------------
if(EMSCRIPTEN)
  set(DROPOUT_WASM_DEPENDENCIES "" CACHE PATH "folder with lib/ and include/ of SDL2, Dear ImGui and GoogleTest")
  set(wasm_dependencies ${DROPOUT_WASM_DEPENDENCIES})
  # A change of how they are made gives them another folder.
  file(GLOB recipe CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/scripts/cmake/wasm_dependencies/*)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${recipe})
  if(NOT wasm_dependencies)
    execute_process(
      COMMAND node ${CMAKE_SOURCE_DIR}/scripts/dependencies.mjs
      OUTPUT_VARIABLE wasm_dependencies OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE dependencies_failed)
    if(dependencies_failed)
      message(FATAL_ERROR "SDL2 and Dear ImGui could not be built; the reason stands above.")
    endif()
  endif()

  add_library(sdl2 INTERFACE)
  target_include_directories(sdl2 SYSTEM INTERFACE ${wasm_dependencies}/include/SDL2)
  target_link_libraries(sdl2 INTERFACE ${wasm_dependencies}/lib/libSDL2.a)

  add_library(imgui INTERFACE)
  target_include_directories(imgui SYSTEM INTERFACE ${wasm_dependencies}/include/imgui)
  target_compile_definitions(imgui INTERFACE IMGUI_USER_CONFIG="dropout_imgui_config.h")
  target_link_libraries(imgui INTERFACE ${wasm_dependencies}/lib/libimgui.a sdl2)
endif()

# --- GoogleTest -------------------------------------------------------------------------------------------------------
if(DROPOUT_BUILD_TESTS)
  if(EMSCRIPTEN)
    add_library(GTest::gtest_main INTERFACE IMPORTED GLOBAL)
    target_include_directories(GTest::gtest_main SYSTEM INTERFACE ${wasm_dependencies}/include)
    target_compile_definitions(GTest::gtest_main INTERFACE GTEST_HAS_PTHREAD=0)
    target_link_libraries(GTest::gtest_main INTERFACE ${wasm_dependencies}/lib/libgtest_with_main.a)
  else()
    find_package(GTest CONFIG QUIET GLOBAL)
    if(NOT TARGET GTest::gtest_main)
      set(INSTALL_GTEST OFF CACHE BOOL "" FORCE)
      dropout_git_source(googletest https://github.com/google/googletest.git
        release-1.12.1 58d77fa8070e8cec2dc1ed015d66b454c8d78850)
      add_subdirectory(${googletest_SOURCE_DIR} ${googletest_BINARY_DIR} SYSTEM)
    endif()
  endif()
endif()
