# SPDX-License-Identifier: MIT
throughline_test(text
                 SOURCES clock_test.cpp csv_reader_test.cpp distribution_reader_test.cpp document_test.cpp
                         format_test.cpp gap_closings_test.cpp input_files_test.cpp key_test.cpp levers_test.cpp overlay_test.cpp survey_reader_test.cpp toml_limits_test.cpp
                         toml_reader_test.cpp value_test.cpp varied_inputs_test.cpp
                 LIBRARIES throughline_text throughline_random throughline_diagnostic)

throughline_test(invalid SOURCES invalid_test.cpp
                 LIBRARIES throughline_text throughline_blueprint throughline_random throughline_diagnostic)

throughline_test(fuzz SOURCES fuzz_test.cpp
                 LIBRARIES throughline_text throughline_blueprint throughline_model throughline_random throughline_diagnostic)
