# SPDX-License-Identifier: MIT
# Whether what is promised with 95 % holds so often. Programs of their own, that `./dev study` starts by name: they print a
# table, write JSON and take minutes. `whole` is what simulation.cmake names.
if(NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
  add_library(throughline_studies OBJECT studies/coverage.cpp studies/coverage_models.cpp studies/study_report.cpp studies/transient_day.cpp)
  target_include_directories(throughline_studies PUBLIC studies ${CMAKE_CURRENT_LIST_DIR})
  target_link_libraries(throughline_studies PUBLIC ${whole} throughline_theory fmt::fmt nlohmann_json::nlohmann_json
                                            PRIVATE throughline_options)
  add_executable(coverage_study studies/coverage_study.cpp)
  target_link_libraries(coverage_study PRIVATE throughline_studies throughline_options ${whole} throughline_theory)
endif()
