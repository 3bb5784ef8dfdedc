// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "study_report.hpp"

namespace throughline::testing {

/// How often `throughline gaps` finds what is amiss, in blueprints at random: four to seven touchpoints in a row, each
/// with small gaps of its own, and one planted gap. Its cause (a wait, a queue that people leave, failures, a service
/// that takes too long, a handoff that loses people), its step and its size are drawn; it makes 2 % of the north star
/// at least. The first row: the planted gap is ranked first. The second: a planted gap whose closing changes nothing,
/// as it draws other luck alone, is not called a gain.
std::vector<StudyRow> find_planted_gaps(std::uint64_t trials, unsigned threads);

}  // namespace throughline::testing
