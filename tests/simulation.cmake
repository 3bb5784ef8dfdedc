# SPDX-License-Identifier: MIT
set(whole throughline_experiment throughline_simulation throughline_model throughline_blueprint throughline_text
          throughline_statistics throughline_random throughline_diagnostic)
throughline_test(simulation
                 SOURCES arrivals_test.cpp common_luck_test.cpp conservation_test.cpp dispatch_test.cpp experience_ledger_test.cpp future_event_list_test.cpp
                         journey_test.cpp shared_server_test.cpp simulator_test.cpp simulator_verbs_test.cpp staff_pool_test.cpp
                         time_integral_test.cpp timer_list_test.cpp waiting_line_test.cpp
                 LIBRARIES ${whole})
throughline_test(experience SOURCES broken_windows_test.cpp experience_test.cpp random_blueprint.cpp LIBRARIES ${whole} LABELS threads)
throughline_test(allocation SOURCES allocation_test.cpp LIBRARIES ${whole} LABELS release)
throughline_test(traces SOURCES traces_test.cpp LIBRARIES ${whole})
throughline_test(trace_files SOURCES trace_files_test.cpp LIBRARIES ${whole})
throughline_test(random_blueprints SOURCES replication_laws.cpp replication_laws_test.cpp random_blueprint.cpp random_blueprints_test.cpp LIBRARIES ${whole})
throughline_test(known_answers SOURCES known_answers_test.cpp LIBRARIES ${whole} LABELS release)
throughline_test(theory_experiments SOURCES theory_test.cpp LIBRARIES ${whole} LABELS release)

# Studies: the same tests with more of what they simulate.
#   throughline_study(NAME FILTER SOURCES...)
function(throughline_study name filter)
  add_executable(${name}_study ${ARGN})
  target_compile_definitions(${name}_study PRIVATE THROUGHLINE_STUDY)
  target_link_libraries(${name}_study PRIVATE ${whole} throughline_test_options)
  target_precompile_headers(${name}_study REUSE_FROM throughline_test_headers)
  add_test(NAME study.${name} COMMAND ${name}_study --gtest_filter=${filter})
  set_tests_properties(study.${name} PROPERTIES LABELS study)
endfunction()

if(NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
  # The Erlang C table with the customers that 1 % of the mean wait takes in every row.
  throughline_study(erlang_table Rows/* theory_test.cpp)
  throughline_study(random_blueprints * replication_laws.cpp random_blueprint.cpp random_blueprints_test.cpp)
endif()
