// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

namespace throughline {

/// What customers accept at a step.
struct Expectation {
  std::optional<double> wait;  ///< seconds
  std::optional<double> time;
  double weight = 1.0;  ///< of the touchpoint in the journey
  bool operator==(const Expectation&) const = default;
};

/// How the score of a journey follows from those of its visits to touchpoints.
enum class JourneyRule : std::uint8_t {
  peak_end,  ///< mean of the worst and the last (Kahneman et al., 1993; Redelmeier and Kahneman, 1996)
  mean,
  weights  ///< mean, weighted by `expects.weight`
};

/// How customers wait at a step; each word changes how long the wait feels (Maister, 1985).
enum class Waiting : std::uint8_t { visible, invisible, occupied, explained, updated };

/// A model of what customers make of what happens to them: output of a model, no fact about customers. Visits to
/// touchpoints are scored from 0 to 100; every constant can be changed in the file. What is lost, is lost against what
/// was expected (expectation and disconfirmation: Oliver, 1980).
struct ExperienceSection {
  JourneyRule journey = JourneyRule::peak_end;
  double base = 100.0;  ///< score of a visit at which nothing goes wrong

  // Of journeys that ended: nine and ten of ten promote, below seven detract (Reichheld, 2003); four of five boxes
  // are satisfied.
  double satisfied = 75.0;
  double promoter = 90.0;
  double detractor = 70.0;

  double failure = 50.0;   ///< lost by a service that fails, times its severity
  double recovered = 0.5;  ///< share of that which making up gives back (Tax, Brown and Chandrashekaran, 1998)
  double repeat = 10.0;    ///< lost by having to come again
  double handoff = 5.0;    ///< lost by being handed over
  Expectation expects;     ///< of touchpoints that do not say; its weight is theirs alone

  /// Lost by waiting. Waits count as they feel, in units of what is expected.
  struct Wait {
    double within = 10.0;  ///< lost by exactly the wait that is expected, in proportion by a shorter one
    double beyond = 30.0;  ///< by as long again: losses weigh twice what gains do, or more (Tversky and Kahneman, 1992)
    double most = 60.0;    ///< by any wait
    bool operator==(const Wait&) const = default;
  } wait;

  /// Lost by time at the step beyond what is expected, without the part of it that has cost as a wait.
  struct Time {
    double beyond = 15.0;  ///< by as long again as is expected
    double most = 40.0;
    bool operator==(const Time&) const = default;
  } time;

  /// How many times as long a wait feels, as the product of what applies.
  struct Perceived {
    double visible = 1.36;    ///< in a line that one sees (Hornik, 1984: judged 36 % too long)
    double invisible = 1.5;   ///< where one sees no line: on the phone, or nothing of what is going on
    double occupied = 0.8;    ///< with something to do (Maister, 1985; Katz, Larson and Larson, 1991)
    double explained = 0.85;  ///< knowing why
    double updated = 0.85;    ///< knowing how long still, or at which place in line
    bool operator==(const Perceived&) const = default;
  } perceived;

  /// The most that a journey can score that ends so.
  struct AtMost {
    double failed = 20.0;
    double abandoned = 30.0;
    double turned_away = 30.0;
    bool operator==(const AtMost&) const = default;
  } at_most;

  /// Effort of a journey, from 1 (none) to 7 (customer effort: Dixon, Freeman and Toman, 2010): 1 and these.
  struct Effort {
    double wait = 0.1;  ///< for each minute of waiting, as it feels
    double failure = 2.0;
    double repeat = 1.0;
    double handoff = 0.5;
    bool operator==(const Effort&) const = default;
  } effort;

  /// What a visit that goes badly does to the rest of the journey. The idea: disorder that is left brings more of it
  /// (Wilson and Kelling, 1982); in services one deviation on top of another (Bitner, Booms and Tetreault, 1990). How
  /// much is an assumption of whoever writes the blueprint: both factors are 1 by default.
  struct BrokenWindows {
    double below = 70.0;    ///< a visit that scores less leaves its customer dissatisfied; by default `detractor`
    double failure = 1.0;   ///< times as likely services fail from then on, up to certainty
    double patience = 1.0;  ///< times as long the customer is patient from then on
    bool operator==(const BrokenWindows&) const = default;
  };
  std::optional<BrokenWindows> broken_windows;  ///< none: a visit changes nothing that comes after it

  bool operator==(const ExperienceSection&) const = default;
};

}  // namespace throughline
