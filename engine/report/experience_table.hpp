// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "report/table.hpp"
#include "throughline/result.hpp"

namespace throughline {

/// A measure and what it is called in the reports of experience and money.
struct NamedMeasure {
  std::string_view words;
  std::string_view path;
};

inline constexpr std::array experience_measures{
    NamedMeasure{"NPS", "experience.nps"}, NamedMeasure{"satisfied (CSAT)", "experience.csat"},
    NamedMeasure{"effort of 1 to 7 (CES)", "experience.ces"}, NamedMeasure{"score of 0 to 100", "experience.score"},
    NamedMeasure{"dissatisfied by some visit", "experience.dissatisfied"}};

inline constexpr std::array economics_measures{
    NamedMeasure{"profit per day", "economics.profit"},
    NamedMeasure{"of that before the future that is lost", "economics.operating_profit"},
    NamedMeasure{"value lost per day", "economics.lost_value"},
    NamedMeasure{"cost to serve a customer", "economics.cost_to_serve"},
    NamedMeasure{"lifetime value of a customer", "economics.lifetime_value"},
    NamedMeasure{"customers driven away", "economics.churn"}};

/// Why value is lost, in words, and the measure of it.
inline constexpr std::array loss_causes{NamedMeasure{"a service failed", "economics.lost_value.failure"},
                                        NamedMeasure{"lost or annoyed by a handoff", "economics.lost_value.handoff"},
                                        NamedMeasure{"gave up waiting", "economics.lost_value.abandonment"},
                                        NamedMeasure{"turned away", "economics.lost_value.turned_away"},
                                        NamedMeasure{"waited too long, and stayed", "economics.lost_value.wait"},
                                        NamedMeasure{"served too long", "economics.lost_value.time"},
                                        NamedMeasure{"had to come again", "economics.lost_value.repeat"}};

/// What customers make of it, and what it is worth, in a sentence each; empty where the result does not know.
std::string experience_sentence(const ExperimentResult& result);
std::string economics_sentence(const ExperimentResult& result);

/// The score of every touchpoint and the value that is lost there; empty where the result knows neither.
Table experience_table(const ExperimentResult& result);

/// Why it is lost, each cause that matters with a bar as long as its share.
Table loss_table(const ExperimentResult& result);

/// What these figures are.
inline constexpr std::string_view experience_words =
    "scores from 0 to 100: what the model of the blueprint makes of waits, times, failures, repeats and handoffs, no "
    "survey; value is lost where a journey ends, or was worst, per day";

}  // namespace throughline
