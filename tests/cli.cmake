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

nichiei_script(questions cli)
nichiei_script(errors cli $<TARGET_FILE:ptyrun>)
nichiei_script(output cli)
nichiei_script(interrupt cli $<TARGET_FILE:make-dossier> $<TARGET_FILE:ptyrun>)
set_tests_properties(cli.interrupt PROPERTIES TIMEOUT 300)
nichiei_script(dossier data ${PROJECT_SOURCE_DIR}/data)

# The damage that tests/unit/test_damage.c does to a small dossier, done to the default one.
add_test(NAME data.damage COMMAND test_damage ${PROJECT_BINARY_DIR}/src/default.dossier)
set_tests_properties(data.damage PROPERTIES LABELS data ENVIRONMENT "LC_ALL=C.UTF-8")
