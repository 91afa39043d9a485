# What holds for the dossier itself (label data). Each test opens the built default dossier.
set(default_dossier ${PROJECT_BINARY_DIR}/src/default.dossier)

# nichiei_data(FILE LAYER ARGUMENT...): tests/data/test_FILE.c, run with these arguments.
function(nichiei_data file layer)
  add_executable(test_${file} data/test_${file}.c)
  target_link_libraries(test_${file} PRIVATE ${layer} test_support ${CMOCKA_LIB})
  add_test(NAME data.${file} COMMAND test_${file} ${ARGN})
  set_tests_properties(data.${file} PROPERTIES LABELS data ENVIRONMENT "LC_ALL=C.UTF-8;TZ=UTC")
endfunction()

nichiei_data(codebook engine ${PROJECT_SOURCE_DIR}/data/README.md ${default_dossier})
nichiei_data(copied store ${PROJECT_SOURCE_DIR}/../shared/seeds ${default_dossier})
target_sources(test_copied PRIVATE support/prose.c)
nichiei_data(counts store ${default_dossier})
nichiei_data(mislead engine ${default_dossier})
nichiei_data(aligned engine ${default_dossier})
nichiei_data(locators engine ${PROJECT_SOURCE_DIR}/../shared/seeds ${default_dossier}
  ${CMAKE_CURRENT_LIST_DIR}/data/locators.csv)

add_test(NAME data.questions
  COMMAND sh ${CMAKE_CURRENT_LIST_DIR}/data/questions.sh $<TARGET_FILE:nichiei>)
add_test(NAME data.unpack
  COMMAND sh ${CMAKE_CURRENT_LIST_DIR}/data/unpack.sh $<TARGET_FILE:nichiei>
          ${PROJECT_SOURCE_DIR}/data)
add_test(NAME data.places
  COMMAND sh ${CMAKE_CURRENT_LIST_DIR}/data/locators.sh ${PROJECT_SOURCE_DIR}/data
          ${PROJECT_SOURCE_DIR}/../shared/seeds)
set_tests_properties(data.questions data.unpack data.places
  PROPERTIES LABELS data ENVIRONMENT "LC_ALL=C.UTF-8;TZ=UTC")
