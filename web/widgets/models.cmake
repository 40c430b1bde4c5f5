# models.cmake: widget_<id>.wasm, a program a widget: engine, widget and Session behind the functions of contract/model.h.
#
# About 17 KB of a program are the same in all, so some share one: those that are met on one page or use the same parts, and
# the last page's with that of the lightest chapter. The file stands there under the name of each.
set(home_of_rate_sweep trainer)
set(home_of_dropblock spatial_dropout)
set(home_of_guess_mask dropconnect)

foreach(id IN LISTS widget_ids)
  set(home ${id})
  if(home_of_${id})
    set(home ${home_of_${id}})
  endif()
  list(APPEND held_by_${home} ${id})
endforeach()

set(emscripten_stack_option STACK_SIZE)
if(EMSCRIPTEN_VERSION VERSION_LESS 3.1.25)
  set(emscripten_stack_option TOTAL_STACK)  # its name until 3.1.25
endif()

add_custom_target(widget_models)
foreach(id IN LISTS widget_ids)
  set(program widget_${id})
  if(home_of_${id})
    add_custom_target(${program} DEPENDS widget_${home_of_${id}})
    continue()
  endif()
  string(JOIN ", " declared ${held_by_${id}})
  string(JOIN ", &" listed ${held_by_${id}})
  set(list_source ${CMAKE_CURRENT_BINARY_DIR}/${program}.cpp)
  file(CONFIGURE OUTPUT ${list_source} CONTENT [[
#include "contract/program_widgets.h"
namespace lesson {
extern const WidgetType @declared@;
constexpr const WidgetType* held[] = {&@listed@};
std::span<const WidgetType* const> program_widgets() { return held; }
}  // namespace lesson
]] @ONLY)
  add_executable(${program} ${list_source} $<TARGET_OBJECTS:widget_model>)
  set_target_properties(${program} PROPERTIES SUFFIX .wasm)
  target_link_libraries(${program} PRIVATE lesson_widgets dropout_options)
  dropout_link_small(${program})
  target_link_options(${program} PRIVATE
    --no-entry
    -sSTANDALONE_WASM=1  # no JavaScript from Emscripten: whoever loads it calls the exports
    -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=1MB
    -s${emscripten_stack_option}=131072
    -sMALLOC=emmalloc)
  add_dependencies(widget_models ${program})
  foreach(other IN LISTS held_by_${id})
    if(NOT other STREQUAL id)
      add_custom_command(TARGET ${program} POST_BUILD
        COMMAND ${CMAKE_COMMAND} -E copy $<TARGET_FILE:${program}> $<TARGET_FILE_DIR:${program}>/widget_${other}.wasm)
    endif()
  endforeach()
endforeach()
