# The explorer without a terminal: the frozen dossier, the units of engine, model and view (label unit), and
# whole screens (label frame). tests/frame/*.frame are rewritten by: REGEN=1 ctest -L frame
set(fixture ${CMAKE_CURRENT_BINARY_DIR}/fixture.dossier)
file(GLOB fixture_files CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/data/fixture/*)
add_custom_command(
  OUTPUT ${fixture}
  COMMAND nichiei-compile ${CMAKE_CURRENT_LIST_DIR}/data/fixture ${fixture}
  DEPENDS nichiei-compile ${fixture_files}
  VERBATIM)
add_custom_target(fixture_dossier DEPENDS ${fixture})

add_library(fixture_support STATIC support/fixture.c)
add_dependencies(fixture_support fixture_dossier)
target_include_directories(fixture_support PUBLIC support)
target_compile_definitions(fixture_support PUBLIC FIXTURE_DOSSIER="${fixture}")
target_compile_definitions(fixture_support PRIVATE COPIES="${CMAKE_CURRENT_LIST_DIR}/data/copies")
target_link_libraries(fixture_support PUBLIC model ${CMOCKA_LIB})

add_library(golden_support STATIC support/golden.c)
target_link_libraries(golden_support PUBLIC fixture_support view)

foreach(file alignment calendar closest corpus counterparts dateline density document locator query resolve say scan silence
    slices terms ticks when words)
  nichiei_unit(${file} engine)
  target_link_libraries(test_${file} PRIVATE fixture_support)
endforeach()
foreach(file action app asking chips coach completing detail facets find finding history key list meaning
    sheet_matrix
    place prompt quiet records search session sheet sheet_alignment sheet_counterparts strip under
    undo reader
    pins relations
    sheet_address sheet_explain)
  nichiei_unit(${file} model)
  target_link_libraries(test_${file} PRIVATE fixture_support)
endforeach()
foreach(file quiet strip)
  target_link_libraries(test_${file} PRIVATE test_support)
endforeach()
foreach(file frame layout screen)
  nichiei_unit(${file} view)
  target_link_libraries(test_${file} PRIVATE golden_support)
endforeach()

nichiei_unit(clipboard ui)
target_include_directories(test_clipboard PRIVATE ${PROJECT_SOURCE_DIR}/src/ui)

# nichiei_frames(FILE): tests/frame/test_FILE.c.
function(nichiei_frames file)
  add_executable(test_${file} frame/test_${file}.c ${ARGN})
  target_link_libraries(test_${file} PRIVATE golden_support)
  add_test(NAME frame.${file} COMMAND test_${file})
  set_tests_properties(frame.${file} PROPERTIES LABELS frame ENVIRONMENT "LC_ALL=C.UTF-8;TZ=UTC")
endfunction()

nichiei_frames(golden)
target_compile_definitions(test_golden PRIVATE
  FRAMES="${CMAKE_CURRENT_LIST_DIR}/frame" DEFAULT_DOSSIER="${PROJECT_BINARY_DIR}/src/default.dossier")
add_dependencies(test_golden nichiei)
nichiei_frames(corner support/corner.c)
target_compile_definitions(test_corner PRIVATE CORNER="${CMAKE_CURRENT_BINARY_DIR}/corner")
nichiei_frames(garbage)
nichiei_frames(storm)
target_compile_definitions(test_storm PRIVATE DEFAULT_DOSSIER="${PROJECT_BINARY_DIR}/src/default.dossier")
add_dependencies(test_storm nichiei)

include(${CMAKE_CURRENT_LIST_DIR}/oracle.cmake)
