// SPDX-License-Identifier: MIT
// Whole programs as people read them. What each blueprint compiles to is part of what is promised: a change here is a
// change of what every simulation executes.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "replay.hpp"
#include "throughline/model.hpp"

namespace throughline {
namespace {

/// The text behind the line break that it begins with.
std::string lines(std::string_view text) {
  return std::string(text.substr(1));
}

/// One segment, `all`, which comes to step `a`; one pool, `clerk`.
std::string listing(const std::string& rest) {
  return explain(
      testing::model_of("schema = 1\n[run]\nlength = \"1 h\"\n[segments.all]\nstart = \"a\"\narrivals = { "
                        "rate = \"10 per hour\" }\n[staff.clerk]\ncount = 1\n" +
                        rest));
}

TEST(Explain, ListsAPlainQueueInSixInstructions) {
  EXPECT_EQ(listing("[steps.a]\nstaff = \"clerk\"\ntime = { exponential = { mean = \"5 min\" } }\n"), lines(R"(
segment all enters at 4
     0  leave             completed
     1  leave             failed, cause service
     2  leave             failed, cause handoff
     3  leave             abandoned

a:
     4  reach
     5  seize             clerk
     6  serve             exponential, mean 5 min
     7  release           clerk
     8  pass              to 0
)"));
}

TEST(Explain, ShowsWhereAFailedServiceAndAnImpatientCustomerGo) {
  EXPECT_EQ(listing(R"([steps.a]
staff = "clerk"
time = { exponential = { mean = "5 min" } }
wrap_up = { exponential = { mean = "1 min" } }
patience = { exponential = { mean = "2 min" } }
on_abandon = { next = "b" }
failure = { probability = 0.25, then = "retry", attempts = 3 }
next = { a = 0.1, b = 0.4, done = "rest" }
[steps.b]
time = { uniform = { min = "1 s", max = "2 s" } }
failure = { probability = { by_clock = { "08:00" = 0.1, "18:30" = 0.2 } } }
)"),
            lines(R"(
segment all enters at 5
     0  leave             completed
     1  leave             failed, cause service
     2  leave             failed, cause handoff
     3  leave             abandoned
     4  wrapped_up        clerk

a:
     5  reach             counting visits
     6  seize_patient     clerk, patience exponential, mean 2 min, then 11
     7  serve             exponential, mean 5 min
     8  wrap_up           clerk, exponential, mean 60 s
     9  fail              share 0.25, to 5, after 3 services to 1
    10  choose            below 0.1 to 5, below 0.5 to 12, below 1 to 0
    11  pass              to 12

b:
    12  reach
    13  take_time         uniform, 1 s to 2 s
    14  finish
    15  fail              share by clock: from 08:00 0.1; from 18:30 0.2, to 1
    16  pass              to 0
)"));
}

TEST(Explain, ShowsHandoffsBehindTheStepsUnderTheNameOfTheirSource) {
  EXPECT_EQ(listing(R"([steps.a]
lane = "customer"
next.b = { delay = { exponential = { mean = "5 s" } }, loss = 0.01, repeat = 0.02 }
[steps.b]
time = { uniform = { min = "1 s", max = "2 s" } }
next.c = { repeat = 0.1, repeat_time = "7 s" }
[steps.c]
staff = "clerk"
time = { by_clock = { "08:00" = "1 min", "18:00" = { exponential = { mean = "2 min" } } } }
)"),
            lines(R"(
segment all enters at 5
     0  leave             completed
     1  leave             failed, cause service
     2  leave             failed, cause handoff
     3  leave             abandoned

a:
     4  yield
     5  reach             counting visits
     6  guard
     7  take_none
     8  finish
     9  pass              to 21

b:
    10  yield
    11  reach
    12  take_time         uniform, 1 s to 2 s
    13  finish
    14  pass              to 25

c:
    15  yield
    16  reach
    17  seize             clerk
    18  serve_longer      by clock: from 08:00 constant 60 s; from 18:00 exponential, mean 2 min
    19  release           clerk
    20  pass              to 0

a:
    21  delay             exponential, mean 5 s
    22  lose              share 0.01, to 2
    23  repeat_visit      share 0.02, to 5
    24  jump              to 11

b:
    25  repeat_time       share 0.1, by constant 7 s
    26  jump              to 15
)"));
}

TEST(Explain, ShowsStagesLimitsAndWhatSegmentsDoDifferently) {
  const std::string text = R"toml(schema = 1
[run]
length = "1 h"
[segments]
red = { start = "a", arrivals = { rate = "10 per hour" } }
blue = { start = "b", arrivals = { rate = "10 per hour" } }
[staff.clerk]
count = 1
[steps.a]
staff = "clerk"
time = { exponential = { mean = "1 min" } }
patience = { exponential = { mean = "2 min" } }
next = "b"
[steps.b]
staff = "clerk"
time = { exponential = { mean = "2 min" } }
next = { c = { probability = 1, segments = ["red"] }, done = { probability = 1, segments = ["blue"] } }
[steps.b.for.blue]
time = { exponential = { mean = "3 min" } }
[steps.c]
next = { a = { by_clock = { "00:00" = 0.1, "12:00" = 0.2 } }, done = "rest" }
[stages]
early = { from = "arrival", to = ["a.start", "b"] }
late = { from = "b.end", to = "end" }
[targets]
"step.a.service_level(30 s)" = "> 80 %"
"step.a.service_level(1 min)" = "> 80 %"
)toml";
  EXPECT_EQ(explain(testing::model_of(text)), lines(R"(
segment red enters at 4
segment blue enters at 6
     0  leave             completed
     1  leave             failed, cause service
     2  leave             failed, cause handoff
     3  leave             abandoned
     4  mark_from         early
     5  jump              to 8
     6  mark_from         early
     7  jump              to 17

a:
     8  reach             counting visits
     9  seize_patient     clerk, patience exponential, mean 2 min, then 15
    10  judge_wait        limits 0 to 1
    11  mark_to           early
    12  serve             exponential, mean 60 s
    13  release           clerk
    14  pass              to 17
    15  judge_abandonment limits 0 to 1
    16  jump              to 3

b:
    17  by_segment        red to 18, blue to 25
    18  reach             counting visits
    19  mark_to           early
    20  seize             clerk
    21  serve             exponential, mean 2 min
    22  release           clerk
    23  mark_from         late
    24  pass              to 32
    25  reach             counting visits
    26  mark_to           early
    27  seize             clerk
    28  serve             exponential, mean 3 min
    29  release           clerk
    30  mark_from         late
    31  pass              to 0

c:
    32  reach             counting visits
    33  guard
    34  take_none
    35  finish
    36  choose_by_clock   by clock: from 00:00 below 0.1 to 8, below 1 to 0; from 12:00 below 0.2 to 8, below 1 to 0
)"));
}

TEST(Explain, ShowsWhatDissatisfactionChanges) {
  const std::string text = listing(R"([steps.a]
staff = "clerk"
time = "5 min"
patience = "2 min"
failure = { probability = 0.25 }
[experience]
broken_windows = { failure = 1.5, patience = 0.5 }
)");
  EXPECT_NE(text.find("clerk, patience constant 2 min (of the dissatisfied times 0.5), then "), std::string::npos)
      << text;
  EXPECT_NE(text.find("share 0.25 (of the dissatisfied times 1.5), to 1"), std::string::npos) << text;
}

}  // namespace
}  // namespace throughline
