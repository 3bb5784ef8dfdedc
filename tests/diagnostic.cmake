# SPDX-License-Identifier: MIT
throughline_test(diagnostic SOURCES code_points_test.cpp diagnostic_test.cpp diagnostics_test.cpp nearest_name_test.cpp
                 LIBRARIES throughline_diagnostic)
