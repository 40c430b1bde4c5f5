# models.cmake: widget_<id>.wasm, a program a widget: engine, widget and Session behind the functions of contract/model.h.

set(emscripten_stack_option STACK_SIZE)
if(EMSCRIPTEN_VERSION VERSION_LESS 3.1.25)
  set(emscripten_stack_option TOTAL_STACK)  # its name until 3.1.25
endif()

add_custom_target(widget_models)
foreach(id IN LISTS widget_ids)
  set(program widget_${id})
  add_executable(${program} ${model_widget_source} $<TARGET_OBJECTS:widget_model>)
  set_target_properties(${program} PROPERTIES SUFFIX .wasm)
  target_compile_definitions(${program} PRIVATE WIDGET_ID=${id})
  target_link_libraries(${program} PRIVATE lesson_widgets dropout_options)
  dropout_link_small(${program})
  target_link_options(${program} PRIVATE
    --no-entry
    -sSTANDALONE_WASM=1  # no JavaScript from Emscripten: whoever loads it calls the exports
    -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=1MB
    -s${emscripten_stack_option}=131072
    -sMALLOC=emmalloc)
  add_dependencies(widget_models ${program})
endforeach()
