# SPDX-License-Identifier: MIT
# `whole` is what simulation.cmake names.
throughline_test(experiment SOURCES baseline_test.cpp batch_means_test.cpp estimator_test.cpp experiment_test.cpp half_hours_test.cpp input_uncertainty_test.cpp parallel_test.cpp precision_test.cpp sensitivity_test.cpp share_of_days_test.cpp
                                    target_test.cpp random_blueprint.cpp warm_up_test.cpp
                            LIBRARIES throughline_report ${whole} LABELS threads)
throughline_test(paired_comparison SOURCES paired_comparison_test.cpp sweep_test.cpp LIBRARIES throughline_report ${whole} LABELS threads)
throughline_test(scenario_verdicts SOURCES scenario_verdicts_test.cpp LIBRARIES ${whole} LABELS release)
throughline_test(lever_redesigns SOURCES lever_redesigns_test.cpp LIBRARIES ${whole} LABELS release)
throughline_test(gap_study SOURCES gap_study_test.cpp LIBRARIES throughline_cli throughline_report ${whole} throughline_theory)
throughline_test(survey_fit SOURCES survey_fit_test.cpp LIBRARIES throughline_report ${whole})
throughline_test(scenario_gaps SOURCES scenario_gaps_test.cpp LIBRARIES throughline_cli throughline_report ${whole} throughline_theory LABELS release)
