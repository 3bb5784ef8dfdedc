// SPDX-License-Identifier: MIT
#include "theory/parallel_branches.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "blueprint_text.hpp"
#include "theory/recognition.hpp"

namespace throughline {
namespace {

TEST(ParallelBranches, KnowTheLongestAndTheShortestOfExponentialTimes) {
  const std::vector<double> alike(5, 1.0);
  EXPECT_NEAR(mean_of_shortest(5, alike), 1.0 + 1.0 / 2 + 1.0 / 3 + 1.0 / 4 + 1.0 / 5, 1e-12);
  EXPECT_NEAR(mean_of_shortest(1, alike), 0.2, 1e-12);
  EXPECT_NEAR(mean_of_shortest(2, alike), 0.45, 1e-12);
  // Of different rates: the sum of both less the shorter.
  EXPECT_NEAR(mean_of_shortest(2, {0.5, 0.2}), 2.0 + 5.0 - 1.0 / 0.7, 1e-12);
  EXPECT_NEAR(mean_of_shortest(1, {0.5, 0.2}), 1.0 / 0.7, 1e-12);
  EXPECT_NEAR(mean_of_shortest(1, {0.25}), 4.0, 1e-12);
}

TEST(ParallelBranches, SumToAllOfThem) {
  const std::vector<double> rates{0.3, 1.7, 0.9, 4.0};
  double all = 0.0;
  for (std::size_t k = 1; k <= rates.size(); ++k) all += mean_of_shortest(k, rates);
  double expected = 0.0;
  for (const double rate : rates) expected += 1.0 / rate;
  EXPECT_NEAR(all, expected, 1e-12);
}

TEST(ParallelBranches, KnowTwoQueuesAlike) {
  EXPECT_NEAR(mean_of_two_queues(0.3, 1.0), 2.08928571, 1e-8);
  EXPECT_NEAR(mean_of_two_queues(0.5, 1.0), 2.875, 1e-12);
  EXPECT_NEAR(mean_of_two_queues(0.8, 1.0), 7.0, 1e-12);
}

std::string fork(const std::string& split, const std::string& lab, const std::string& scan, const std::string& meet) {
  return "[segments.patient]\nstart = \"split\"\narrivals = { rate = \"0.5 per second\" }\n"
         "[staff.one]\ncount = 1\n[staff.two]\ncount = 1\n"
         "[steps.split]\nfork = { lab = 1.0, scan = 1.0 }\njoin = \"meet\"\n" +
         split + "[steps.lab]\nnext = \"meet\"\n" + lab + "[steps.scan]\nnext = \"meet\"\n" + scan + "[steps.meet]\n" +
         meet;
}

const std::string second = "time = { exponential = { mean = \"1 s\" } }\n";

std::vector<double> journeys_of(const std::string& text) {
  std::vector<double> values;
  for (const ExpectedMeasure& journey : recognize(blueprint_of(text)).journeys) values.push_back(journey.value);
  return values;
}

TEST(ParallelBranches, AreRecognized) {
  EXPECT_NEAR(journeys_of(fork("time = \"3 s\"\n", second, second, "time = \"2 s\"\n")).at(0), 3.0 + 1.5 + 2.0, 1e-12);
  EXPECT_NEAR(journeys_of(fork("wait_for = \"any\"\n", second, second, "")).at(0), 0.5, 1e-12);
  const std::string one = "staff = \"one\"\n" + second;
  EXPECT_NEAR(journeys_of(fork("", one, "staff = \"two\"\n" + second, "")).at(0), 2.875, 1e-12);
}

TEST(ParallelBranches, MayEndWhereTheyAre) {
  std::string ends = fork("", second, second, "");
  ends.replace(ends.find("next = \"meet\""), 13, "next = \"done\"");
  EXPECT_NEAR(journeys_of(ends).at(0), 1.5, 1e-12);
}

TEST(ParallelBranches, AreNotRecognizedWhereTheoryDoesNotKnow) {
  const std::string one = "staff = \"one\"\n" + second;
  const std::string two = "staff = \"two\"\n" + second;
  const std::string slower = "staff = \"two\"\ntime = { exponential = { mean = \"1.5 s\" } }\n";
  const std::string constant = "time = \"1 s\"\n";
  for (const std::string& text :
       {fork("", second, constant, ""), fork("", one, slower, ""), fork("", one, second, ""), fork("", one, one, ""),
        fork("wait_for = \"any\"\n", one, two, ""), fork("", one, two, two)}) {
    EXPECT_EQ(journeys_of(text), std::vector<double>()) << text;
  }
  std::string sometimes = fork("", second, second, "");
  sometimes.replace(sometimes.find("lab = 1.0"), 9, "lab = 0.9");
  EXPECT_EQ(journeys_of(sometimes), std::vector<double>());
}

}  // namespace
}  // namespace throughline
