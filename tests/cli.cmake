# The command line from outside (label cli), and the dossier in data/ (label data).
add_executable(jsonq support/jsonq.c)
target_link_libraries(jsonq PRIVATE ${SQLITE_LIB} m)
add_executable(ptyrun support/ptyrun.c)
target_link_libraries(ptyrun PRIVATE util)

# nichiei_script(NAME LABEL ARGUMENT...): tests/cli/NAME.sh.
function(nichiei_script name label)
  add_test(NAME ${label}.${name}
    COMMAND bash ${CMAKE_CURRENT_LIST_DIR}/cli/${name}.sh $<TARGET_FILE:nichiei>
            $<TARGET_FILE:jsonq> ${ARGN})
  set_tests_properties(${label}.${name} PROPERTIES LABELS ${label})
endfunction()

add_executable(copytext support/copytext.c)
target_link_libraries(copytext PRIVATE store)
nichiei_script(attach cli $<TARGET_FILE:copytext>)
nichiei_script(overlay cli $<TARGET_FILE:copytext>)
nichiei_script(questions cli)
nichiei_script(errors cli $<TARGET_FILE:ptyrun>)
nichiei_script(output cli)
nichiei_script(search cli $<TARGET_FILE:ptyrun> ${fixture})
nichiei_script(facets cli)
nichiei_script(lint cli $<TARGET_FILE:ptyrun> ${fixture})
nichiei_script(matrix cli ${fixture})
nichiei_script(needs docs ${PROJECT_SOURCE_DIR}/README.md)
# The program once more, for a machine whose configuration the tests may write.
add_executable(nichiei-conf ${PROJECT_SOURCE_DIR}/src/cli/main.c
  ${PROJECT_SOURCE_DIR}/src/cli/dossier.S)
set_source_files_properties(${PROJECT_SOURCE_DIR}/src/cli/dossier.S PROPERTIES
  COMPILE_DEFINITIONS "DOSSIER=\"${PROJECT_BINARY_DIR}/src/default.dossier\""
  OBJECT_DEPENDS ${PROJECT_BINARY_DIR}/src/default.dossier)
set(conf ${CMAKE_CURRENT_BINARY_DIR}/nichiei.conf)
target_compile_definitions(nichiei-conf PRIVATE NICHIEI_CONF="${conf}")
target_link_libraries(nichiei-conf PRIVATE cli ui)
add_dependencies(nichiei-conf nichiei)
nichiei_script(conf cli $<TARGET_FILE:nichiei-conf> ${conf} ${fixture})
nichiei_script(interrupt cli $<TARGET_FILE:make-dossier> $<TARGET_FILE:ptyrun>)
set_tests_properties(cli.interrupt PROPERTIES TIMEOUT 300)
nichiei_script(syntax cli $<TARGET_FILE:manual>)
nichiei_script(dossier data ${PROJECT_SOURCE_DIR}/data)

# The damage that tests/unit/test_damage.c does to a small dossier, done to the default one.
add_test(NAME data.damage COMMAND test_damage ${PROJECT_BINARY_DIR}/src/default.dossier)
set_tests_properties(data.damage PROPERTIES LABELS data ENVIRONMENT "LC_ALL=C.UTF-8")
