// SPDX-License-Identifier: MIT
// Whatever makes theory inexact is refused, each with its own reason.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "blueprint_text.hpp"
#include "theory/recognition.hpp"

namespace throughline {
namespace {

/// A queue that theory knows, and what replaces or joins its parts.
struct Parts {
  std::string arrivals = "{ rate = \"20 per hour\" }";
  std::string staff = "count = 3\n";
  std::string step = "time = { exponential = { mean = \"6 min\" } }\n";
  std::string rest;

  std::string text() const {
    return fmt::format(
        "[segments.caller]\nstart = \"line\"\narrivals = {}\n[staff.agent]\n{}[steps.line]\nstaff = \"agent\"\n{}{}",
        arrivals, staff, step, rest);
  }
};

std::string with_time(const std::string& keys) {
  return Parts().step + keys;
}

/// Why the first pool has no answer; empty where it has one.
std::string reason_for(const Parts& parts) {
  const Recognition found = recognize(blueprint_of(parts.text()));
  for (const UnansweredPool& each : found.unanswered) {
    if (each.pool == StaffId{0}) return each.reason;
  }
  EXPECT_FALSE(found.queues.empty()) << parts.text();
  return "";
}

TEST(TheoryHasNoAnswer, ForArrivalsThatAreNotPoisson) {
  EXPECT_EQ(reason_for({}), "");
  EXPECT_EQ(reason_for({"{ rate = \"20 per hour\", batch = 2 }"}), "arrivals in batches");
  EXPECT_EQ(reason_for({"{ rate = \"20 per hour\", limit = 9 }"}), "a limit of arrivals");
  EXPECT_EQ(reason_for({"{ rate = \"20 per hour\", backlog = { line = 2 } }"}), "a backlog");
  EXPECT_EQ(reason_for({"{ rate = \"20 per hour\", uncertainty = { cv = 0.2 } }"}), "days that differ");
  EXPECT_EQ(reason_for({"{ profile = { \"00:00\" = \"9 per hour\", \"12:00\" = \"8 per hour\" } }"}),
            "a profile of arrivals");
  EXPECT_EQ(reason_for({"{ interarrival = \"3 min\" }"}), "times between arrivals that are not exponential");
  EXPECT_EQ(reason_for({"{ appointments = { every = \"5 min\", from = \"08:00\", to = \"16:00\" } }"}), "appointments");
  EXPECT_EQ(reason_for({"{ population = 9, think = \"5 min\" }"}), "a think time that is not exponential");
}

TEST(TheoryHasNoAnswer, ForPeopleWhoAreNotAlwaysThere) {
  const auto staffed = [](const std::string& staff) { return reason_for({Parts().arrivals, staff}); };
  EXPECT_EQ(staffed("shifts.day = { from = \"08:00\", to = \"16:00\", count = 3 }\n"), "shifts");
  EXPECT_EQ(
      staffed("shifts.day = { from = \"08:00\", to = \"16:00\", count = 3, breaks.lunch = { at = \"12:00\", for = "
              "\"30 min\" } }\n"),
      "breaks");
  EXPECT_EQ(staffed("count = { \"00:00\" = 3, \"12:00\" = 4 }\n"), "a count that follows the clock");
  EXPECT_EQ(staffed("count = 3\nshrinkage = 0.1\n"), "shrinkage");
  EXPECT_EQ(staffed("count = 3\ninterruptions.fault = { while = \"calendar\", every = \"9 h\", lasts = \"1 min\" }\n"),
            "interruptions");
  EXPECT_EQ(staffed("count = 3\nnew_staff = { share = 0.5, speed = 0.9 }\n"), "beginners");
  EXPECT_EQ(staffed("count = 3\nsurge.more = { when = \"queue > 9 for 5 min\", add = 1, until = \"queue < 1\" }\n"),
            "surges");
  EXPECT_EQ(staffed("count = 3\nhold_for_appointment = \"5 min\"\n"), "people held for appointments");
  EXPECT_EQ(staffed("count = 3\nsharing = true\n"), "");
  EXPECT_EQ(staffed("count = { \"00:00\" = 3, \"12:00\" = 4 }\nsharing = true\n"), "a count that follows the clock");
  EXPECT_EQ(staffed("count = 3\nspeed = { \"step.line\" = 1.2 }\n"), "speed by step");
  EXPECT_EQ(staffed("count = 3\ndiscipline = \"shortest\"\n"), "the shortest service first");
  EXPECT_EQ(staffed("count = 3\ndiscipline = \"due\"\n"), "the earliest appointment first");
}

TEST(TheoryHasNoAnswer, ForPeopleWhoAreLent) {
  const Parts parts{
      Parts().arrivals, Parts().staff, Parts().step,
      "[staff.other]\ncount = 1\nsurge.more = { when = \"queue > 9 for 5 min\", add = 1, until = \"queue < "
      "1\", from = \"agent\" }\n"};
  EXPECT_EQ(reason_for(parts), "people who are lent");
}

TEST(TheoryHasNoAnswer, ForWhatElseHappensAtAStep) {
  const auto at_step = [](const std::string& keys) {
    return reason_for({Parts().arrivals, Parts().staff, with_time(keys)});
  };
  const std::string patient = "patience = { exponential = { mean = \"5 min\" } }\n";
  EXPECT_EQ(at_step("wrap_up = \"1 min\"\n"), "wrap-up");
  EXPECT_EQ(at_step("balking = { \"3\" = \"20 %\" }\n"), "balking");
  EXPECT_EQ(at_step("at_close = \"turn_away\"\n"), "customers turned away at the close");
  EXPECT_EQ(at_step(patient + "on_abandon = { again = \"75 %\", after = \"20 min\" }\n"), "customers who try again");
  EXPECT_EQ(at_step(patient + "callback = { when = \"expected_wait > 4 min\", accept = 0.5, within = \"1 h\" }\n"),
            "calls back");
  EXPECT_EQ(at_step("takes = \"1/3\"\n"), "several customers at once");
  EXPECT_EQ(at_step("keeps = [\"agent\"]\n"), "people who are kept over steps");
  EXPECT_EQ(at_step("capacity = 5\n" + patient), "room for so many, and patience");
  EXPECT_EQ(at_step("patience = { gamma = { mean = \"5 min\", cv = 0.5 } }\n"),
            "patience that is neither exponential nor constant");
  EXPECT_EQ(at_step("patience = { by_clock = { \"00:00\" = \"5 min\", \"12:00\" = \"6 min\" } }\n"),
            "patience that follows the clock");
}

TEST(TheoryHasNoAnswer, ForWhatDissatisfactionChanges) {
  const std::string patient = with_time("patience = { exponential = { mean = \"5 min\" } }\n");
  const auto reason = [](const std::string& step, const std::string& windows, const std::string& before = "") {
    const std::string start = before.empty() ? "line" : "menu";
    Recognition found = recognize(blueprint_of(fmt::format(
        "[segments.caller]\nstart = \"{}\"\narrivals = {{ rate = \"20 per hour\" }}\n[staff.agent]\ncount = 3\n"
        "[steps.line]\nstaff = \"agent\"\n{}{}[experience]\nexpects = {{ wait = \"1 min\" }}\nbroken_windows = {{ {} "
        "}}\n",
        start, step, before, windows)));
    return found.unanswered.empty() ? std::string() : found.unanswered.front().reason;
  };
  const std::string menu = "[steps.menu]\nlane = \"customer\"\ntime = \"1 min\"\nnext = \"line\"\n";
  const std::string failing_menu = menu + "failure = { probability = 0.2 }\n";
  EXPECT_EQ(reason(patient, "patience = 0.5", menu), "patience that dissatisfaction changes");
  EXPECT_EQ(reason(patient, "patience = 0.5"), "") << "nobody has been anywhere before";
  EXPECT_EQ(reason(patient, "failure = 2.0", menu), "");
  EXPECT_EQ(reason(patient, "patience = 1.0", menu), "");
  EXPECT_EQ(reason(with_time("failure = { probability = 0.2 }\n"), "failure = 2.0", menu),
            "failures that depend on dissatisfaction");
  EXPECT_EQ(reason(with_time("failure = { probability = 0.2 }\n"), "failure = 2.0"), "");
  EXPECT_EQ(reason(with_time("failure = { probability = 0.2, then = \"retry\" }\n"), "failure = 2.0"),
            "failures that depend on dissatisfaction");
  EXPECT_EQ(reason(with_time("failure = { probability = 0.0 }\n"), "failure = 2.0", menu), "");
  EXPECT_EQ(reason(with_time(""), "failure = 2.0", failing_menu), "") << "whoever fails there is the first to meet it";
  EXPECT_EQ(reason(with_time("failure = { probability = 0.2 }\nnext = { line = 0.1, done = 0.9 }\n"), "failure = 2.0"),
            "failures that depend on dissatisfaction");
}

TEST(TheoryHasNoAnswer, ForServicesOfSeveralThatAreNotExponential) {
  EXPECT_EQ(reason_for({Parts().arrivals, Parts().staff, "time = \"6 min\"\n"}), "services that are not exponential");
  EXPECT_EQ(reason_for({Parts().arrivals, "count = 1\n", "time = \"2 min\"\n"}), "") << "M/G/1";
  EXPECT_EQ(reason_for({Parts().arrivals, "count = 1\n", "time = \"2 min\"\npatience = \"5 min\"\n"}),
            "services that are not exponential");
  EXPECT_EQ(reason_for({Parts().arrivals, Parts().staff,
                        "time = { by_clock = { \"00:00\" = \"5 min\", \"12:00\" = \"6 min\" } }\n"}),
            "a time that follows the clock");
}

TEST(TheoryHasNoAnswer, ForSomeWhoAreServedByPeopleWhoWorkAsOne) {
  const std::string shared = Parts().staff + "sharing = true\n";
  EXPECT_EQ(reason_for({Parts().arrivals, shared, "time = \"6 min\"\n"}), "");
  EXPECT_EQ(reason_for({Parts().arrivals, shared, with_time("capacity = 9\n")}),
            "so many at most served by people who work as one");
  EXPECT_EQ(reason_for({"{ population = 9, think = { exponential = { mean = \"5 min\" } } }", shared}),
            "a population served by people who work as one");
}

TEST(TheoryHasNoAnswer, ForSegmentsThatDiffer) {
  const std::string member =
      "[segments.member]\nstart = \"line\"\narrivals = { rate = \"5 per hour\" }\n[steps.line.for.member]\n";
  const auto differing = [&member](const std::string& key, const std::string& keys = "") {
    return reason_for({Parts().arrivals, Parts().staff, with_time(keys), member + key});
  };
  EXPECT_EQ(differing("time = { exponential = { mean = \"3 min\" } }\n"), "services of different laws");
  EXPECT_EQ(differing("patience = \"5 min\"\n"), "patience that differs");
  EXPECT_EQ(differing("staff = \"other\"\n[staff.other]\ncount = 1\n"), "a step where segments need different pools");
  EXPECT_EQ(differing("capacity = 9\n", "capacity = 5\n"), "room that differs");
}

TEST(TheoryHasNoAnswer, ForPrioritiesItDoesNotKnow) {
  const std::string member = "[segments.member]\nstart = \"line\"\narrivals = { rate = \"5 per hour\" }\n";
  const auto ranked = [&member](const std::string& staff, const std::string& keys = "") {
    return reason_for(
        {Parts().arrivals, "count = 3\npriority = [\"segment.member\"]\n" + staff, with_time(keys), member});
  };
  EXPECT_EQ(ranked(""), "");
  EXPECT_EQ(ranked("preempt = { by = [\"segment.member\"] }\n"), "");
  EXPECT_EQ(ranked("preempt = { by = [\"segment.member\"], then = \"restart\" }\n"),
            "preempted services that do not go on where they were");
  EXPECT_EQ(ranked("takes_next = \"longest_wait\"\n"), "takes_next = \"longest_wait\"");
  EXPECT_EQ(ranked("", "patience = \"5 min\"\n"), "priorities, and customers who do not wait for ever");
  EXPECT_EQ(ranked("discipline = \"lifo\"\n"), "a discipline other than first come, first served");
  EXPECT_EQ(reason_for({Parts().arrivals, "count = 3\npriority = [\"segment.caller\"]\n"}), "")
      << "one segment alone has no rank";
}

TEST(TheoryHasNoAnswer, ForStepsThatNeedMoreThanOnePool) {
  const std::string other = "[staff.other]\ncount = 1\n";
  const std::string step = "time = \"1 min\"\n";
  const auto staffed = [&](const std::string& staff) {
    return reason_for({Parts().arrivals, Parts().staff, with_time("next = \"more\"\n"),
                       other + "[steps.more]\nstaff = " + staff + "\n" + step});
  };
  EXPECT_EQ(staffed("[\"agent\", \"other\"]"), "several people at once");
  EXPECT_EQ(staffed("{ any_of = [\"agent\", \"other\"], choose = \"in_order\" }"), "any of several pools");
  EXPECT_EQ(staffed("{ same_as = \"line\" }"), "the same person again");
}

TEST(TheoryHasNoAnswer, WhereTheNextStepBlocks) {
  const std::string next =
      "[staff.other]\ncount = 1\n[steps.more]\nstaff = \"other\"\ntime = { exponential = { mean = \"1 min\" } }\n";
  const std::string step = with_time("next = \"more\"\n");
  EXPECT_EQ(reason_for({Parts().arrivals, Parts().staff, step, next + "capacity = 5\nwhen_full = \"block\"\n"}),
            "blocking by what comes next");
  EXPECT_EQ(reason_for({Parts().arrivals, Parts().staff, step, next + "capacity = 5\n"}), "");
}

TEST(TheoryHasNoAnswer, BehindAQueueThatSpoilsTheStream) {
  const std::string first =
      "[staff.first]\ncount = 1\n[steps.first]\nstaff = \"first\"\ntime = { exponential = { mean = \"1 min\" } }\n"
      "next = \"line\"\n";
  const auto behind = [&first](const std::string& keys) {
    Parts parts;
    parts.rest = first + keys;
    std::string text = parts.text();
    text.replace(text.find("start = \"line\""), 14, "start = \"first\"");
    const Recognition found = recognize(blueprint_of(text));
    return found.unanswered.empty() ? "" : found.unanswered.front().reason;
  };
  EXPECT_EQ(behind(""), "");
  EXPECT_EQ(behind("patience = \"5 min\"\n"), "customers from staff \"first\" are no Poisson stream");
  EXPECT_EQ(behind("capacity = 5\n"), "customers from staff \"first\" are no Poisson stream");
}

TEST(TheoryHasNoAnswer, OnLoopsThatAreNotOfExponentialQueues) {
  const std::string again = "failure = { probability = 0.1, then = \"retry\" }\n";
  EXPECT_EQ(reason_for({Parts().arrivals, Parts().staff, with_time(again)}), "");
  EXPECT_EQ(reason_for({Parts().arrivals, "count = 1\n", "time = \"1 min\"\n" + again}),
            "customers who come again to a queue that is not M/M/c");
  EXPECT_EQ(
      reason_for({Parts().arrivals, Parts().staff, with_time("next = { more = 0.1, done = 0.9 }\n"),
                  "[staff.other]\ncount = 1\n[steps.more]\nstaff = \"other\"\ntime = \"1 min\"\nnext = \"line\"\n"}),
      "a loop over staff \"other\", which theory does not answer for");
  EXPECT_EQ(reason_for({"{ population = 9, think = { exponential = { mean = \"5 min\" } } }", Parts().staff,
                        with_time(again)}),
            "a population that does more than wait for one service");
}

TEST(TheoryHasNoAnswer, ForMoreThanItSumsUp) {
  EXPECT_EQ(reason_for({"{ population = 10000, think = { exponential = { mean = \"50 h\" } } }"}),
            "a population larger than theory sums up");
  EXPECT_EQ(reason_for({Parts().arrivals, Parts().staff, with_time("capacity = 20000\n")}),
            "room for more than theory sums up");
  EXPECT_EQ(
      reason_for({Parts().arrivals, Parts().staff, with_time("patience = { exponential = { mean = \"900 h\" } }\n")}),
      "patience for a queue longer than theory sums up");
}

TEST(TheoryHasNoAnswer, WhereNobodyComes) {
  const Recognition found = recognize(blueprint_of(Parts().text() + "[staff.spare]\ncount = 1\n"));
  ASSERT_EQ(found.unanswered.size(), 1U);
  EXPECT_EQ(found.unanswered.front().reason, "nobody comes");
}

}  // namespace
}  // namespace throughline
