// SPDX-License-Identifier: MIT
#include "text/distribution_reader.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "text/toml_reader.hpp"

namespace throughline {
namespace {

/// Reads what would stand behind `time =`.
std::optional<Distribution> law(const std::string& text, std::optional<double> time_unit = std::nullopt) {
  Diagnostics diagnostics("f.toml");
  InputFiles files(std::string(THROUGHLINE_SOURCE_DIR) + "/tests/invalid");
  ReadingBudget budget;
  Reading reading{diagnostics, files, time_unit, {}, budget};
  std::optional<Distribution> read = read_distribution(parse_toml_value(text, {"f.toml", 1, 8}), "time", reading);
  EXPECT_EQ(read.has_value(), diagnostics.empty()) << text << ": a law, or a diagnostic";
  return read;
}

TEST(DistributionReader, TakesADurationAloneAsAConstant) {
  EXPECT_EQ(law("\"90 s\""), Distribution::constant(90.0));
  EXPECT_EQ(law("{ constant = \"90 s\" }"), Distribution::constant(90.0));
  EXPECT_EQ(law("3", 60.0), Distribution::constant(180.0));
  EXPECT_EQ(law("3"), std::nullopt);
}

TEST(DistributionReader, ReadsEveryFamily) {
  EXPECT_EQ(law("{ exponential = { mean = \"2 min\" } }"), Distribution::exponential(120.0));
  EXPECT_EQ(law("{ uniform = { min = \"1 min\", max = \"2 min\" } }"), Distribution::uniform(60.0, 120.0));
  EXPECT_EQ(law("{ triangular = { min = \"1 s\", mode = \"1 s\", max = \"3 s\" } }"),
            Distribution::triangular(1.0, 1.0, 3.0));
  EXPECT_EQ(law("{ normal = { mean = \"10 s\", sd = \"2 s\" } }"), Distribution::normal(10.0, 2.0));
  EXPECT_EQ(law("{ lognormal = { mean = \"45 s\", cv = 0.6 } }"), Distribution::lognormal_mean_cv(45.0, 0.6));
  EXPECT_EQ(law("{ lognormal = { median = \"4 min\", p90 = \"9 min\" } }"),
            Distribution::lognormal_median_p90(240.0, 540.0));
  EXPECT_EQ(law("{ gamma = { mean = \"45 s\", cv = 1 } }"), Distribution::gamma_mean_cv(45.0, 1.0));
  EXPECT_EQ(law("{ erlang = { mean = \"9 min\", phases = 3 } }"), Distribution::erlang(540.0, 3));
  EXPECT_EQ(law("{ weibull = { shape = 1.6, scale = \"4 h\" } }"), Distribution::weibull(1.6, 14'400.0));
  EXPECT_EQ(law("{ hyperexponential = { mean = \"1 s\", cv = 2 } }"), Distribution::hyperexponential(1.0, 2.0));
  EXPECT_EQ(law("{ beta = { min = \"1 s\", max = \"2 s\", alpha = 2, beta = 3 } }"),
            Distribution::beta(1.0, 2.0, 2.0, 3.0));
  EXPECT_EQ(law("{ pert = { min = \"1 s\", mode = \"2 s\", max = \"4 s\" } }"), Distribution::pert(1.0, 2.0, 4.0));
  EXPECT_EQ(law("{ empirical = { values = [\"1 s\", \"2 s\"] } }"), Distribution::empirical({1.0, 2.0}));
  EXPECT_EQ(law("{ phase_type = { initial = [1, 0], rates = [[\"-2 per s\", \"2 per s\"], [0, \"-4 per s\"]] } }"),
            Distribution::phase_type({1.0, 0.0}, {{-2.0, 2.0}, {0.0, -4.0}}));
  EXPECT_EQ(law("{ mixture = [{ weight = \"25 %\", constant = \"1 s\" }, { weight = 0.75, exponential = { mean = \"2 "
                "s\" } }] }"),
            Distribution::mixture({0.25, 0.75}, {Distribution::constant(1.0), Distribution::exponential(2.0)}));
}

TEST(DistributionReader, ShiftsAndClampsAnyOfThem) {
  Distribution expected = Distribution::exponential(120.0);
  expected.shift = -60.0;
  expected.minimum = 0.0;
  expected.maximum = 600.0;
  EXPECT_EQ(law("{ exponential = { mean = \"2 min\" }, shift = \"-1 min\", min = \"0 s\", max = \"10 min\" }"),
            expected);
  EXPECT_EQ(law("{ exponential = { mean = \"2 min\" }, shift = \"-1 min\" }"), std::nullopt) << "could be negative";
}

TEST(DistributionReader, ReadsAColumnInTheUnitOfItsTitle) {
  EXPECT_EQ(law("{ empirical = { csv = \"service.csv\", column = \"service_seconds\" } }"),
            Distribution::empirical({30.0, 45.5}));
  EXPECT_EQ(law("{ empirical = { csv = \"service.csv\", column = \"wait (min)\" } }"),
            Distribution::empirical({60.0, 120.0}));
  EXPECT_EQ(law("{ empirical = { csv = \"service.csv\", column = \"plain\" } }"), std::nullopt);
  EXPECT_EQ(law("{ empirical = { csv = \"service.csv\", column = \"plain\" } }", 3600.0),
            Distribution::empirical({7200.0, 300.0}));
}

TEST(DistributionReader, RefusesParametersThatDefineNoLaw) {
  for (const char* text : {
           "{}",
           "true",
           "[]",
           "{ exponential = \"2 min\" }",
           "{ exponential = { mean = \"-2 min\" } }",
           "{ exponential = { mean = \"2 min\" }, mixture = [] }",
           "{ uniform = { min = \"2 min\", max = \"2 min\" } }",
           "{ lognormal = { mean = \"2 min\", cv = 0.5, median = \"1 min\", p90 = \"3 min\" } }",
           "{ lognormal = { mean = \"2 min\", cv = 1e300 } }",
           "{ erlang = { mean = \"2 min\", phases = 2.5 } }",
           "{ weibull = { shape = 0, scale = \"2 min\" } }",
           "{ beta = { min = \"2 s\", max = \"1 s\", alpha = 1, beta = 1 } }",
           "{ mixture = [] }",
           "{ mixture = [{ weight = 1 }] }",
           "{ mixture = [{ weight = 1, mixture = [{ weight = 1, exponential = { mean = \"0 s\" } }] }] }",
           "{ phase_type = { initial = [], rates = [] } }",
           "{ phase_type = { initial = [1], rates = [[\"2 per s\"]] } }",
           "{ phase_type = { initial = [1], rates = [[\"-2 per s\"], [\"-2 per s\"]] } }",
           "{ phase_type = { initial = [1, 0], rates = [[\"-2 per s\", \"-1 per s\"], [0, \"-2 per s\"]] } }",
           "{ empirical = {} }",
           "{ empirical = { column = \"x\" } }",
           "{ empirical = { values = [\"1 s\"], csv = \"service.csv\", column = \"plain\" } }",
       }) {
    EXPECT_EQ(law(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace throughline
