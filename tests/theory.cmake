# SPDX-License-Identifier: MIT
throughline_test(theory
  SOURCES deterministic_patience_test.cpp
          erlang_a_test.cpp
          erlang_b_test.cpp
          erlang_c_test.cpp
          finite_capacity_test.cpp
          finite_population_test.cpp
          general_service_test.cpp
          jackson_network_test.cpp
          parallel_branches_test.cpp
          priority_test.cpp
          recognition_reasons_test.cpp
          recognition_test.cpp
          relaxation_test.cpp
          steady_state_test.cpp
          tandem_sojourn_test.cpp
  LIBRARIES throughline_theory throughline_blueprint throughline_text throughline_random throughline_diagnostic)
