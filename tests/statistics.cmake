# SPDX-License-Identifier: MIT
throughline_test(statistics SOURCES independent_difference_test.cpp influence_test.cpp input_variance_test.cpp interval_test.cpp least_squares_test.cpp log_histogram_test.cpp moments_test.cpp mser_test.cpp paired_difference_test.cpp quantile_test.cpp ratio_test.cpp screening_test.cpp
                                    standard_deviation_test.cpp von_neumann_test.cpp
                            LIBRARIES throughline_statistics throughline_random)
