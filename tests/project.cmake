# SPDX-License-Identifier: MIT
# What guards the project as a whole: house rules, headers, documents, determinism, installation.

add_test(NAME project.layering COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR}
                                       -P ${PROJECT_SOURCE_DIR}/tests/layering.cmake)
add_test(NAME project.layering_finds_violations
         COMMAND ${CMAKE_COMMAND} -DSCRATCH=${PROJECT_BINARY_DIR}/layering -P ${PROJECT_SOURCE_DIR}/tests/layering_test.cmake)

throughline_test(format_reference SOURCES format_reference_test.cpp
                 LIBRARIES throughline_text throughline_random throughline_diagnostic fmt::fmt)
throughline_test(behaviors SOURCES behaviors_test.cpp
                 LIBRARIES throughline_text throughline_random throughline_diagnostic fmt::fmt)

if(TARGET throughline)
  throughline_test(readme SOURCES readme_test.cpp LABELS release)
  if(TARGET readme_test)
    add_dependencies(readme_test throughline)
  endif()
  set(program -DPROGRAM=$<TARGET_FILE:throughline> -DROOT=${PROJECT_SOURCE_DIR})
  file(GLOB scenarios RELATIVE ${PROJECT_SOURCE_DIR}/scenarios CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/scenarios/*.toml)
  foreach(scenario IN LISTS scenarios)
    add_test(NAME determinism.${scenario}
             COMMAND ${CMAKE_COMMAND} ${program} -DSCENARIO=${scenario} -P ${PROJECT_SOURCE_DIR}/tests/determinism.cmake)
    set_tests_properties(determinism.${scenario} PROPERTIES LABELS release)
  endforeach()
endif()

# What users of a release see: every public header compiles alone, and an installed library builds the examples.
add_test(NAME project.public_headers_compile_alone
         COMMAND ${CMAKE_COMMAND} --build ${PROJECT_BINARY_DIR} --target throughline_library_verify_interface_header_sets)
add_test(NAME project.installation
         COMMAND ${CMAKE_COMMAND} -DBUILD=${PROJECT_BINARY_DIR} -DROOT=${PROJECT_SOURCE_DIR}
                 -DSCRATCH=${PROJECT_BINARY_DIR}/installation -DLAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER}
                 -DGENERATOR=${CMAKE_GENERATOR} -P ${PROJECT_SOURCE_DIR}/tests/installation.cmake)
set_tests_properties(project.public_headers_compile_alone project.installation PROPERTIES LABELS release RUN_SERIAL ON)
