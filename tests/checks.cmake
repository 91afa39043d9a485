# What holds for the sources as text: the layers (label layer) and the manual (label docs). Each
# check of the layers is itself checked to fail where it should.
add_test(NAME layer.include
  COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR} -P ${CMAKE_CURRENT_LIST_DIR}/layer.cmake)
add_test(NAME layer.include-self
  COMMAND ${CMAKE_COMMAND} -DWORK=${CMAKE_CURRENT_BINARY_DIR}/layer-self
          -P ${CMAKE_CURRENT_LIST_DIR}/layer-self.cmake)

foreach(layer base text store engine model view ui)
  list(APPEND archives ${layer})
  if(TARGET ${layer})
    list(APPEND archives $<TARGET_FILE:${layer}>)
  else()
    list(APPEND archives none)
  endif()
endforeach()
add_test(NAME layer.link
  COMMAND sh ${CMAKE_CURRENT_LIST_DIR}/layer-link.sh ${CMAKE_NM} ${archives})
add_test(NAME layer.link-self
  COMMAND sh ${CMAKE_CURRENT_LIST_DIR}/layer-link-self.sh ${CMAKE_C_COMPILER} ${CMAKE_AR} ${CMAKE_NM})
add_test(NAME layer.format COMMAND sh ${CMAKE_CURRENT_LIST_DIR}/format.sh)
set_tests_properties(layer.include layer.include-self layer.link layer.link-self layer.format
  PROPERTIES LABELS layer)

add_test(NAME docs.man COMMAND sh ${CMAKE_CURRENT_LIST_DIR}/man.sh)
set_tests_properties(docs.man PROPERTIES LABELS docs)
set_tests_properties(layer.format docs.man PROPERTIES SKIP_RETURN_CODE 77)

# The manual's tables of options and keys are the program's own.
add_executable(manual support/manual.c)
target_link_libraries(manual PRIVATE model)
add_test(NAME docs.tables COMMAND sh ${CMAKE_CURRENT_LIST_DIR}/manual.sh $<TARGET_FILE:manual>)
set_tests_properties(docs.tables PROPERTIES LABELS docs)
