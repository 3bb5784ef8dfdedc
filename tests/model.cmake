# SPDX-License-Identifier: MIT
throughline_test(model SOURCES compile_test.cpp explain_test.cpp lifetime_value_test.cpp sub_blueprints_test.cpp
                 LIBRARIES throughline_model throughline_blueprint throughline_text throughline_random
                           throughline_diagnostic)
