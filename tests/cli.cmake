# SPDX-License-Identifier: MIT
throughline_test(
  cli
  SOURCES arguments_test.cpp
          command_line_test.cpp
          command_table_test.cpp
          command_test.cpp
          completion_test.cpp
          continuous_integration_test.cpp
          drawn_scenarios_test.cpp
          event_log_test.cpp
          exit_code_test.cpp
          help_test.cpp
          lever_commands_test.cpp
          output_file_test.cpp
          outputs_test.cpp
          page_reader.cpp
          progress_test.cpp
          redesign_commands_test.cpp
          report_command_test.cpp
          story_test.cpp
          svg_reader.cpp
          template_test.cpp
          variation_test.cpp
  LIBRARIES throughline_cli throughline_report throughline_experiment throughline_simulation throughline_model
            throughline_theory throughline_blueprint throughline_text throughline_statistics throughline_random
            throughline_diagnostic nlohmann_json::nlohmann_json)
throughline_test(
  verified_models
  SOURCES verified_models_test.cpp
  LIBRARIES throughline_report throughline_experiment throughline_simulation throughline_model throughline_theory
            throughline_blueprint throughline_text throughline_statistics throughline_random throughline_diagnostic
  LABELS release)
target_compile_definitions(cli_test PRIVATE THROUGHLINE_PROGRAM="$<TARGET_FILE:throughline>")
add_dependencies(cli_test throughline)
if(TARGET throughline)
  add_test(NAME workbook.equals_json
           COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/workbook_equals_json.py $<TARGET_FILE:throughline>
                   ${PROJECT_SOURCE_DIR}/scenarios/airline_journey.toml ${PROJECT_BINARY_DIR}/workbook)
endif()
