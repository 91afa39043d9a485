# The program in a terminal (label pty): in tmux, and on a pseudo-terminal alone.
add_executable(framedump support/framedump.c)
target_link_libraries(framedump PRIVATE golden_support)

# nichiei_pty(NAME): tests/pty/NAME.sh.
function(nichiei_pty name)
  add_test(NAME pty.${name}
    COMMAND bash ${CMAKE_CURRENT_LIST_DIR}/pty/${name}.sh $<TARGET_FILE:nichiei>
            $<TARGET_FILE:framedump> $<TARGET_FILE:ptyrun>
            ${PROJECT_BINARY_DIR}/src/default.dossier)
  set_tests_properties(pty.${name} PROPERTIES LABELS pty SKIP_RETURN_CODE 77
    ENVIRONMENT "ASAN_OPTIONS=detect_leaks=0")
endfunction()

nichiei_pty(clipboard)
nichiei_pty(frames)
nichiei_pty(resume)
nichiei_pty(session)
nichiei_pty(terminal)
