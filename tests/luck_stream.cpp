// SPDX-License-Identifier: MIT
// The addressed numbers as one stream of 64-bit words on standard output, for a battery that reads a pipe:
//   luck_stream INTERLEAVING [BYTES]
// Each word is the first number of an address, the addresses taken along the parts that the interleaving names.
// Without BYTES it goes on until nobody reads.
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "throughline/random_stream.hpp"

namespace {

using throughline::Purpose;
using throughline::RandomStream;
using throughline::SegmentLuck;

constexpr std::array purposes{Purpose::arrival, Purpose::service, Purpose::wrap_up, Purpose::patience,
                              Purpose::failure};

class Addresses {
 public:
  Addresses() {
    for (int step = 0; step < 16; ++step) places_.push_back(throughline::address_of("step_" + std::to_string(step)));
  }

  std::uint64_t at_journey(std::uint64_t number, std::size_t place, std::uint32_t visit, Purpose purpose) const {
    return RandomStream(luck_.journey_key(number), places_[place], visit, purpose).bits();
  }
  /// Neighbors in journeys.
  std::uint64_t journeys(std::uint64_t n) const { return at_journey(n, 0, 0, Purpose::service); }
  /// Every step of a journey, then the next journey.
  std::uint64_t steps(std::uint64_t n) const { return at_journey(n / 16, n % 16, 0, Purpose::service); }
  /// A thousand visits of a journey, then the next journey.
  std::uint64_t visits(std::uint64_t n) const {
    return at_journey(n / 1000, 0, static_cast<std::uint32_t>(n % 1000), Purpose::service);
  }
  /// Every purpose of a journey, then the next journey.
  std::uint64_t purpose_by_purpose(std::uint64_t n) const {
    return at_journey(n / purposes.size(), 0, 0, purposes[n % purposes.size()]);
  }
  /// As a run takes them: purposes within visits within steps within journeys.
  std::uint64_t all(std::uint64_t n) const {
    const std::uint64_t visit = n / purposes.size();
    const std::uint64_t place = visit / 4;
    return at_journey(place / 16, place % 16, static_cast<std::uint32_t>(visit % 4), purposes[n % purposes.size()]);
  }
  /// The first customer of replication after replication.
  std::uint64_t replications(std::uint64_t n) const {
    return RandomStream(SegmentLuck(1, n, segment_).journey_key(0), places_[0], 0, Purpose::service).bits();
  }

 private:
  std::uint64_t segment_ = throughline::address_of("customer");
  SegmentLuck luck_{1, 0, segment_};
  std::vector<std::uint64_t> places_;
};

using Walk = std::uint64_t (Addresses::*)(std::uint64_t) const;

struct Interleaving {
  std::string_view name;
  Walk walk;
};

constexpr std::array<Interleaving, 6> interleavings{{{"journeys", &Addresses::journeys},
                                                     {"steps", &Addresses::steps},
                                                     {"visits", &Addresses::visits},
                                                     {"purposes", &Addresses::purpose_by_purpose},
                                                     {"all", &Addresses::all},
                                                     {"replications", &Addresses::replications}}};

int write_stream(Walk walk, std::uint64_t words) {
  const Addresses addresses;
  std::vector<std::uint64_t> block(1U << 13U);
  for (std::uint64_t next = 0; next < words;) {
    std::size_t count = 0;
    for (; count < block.size() && next < words; ++count) block[count] = (addresses.*walk)(next++);
    if (std::fwrite(block.data(), sizeof block[0], count, stdout) != count) break;
  }
  return EXIT_SUCCESS;
}

}  // namespace

int main(int count, char** values) {
  const std::string_view name = count > 1 ? values[1] : "";
  const std::uint64_t words = count > 2 ? std::strtoull(values[2], nullptr, 10) / 8 : ~std::uint64_t{0};
  for (const Interleaving& interleaving : interleavings) {
    if (interleaving.name == name) return write_stream(interleaving.walk, words);
  }
  std::fprintf(stderr, "usage: luck_stream journeys|steps|visits|purposes|all|replications [BYTES]\n");
  return 2;
}
