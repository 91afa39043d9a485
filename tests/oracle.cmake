# The filter against a naive one (support/oracle.h): on a dossier of 10,000 invented activities, which
# is built once, before the tests that need it, on the small one and on the default one.
set(big_dossier ${CMAKE_CURRENT_BINARY_DIR}/big.dossier)
add_test(NAME big.dossier
  COMMAND sh ${CMAKE_CURRENT_LIST_DIR}/support/big.sh $<TARGET_FILE:make-dossier>
          $<TARGET_FILE:nichiei> ${big_dossier})
set_tests_properties(big.dossier PROPERTIES
  LABELS unit FIXTURES_SETUP big_dossier TIMEOUT 600 ENVIRONMENT "LC_ALL=C.UTF-8;TZ=UTC")

add_library(oracle_support STATIC support/draw.c support/oracle.c support/oracle_read.c
  support/oracle_text.c support/spell.c)
target_link_libraries(oracle_support PUBLIC fixture_support ${SQLITE_LIB} m)
target_compile_options(oracle_support PUBLIC -O2) # it looks at 17,000 records one by one

# nichiei_oracle(FILE): tests/unit/test_FILE.c, which takes a dossier and more arguments.
function(nichiei_oracle file)
  add_executable(test_${file} unit/test_${file}.c)
  target_link_libraries(test_${file} PRIVATE oracle_support)
endfunction()

# nichiei_oracle_test(NAME LABEL FILE ARGUMENT...)
function(nichiei_oracle_test name label file)
  add_test(NAME ${label}.${name} COMMAND test_${file} ${ARGN})
  set_tests_properties(${label}.${name} PROPERTIES
    LABELS ${label} TIMEOUT 600 ENVIRONMENT "LC_ALL=C.UTF-8;TZ=UTC")
endfunction()

# The sanitizers make it several times slower.
set(n_queries 2000)
if(NICHIEI_SANITIZE)
  set(n_queries 250)
endif()
nichiei_oracle(oracle)
nichiei_oracle_test(oracle unit oracle ${big_dossier} ${n_queries})
nichiei_oracle_test(oracle_small unit oracle ${fixture} 400) # where one body has two roles
nichiei_oracle_test(oracle_default data oracle ${PROJECT_BINARY_DIR}/src/default.dossier 500)
set_tests_properties(unit.oracle PROPERTIES FIXTURES_REQUIRED big_dossier)
add_dependencies(test_oracle nichiei make-dossier)

# What the dossiers' names sound like, typed in every romanisation.
nichiei_oracle(spelling)
nichiei_oracle_test(spelling unit spelling ${fixture} 15)
nichiei_oracle_test(spelling data spelling ${PROJECT_BINARY_DIR}/src/default.dossier 240)

# One body typed in every way, two bodies at once.
nichiei_oracle(finds)
nichiei_oracle_test(finds unit finds ${fixture} actor:mofa actor:ncsc NCSC)
nichiei_oracle_test(finds data finds ${PROJECT_BINARY_DIR}/src/default.dossier
  actor:mofa-jp actor:fcdo FCDO office)
nichiei_oracle_test(finds_big unit finds ${big_dossier} actor:mofa-jp actor:fcdo FCDO office)
set_tests_properties(unit.finds_big PROPERTIES FIXTURES_REQUIRED big_dossier)

# The matrix: each pair of fields with all there is, then drawn ones.
nichiei_oracle(matrix)
nichiei_oracle_test(matrix unit matrix ${fixture} 400)
nichiei_oracle_test(matrix data matrix ${PROJECT_BINARY_DIR}/src/default.dossier 200)
nichiei_oracle_test(matrix_big unit matrix ${big_dossier} 80)
set_tests_properties(unit.matrix_big PROPERTIES FIXTURES_REQUIRED big_dossier)
