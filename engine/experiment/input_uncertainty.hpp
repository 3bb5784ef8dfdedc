// SPDX-License-Identifier: MIT
#pragma once

#include "experiment/findings.hpp"
#include "throughline/experiment.hpp"
#include "throughline/model.hpp"
#include "throughline/result.hpp"

namespace throughline {

/// Carries into the intervals of the measures and targets of a result what the data leave open that empirical laws are
/// drawn from. The data are resampled as often as the model says (bootstrap: Cheng and Holland, 1997; Barton, Nelson
/// and Xie, 2014), of n values n - 1 with replacement, so that the variance of their mean is that of the data (Rao and
/// Wu, 1988); equal data are the same data. Each resample is simulated with the luck of the result's own first
/// replications, as many of them as make all resamples together take about as long as the result took, ten at least.
/// The variance between them is that of the inputs (input_variance); its interval is Student's, with one degree of
/// freedom less than there are resamples, or values in the smallest set of data.
///
/// Does nothing where the model asks for no resamples, or where the result is partial. `progress` is told of every
/// replication: `so_far` is where it stands. The same bytes for any number of threads.
void carry_input_uncertainty(const Model& model, const Plan& plan, const ExperimentOptions& options,
                             ExperimentProgress so_far, const ProgressCallback& progress, ExperimentResult& result);

}  // namespace throughline
