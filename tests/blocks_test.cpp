// SPDX-License-Identifier: MIT
#include "report/blocks.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "example_result.hpp"
#include "report/display_text.hpp"
#include "report/journey_shape.hpp"

namespace throughline {
namespace {

TEST(Blocks, DrawBarsToAnEighthOfAColumn) {
  EXPECT_EQ(bar(0.0, 10), "");
  EXPECT_EQ(bar(1.0, 4), "████");
  EXPECT_EQ(bar(0.625, 4), "██▌");
  EXPECT_EQ(bar(7.0, 2), "██");
  EXPECT_EQ(bar(-1.0, 2), "");
  EXPECT_EQ(bar(1e-9, 2), "▏") << "something is not nothing";
}

TEST(Blocks, DrawAColumnForEachNumber) {
  EXPECT_EQ(sparkline({}), "");
  EXPECT_EQ(sparkline(std::vector<double>{0.0, 0.0}), "  ");
  EXPECT_EQ(sparkline(std::vector<double>{0.0, 1.0, 4.0, 8.0, 0.001}), " ▁▄█▁");
}

TEST(JourneyShape, TellsFromWhereToWhere) {
  ExperimentResult result;
  EXPECT_EQ(journey_shape(result, 80), "");
  HistogramSummary histogram{"journey.time", {}};
  for (int bin = 0; bin < 4; ++bin) histogram.bins.push_back({bin * 60.0, (bin + 1) * 60.0, 0});
  histogram.bins[0].count = 4;
  histogram.bins[1].count = 8;
  histogram.bins[3] = {180.0, 900.0, 1};
  result.histograms = {histogram};
  EXPECT_EQ(journey_shape(result, 80), "journey time  ▄█ ▁  0 s to 3 min and beyond");
}

TEST(JourneyShape, FitsThePage) {
  ExperimentResult result;
  HistogramSummary histogram{"journey.time", {}};
  for (int bin = 0; bin < 40; ++bin) histogram.bins.push_back({bin * 60.0, (bin + 1) * 60.0, 1});
  result.histograms = {histogram};
  EXPECT_LE(display_width(journey_shape(result, 60)), 60U);
  // Two bins together, and the last column holds as many as the others.
  EXPECT_EQ(journey_shape(result, 60), "journey time  ████████████████████  0 s to 39 min and beyond");
}

}  // namespace
}  // namespace throughline
