# SPDX-License-Identifier: MIT
# Whether what is promised with 95 % holds so often. The studies are programs that `./dev study` starts by name: they print a
# table, write JSON and take minutes. `whole` is what simulation.cmake names.
if(NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
  set(promised throughline_cli throughline_report ${whole} throughline_theory)
  add_library(throughline_studies OBJECT studies/coverage.cpp studies/coverage_models.cpp studies/planted_gaps.cpp
                                         studies/selection.cpp studies/study_report.cpp studies/transient_day.cpp)
  target_include_directories(throughline_studies PUBLIC ${CMAKE_CURRENT_LIST_DIR})
  target_link_libraries(throughline_studies PUBLIC ${promised} fmt::fmt nlohmann_json::nlohmann_json PRIVATE throughline_options)
  foreach(study coverage gaps selection sweep)
    add_executable(${study}_study studies/${study}_study.cpp)
    target_link_libraries(${study}_study PRIVATE throughline_studies ${promised} throughline_options)
    target_compile_definitions(${study}_study PRIVATE THROUGHLINE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  endforeach()
  throughline_test(coverage SOURCES coverage_test.cpp LIBRARIES throughline_studies ${promised} LABELS release)
endif()
