// SPDX-License-Identifier: MIT
// One blueprint for each model that is recognized: its simulation in the steady state agrees with theory.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "blueprint/measure_path.hpp"
#include "blueprint_text.hpp"
#include "report/verification.hpp"
#include "theory/steady_state.hpp"
#include "throughline/experiment.hpp"

namespace throughline {
namespace {

/// A queue of calls; times of 6 min come at 20 an hour.
std::string line(const std::string& staff, const std::string& step,
                 const std::string& arrivals = "rate = \"20 per hour\"") {
  return fmt::format(
      "[segments.caller]\nstart = \"line\"\narrivals = {{ {} }}\n[staff.agent]\n{}[steps.line]\nstaff = \"agent\"\n{}",
      arrivals, staff, step);
}

const std::string member = "[segments.member]\nstart = \"line\"\narrivals = { rate = \"4 per hour\" }\n";
const std::string exponential = "time = { exponential = { mean = \"6 min\" } }\n";
const std::string short_exponential = "time = { exponential = { mean = \"2 min\" } }\n";

/// Every figure that theory expects, measured.
std::vector<VerifiedFigure> figures_of(const SteadyState& steady) {
  const ExperimentResult result = run_experiment(compile(steady.blueprint));
  std::vector<ExpectedMeasure> expected = steady.recognition.journeys;
  for (const RecognizedQueue& queue : steady.recognition.queues) {
    expected.insert(expected.end(), queue.model.expected.begin(), queue.model.expected.end());
  }
  std::vector<VerifiedFigure> figures;
  for (const ExpectedMeasure& each : expected) {
    const std::string path = path_of(each.measure, measure_names(steady.blueprint));
    const Estimate* const measured = result.find(path);
    if (measured == nullptr) {
      ADD_FAILURE() << path << " is not measured";
      continue;
    }
    figures.push_back({path, each.value, *measured});
  }
  return figures;
}

/// Recognizes the first pool as this model, and agrees; theory that is wrong by a tenth is found out.
void expect_agreement(const std::string& text, const std::string& law, std::size_t figures) {
  SCOPED_TRACE(law);
  const Blueprint blueprint = blueprint_of(text);
  const SteadyState steady = steady_state(blueprint, recognize(blueprint), 40);
  ASSERT_FALSE(steady.recognition.queues.empty()) << steady.recognition.unanswered.front().reason;
  EXPECT_EQ(steady.recognition.queues.front().model.law, law);
  std::vector<VerifiedFigure> compared = figures_of(steady);
  EXPECT_EQ(compared.size(), figures);
  for (VerifiedFigure& figure : compared) {
    ASSERT_TRUE(figure.z()) << figure.path;
    EXPECT_TRUE(figure.agrees()) << figure.path << ": theory " << figure.theory << ", simulation "
                                 << *figure.simulated.value << ", z " << *figure.z();
  }
  figures = 0;
  for (VerifiedFigure& figure : compared) {
    if (figure.theory <= 0.0) continue;
    figure.theory *= 1.1;
    figures += figure.agrees() ? 0 : 1;
  }
  EXPECT_GT(figures, 0U) << "nothing would be found out";
}

/// Recognizes the journeys of the only segment, and agrees.
void expect_agreeing_journeys(const std::string& text) {
  const Blueprint blueprint = blueprint_of(text);
  const SteadyState steady = steady_state(blueprint, recognize(blueprint), 40);
  ASSERT_EQ(steady.recognition.journeys.size(), 1U);
  std::vector<VerifiedFigure> compared = figures_of(steady);
  for (const VerifiedFigure& figure : compared) {
    EXPECT_TRUE(figure.agrees()) << figure.path << ": theory " << figure.theory << ", simulation "
                                 << *figure.simulated.value;
  }
  compared.front().theory *= 1.1;
  EXPECT_FALSE(compared.front().agrees()) << "nothing would be found out";
}

TEST(Verified, BranchesSideBySide) {
  const std::string patient = "[segments.patient]\nstart = \"split\"\narrivals = { rate = \"20 per hour\" }\n";
  const std::string split = "[steps.split]\nfork = { lab = 1.0, scan = 1.0 }\njoin = \"meet\"\n[steps.meet]\n";
  const std::string branches = "[steps.lab]\n" + short_exponential + "next = \"meet\"\n[steps.scan]\n";
  expect_agreeing_journeys(patient + split + branches + exponential + "next = \"meet\"\n");
  expect_agreeing_journeys(patient + split +
                           "[staff.lab]\ncount = 1\n[staff.scanner]\ncount = 1\n[steps.lab]\nstaff = \"lab\"\n" +
                           short_exponential + "next = \"meet\"\n[steps.scan]\nstaff = \"scanner\"\n" +
                           short_exponential + "next = \"meet\"\n");
}

TEST(Verified, ErlangC) {
  expect_agreement(line("count = 3\n", exponential + "expects = { wait = \"1 min\" }\n") +
                       "[targets]\n\"step.line.service_level(3 min)\" = \"> 80 %\"\n",
                   "M/M/3 (Erlang C)", 12);
  expect_agreement(line("count = 1\n", short_exponential), "M/M/1", 10);
}

TEST(Verified, ErlangCInAnotherOrder) {
  expect_agreement(line("count = 3\ndiscipline = \"lifo\"\n", exponential), "M/M/3 (Erlang C)", 5);
  expect_agreement(line("count = 3\ndiscipline = \"random\"\n", exponential), "M/M/3 (Erlang C)", 5);
}

TEST(Verified, ErlangCOverSeveralSteps) {
  expect_agreement(line("count = 3\n", exponential + "next = { mail = 0.2, done = 0.8 }\n") +
                       "[steps.mail]\nstaff = \"agent\"\n" + exponential,
                   "M/M/3 (Erlang C)", 20);
}

TEST(Verified, ErlangBForWantOfPatienceAndOfRoom) {
  const std::string gamma = "time = { gamma = { mean = \"6 min\", cv = 0.5 } }\n";
  expect_agreement(line("count = 3\n", gamma + "patience = \"0 s\"\n"), "M/G/3/3 (Erlang B)", 2);
  expect_agreement(line("count = 3\n", gamma + "waiting_places = 0\n"), "M/G/3/3 (Erlang B)", 2);
  expect_agreement(line("count = 3\n", gamma + "capacity = 2\n"), "M/G/2/2 (Erlang B)", 2);
}

TEST(Verified, FiniteCapacity) {
  expect_agreement(line("count = 3\n", exponential + "waiting_places = 2\n"), "M/M/3/5", 9);
  expect_agreement(line("count = 1\n", exponential + "capacity = 4\n"), "M/M/1/4", 9);
}

TEST(Verified, ErlangA) {
  const std::string patience = "patience = { exponential = { mean = \"4 min\" } }\n";
  expect_agreement(line("count = 3\n", exponential + patience), "M/M/3+M (Erlang A)", 10);
  expect_agreement(line("count = 1\n", exponential + patience), "M/M/1+M (Erlang A)", 10);
}

TEST(Verified, ConstantPatience) {
  expect_agreement(line("count = 3\n", exponential + "patience = \"4 min\"\n"), "M/M/3+D (constant patience)", 6);
  expect_agreement(line("count = 1\n", exponential + "patience = \"4 min\"\n"), "M/M/1+D (constant patience)", 6);
}

TEST(Verified, OneServerOfAnyLaw) {
  const std::string law = "M/G/1 (Pollaczek-Khinchine)";
  expect_agreement(line("count = 1\n", "time = \"2 min\"\n"), law, 5);
  expect_agreement(
      line("count = 1\n", "time = { hyperexponential = { mean = \"90 s\", cv = 2 } }\nwrap_up = \"20 s\"\n"), law, 5);
  expect_agreement(line("count = 1\n", "time = \"90 s\"\n") + member + "[steps.line.for.member]\n" + exponential, law,
                   5);
}

TEST(Verified, PeopleWhoWorkAsOne) {
  expect_agreement(line("count = 3\nsharing = true\n", "time = { lognormal = { mean = \"7 min\", cv = 1.5 } }\n"),
                   "M/G/3-PS (processor sharing)", 2);
  // Whoever leaves them is a Poisson stream, whatever the laws (Kelly, 1975).
  expect_agreement(line("count = 1\nsharing = true\n", "time = \"2 min\"\nnext = \"mail\"\n") + member +
                       "[steps.line.for.member]\ntime = { hyperexponential = { mean = \"90 s\", cv = 2 } }\n"
                       "[staff.clerk]\ncount = 1\n[steps.mail]\nstaff = \"clerk\"\n" +
                       short_exponential,
                   "M/G/1-PS (processor sharing)", 15);
}

TEST(Verified, Priorities) {
  const std::string ranked = "priority = [\"segment.member\"]\n";
  const std::string preempting = ranked + "preempt = { by = [\"segment.member\"] }\n";
  expect_agreement(line("count = 3\n" + ranked, exponential) + member, "M/M/3 with non-preemptive priorities", 7);
  expect_agreement(line("count = 3\n" + preempting, exponential) + member, "M/M/3 with preemptive priorities", 3);
  const std::string different = line("count = 1\n" + ranked, "time = \"90 s\"\n") + member +
                                "[steps.line.for.member]\ntime = { gamma = { mean = \"3 min\", cv = 0.5 } }\n";
  expect_agreement(different, "M/G/1 with non-preemptive priorities", 7);
  std::string interrupted = different;
  interrupted.replace(interrupted.find(ranked), ranked.size(), preempting);
  expect_agreement(interrupted, "M/G/1 with preemptive priorities", 3);
}

TEST(Verified, PrioritiesOfSteps) {
  expect_agreement(line("count = 3\npriority = [\"step.mail\"]\n", exponential) +
                       "[segments.letter]\nstart = \"mail\"\narrivals = { rate = \"5 per hour\" }\n"
                       "[steps.mail]\nstaff = \"agent\"\n" +
                       exponential,
                   "M/M/3 with non-preemptive priorities", 7);
}

TEST(Verified, FinitePopulation) {
  expect_agreement(
      line("count = 2\n", short_exponential, "population = 6, think = { exponential = { mean = \"10 min\" } }"),
      "M/M/2//6 (finite population)", 5);
}

TEST(Verified, NetworkWithLoopsAndBranches) {
  expect_agreement(
      line("count = 3\n", exponential + "next = { walk = { probability = 0.4, delay = \"30 s\" }, done = 0.6 }\n") +
          "[steps.walk]\ntime = { uniform = { min = \"1 min\", max = \"9 min\" } }\nnext = \"expert\"\n"
          "[staff.expert]\ncount = 1\n[steps.expert]\nstaff = \"expert\"\n" +
          short_exponential +
          "failure = { probability = 0.3, then = \"retry\" }\nnext = { line = 0.2, last = 0.8 }\n"
          "[staff.last]\ncount = 1\n[steps.last]\nstaff = \"last\"\ntime = \"2 min\"\n",
      "M/M/3 (Erlang C)", 26);
}

TEST(Verified, ReworkLoop) {
  // lambda 0.5, mu 1, return probability 0.3: 1.42857143 visits, a journey of 5.
  const std::string text = line(
      "count = 1\n", "time = { exponential = { mean = \"1 s\" } }\nfailure = { probability = 0.3, then = \"retry\" }\n",
      "rate = \"0.5 per second\"");
  const Recognition found = recognize(blueprint_of(text));
  ASSERT_EQ(found.journeys.size(), 1U);
  EXPECT_NEAR(found.journeys.front().value, 5.0, 1e-9);
  expect_agreement(text, "M/M/1", 11);
}

}  // namespace
}  // namespace throughline
