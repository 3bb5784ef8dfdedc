// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "experiment/evidence.hpp"
#include "model/catalog.hpp"
#include "model/program.hpp"
#include "throughline/experiment.hpp"
#include "throughline/model.hpp"
#include "throughline/result.hpp"

namespace throughline {

/// How far each asked precision is reached by the replications that are there.
std::vector<PrecisionResult> judge_precision(const Program& program, const Catalog& catalog, const Evidence& evidence);

/// How many replications there should be before the precision is judged again; as many as there are where that was the
/// last time: everything is reached, or a budget is spent.
///
/// The procedure is that of Chow and Robbins (1965) for relative widths (Nádas, 1969): stop at the first look at which
/// every interval is narrow enough. The intervals keep their confidence as the precision becomes finer; what they lose
/// before, by stopping where the spread happens to look small, grows with the number of looks. So the first look comes
/// after a round of at least `fewest_judged`, and later ones only where the spread seen so far promises success (nine
/// tenths of what it asks for, to the next whole round; at most twice what is there).
std::uint64_t next_look(const Program& program, const Evidence& evidence, const std::vector<PrecisionResult>& judged);

/// How many replications there should be before the precision is judged for the first time: whole rounds, as an
/// interval of a few may look narrow by chance.
std::uint64_t first_look(const Program& program);

/// Replications in rounds, until what is asked for is reached, with how far it is in `judged`; or exactly as many as
/// the options say. Returns how many were planned, up to the last look.
std::uint64_t replicate(const Model& model, const ExperimentOptions& options, Evidence& evidence,
                        std::vector<PrecisionResult>& judged, const ProgressCallback& progress = {});

}  // namespace throughline
