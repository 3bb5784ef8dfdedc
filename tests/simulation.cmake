# SPDX-License-Identifier: MIT
set(whole throughline_experiment throughline_simulation throughline_model throughline_blueprint throughline_text
          throughline_statistics throughline_random throughline_diagnostic)
throughline_test(simulation
                 SOURCES arrivals_test.cpp common_luck_test.cpp conservation_test.cpp future_event_list_test.cpp
                         journey_test.cpp simulator_test.cpp simulator_verbs_test.cpp staff_pool_test.cpp
                         time_integral_test.cpp timer_list_test.cpp waiting_line_test.cpp
                 LIBRARIES ${whole})
throughline_test(allocation SOURCES allocation_test.cpp LIBRARIES ${whole})
throughline_test(traces SOURCES traces_test.cpp LIBRARIES ${whole})
throughline_test(theory_experiments SOURCES theory_test.cpp LIBRARIES ${whole})
