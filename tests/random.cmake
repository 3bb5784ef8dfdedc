# SPDX-License-Identifier: MIT
throughline_test(random SOURCES alias_table_test.cpp distribution_test.cpp elementary_test.cpp random_stream_test.cpp
                                sampler_test.cpp stream_independence_test.cpp
                        LIBRARIES throughline_random)
add_executable(random_fingerprint random_fingerprint.cpp)
target_link_libraries(random_fingerprint PRIVATE throughline_random throughline_options)
target_compile_definitions(random_test PRIVATE THROUGHLINE_RANDOM_FINGERPRINT="$<TARGET_FILE:random_fingerprint>")
add_dependencies(random_test random_fingerprint)

add_executable(luck_stream luck_stream.cpp)
target_link_libraries(luck_stream PRIVATE throughline_random throughline_diagnostic throughline_options)
foreach(interleaving journeys steps visits purposes all replications)
  add_test(NAME random.dieharder_${interleaving}
           COMMAND ${CMAKE_CURRENT_LIST_DIR}/dieharder_battery $<TARGET_FILE:luck_stream> ${interleaving})
  set_tests_properties(random.dieharder_${interleaving} PROPERTIES LABELS study SKIP_RETURN_CODE 77)
endforeach()
