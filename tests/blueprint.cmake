# SPDX-License-Identifier: MIT
throughline_test(blueprint
  SOURCES blueprint_test.cpp
          calendar_test.cpp
          clock_text_test.cpp
          kept_cycles_test.cpp
          lanes_test.cpp
          load_test.cpp
          loops_test.cpp
          measure_path_test.cpp
          quantities_test.cpp
          reach_test.cpp
          roster_test.cpp
          schedule_arithmetic_test.cpp
          standard_measures_test.cpp
          traffic_test.cpp
  LIBRARIES throughline_blueprint throughline_text throughline_random throughline_diagnostic)
