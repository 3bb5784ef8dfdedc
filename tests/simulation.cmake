# SPDX-License-Identifier: MIT
set(whole throughline_experiment throughline_simulation throughline_model throughline_blueprint throughline_text
          throughline_statistics throughline_random throughline_diagnostic)
throughline_test(simulation
                 SOURCES arrivals_test.cpp common_luck_test.cpp conservation_test.cpp dispatch_test.cpp future_event_list_test.cpp
                         journey_test.cpp simulator_test.cpp simulator_verbs_test.cpp staff_pool_test.cpp
                         time_integral_test.cpp timer_list_test.cpp waiting_line_test.cpp
                 LIBRARIES ${whole})
throughline_test(allocation SOURCES allocation_test.cpp LIBRARIES ${whole} LABELS release)
throughline_test(traces SOURCES traces_test.cpp LIBRARIES ${whole})
throughline_test(known_answers SOURCES known_answers_test.cpp LIBRARIES ${whole} LABELS release)
throughline_test(theory_experiments SOURCES theory_test.cpp LIBRARIES ${whole} LABELS release)

# The Erlang C table once more, with the customers that 1 % of the mean wait takes in every row.
if(NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
  add_executable(erlang_table_study theory_test.cpp)
  target_compile_definitions(erlang_table_study PRIVATE THROUGHLINE_STUDY)
  target_link_libraries(erlang_table_study PRIVATE ${whole} throughline_test_options)
  target_precompile_headers(erlang_table_study REUSE_FROM throughline_test_headers)
  add_test(NAME study.erlang_table COMMAND erlang_table_study --gtest_filter=Rows/*)
  set_tests_properties(study.erlang_table PROPERTIES LABELS study)
endif()
