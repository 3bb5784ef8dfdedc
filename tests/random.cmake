# SPDX-License-Identifier: MIT
throughline_test(random SOURCES alias_table_test.cpp distribution_test.cpp elementary_test.cpp random_stream_test.cpp
                                sampler_test.cpp stream_independence_test.cpp
                        LIBRARIES throughline_random)
add_executable(random_fingerprint random_fingerprint.cpp)
target_link_libraries(random_fingerprint PRIVATE throughline_random throughline_options)
target_compile_definitions(random_test PRIVATE THROUGHLINE_RANDOM_FINGERPRINT="$<TARGET_FILE:random_fingerprint>")
add_dependencies(random_test random_fingerprint)
