# SPDX-License-Identifier: MIT
throughline_test(
  report
  SOURCES annotations_test.cpp
          answer_test.cpp
          blocks_test.cpp
          character_width_test.cpp
          comparison_test.cpp
          csv_row_test.cpp
          csv_test.cpp
          definitions_test.cpp
          display_text_test.cpp
          drawing_crossings_test.cpp
          drawing_test.cpp
          experience_table_test.cpp
          gap_report_test.cpp
          gates_test.cpp
          html_test.cpp
          json_test.cpp
          junit_test.cpp
          markdown_test.cpp
          markdown_text_test.cpp
          measure_index_test.cpp
          number_test.cpp
          page_reader.cpp
          read_redesigns_test.cpp
          read_result_test.cpp
          read_studies_test.cpp
          stored_fuzz_test.cpp
          sensitivity_report_test.cpp
          sha256_test.cpp
          shell_word_test.cpp
          staff_table_test.cpp
          stored_result_test.cpp
          suggestion_test.cpp
          survey_report_test.cpp
          svg_reader.cpp
          svg_writer_test.cpp
          table_test.cpp
          target_table_test.cpp
          terminal_test.cpp
          text_measure_test.cpp
          time_table_test.cpp
          touchpoint_table_test.cpp
          verification_test.cpp
          xml_text_test.cpp
  LIBRARIES throughline_report throughline_statistics throughline_diagnostic nlohmann_json::nlohmann_json
            OpenSSL::Crypto)
# What a result is belongs to the experiment; its lookup and verdicts are linked where they are written.
target_sources(report_test PRIVATE ${PROJECT_SOURCE_DIR}/engine/experiment/target.cpp)
