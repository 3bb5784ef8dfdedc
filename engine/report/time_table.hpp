// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string_view>

#include "report/table.hpp"
#include "throughline/result.hpp"

namespace throughline {

/// What time can go into, in words, and the measure of it: of a journey `journey.share.wait`.
struct TimeWay {
  std::string_view words;
  std::string_view quantity;
};

inline constexpr std::array time_ways{TimeWay{"being served, or busy", "share.service"},
                                      TimeWay{"waiting in line", "share.wait"},
                                      TimeWay{"  of that where it is seen", "share.visible_wait"},
                                      TimeWay{"waiting, with nobody on duty", "share.off_duty"},
                                      TimeWay{"interrupted", "share.interrupted"},
                                      TimeWay{"blocked by what comes next", "share.blocked"},
                                      TimeWay{"until enough have come", "share.batching"},
                                      TimeWay{"on the way", "share.handoff"},
                                      TimeWay{"away, to try again", "share.retrying"},
                                      TimeWay{"until a failure is made up for", "share.recovering"},
                                      TimeWay{"waiting for work elsewhere", "share.awaiting"}};

/// What the time of journeys goes into, each way that takes any with a bar as long as its share. Empty where it is not
/// measured.
Table time_table(const ExperimentResult& result);

/// What its shares are of.
inline constexpr std::string_view time_words =
    "of all the time that customers spend inside; of branches, that of the one waited for";

}  // namespace throughline
