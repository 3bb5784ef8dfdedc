// SPDX-License-Identifier: MIT
#include "theory/jackson_network.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace throughline {
namespace {

TEST(JacksonNetwork, GivesTheReworkLoop) {
  const JacksonNetwork loop({{0.5, 1.0, 1, {0.3}}});
  EXPECT_NEAR(loop.arrival_rate(0), 0.71428571, 5e-9);
  EXPECT_NEAR(loop.arrival_rate(0) / 0.5, 1.42857142, 1e-8);
  EXPECT_NEAR(loop.mean_number(), 2.5, 1e-12);
  EXPECT_NEAR(loop.mean_journey(), 5.0, 1e-12);
}

TEST(JacksonNetwork, GivesATandemWithReworkFromLastToFirst) {
  const JacksonNetwork tandem({
      {1.0, 1.0 / 2.0, 3, {0.0, 1.0, 0.0}},
      {0.0, 1.0 / 2.6, 4, {0.0, 0.0, 1.0}},
      {0.0, 1.0 / 1.2, 2, {0.15, 0.0, 0.0}},
  });
  EXPECT_NEAR(tandem.mean_journey(), 12.2236, 5e-5);
}

TEST(JacksonNetwork, GivesTenStationsThatEachSendSomeBackToTheFirst) {
  std::vector<Station> stations(10);
  stations[0].external_rate = 10.0;
  double flow = 10.0 / std::pow(0.95, 10);
  for (std::size_t index = 0; index < stations.size(); ++index) {
    Station& station = stations[index];
    station.servers = 20;
    station.service_rate = flow / 16.0;
    station.routing.assign(10, 0.0);
    station.routing[0] = 0.05;
    if (index + 1 < stations.size()) station.routing[index + 1] = 0.95;
    flow *= 0.95;
  }
  EXPECT_NEAR(JacksonNetwork(stations).mean_journey(), 17.0243, 5e-5);
}

}  // namespace
}  // namespace throughline
