// SPDX-License-Identifier: MIT
// Prints a hash of the bits of draws from every family, and of the C library's own exponential: the first must not
// depend on the CPU, the second shows whether the environment changed anything.
#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <cstdint>

#include "laws.hpp"
#include "random/sampler.hpp"

int main() {
  using namespace throughline;
  std::uint64_t ours = 0;
  std::uint64_t library = 0;
  SamplerTable table;
  for (const testing::Law& law : testing::every_law()) {
    const std::uint32_t sampler = table.add(law.distribution);
    for (std::uint32_t visit = 0; visit < 20'000; ++visit) {
      RandomStream stream(SegmentLuck(1, 2, 3).journey_key(visit), address_of(law.name), visit, Purpose::service);
      const double value = table.draw(sampler, stream);
      ours = (ours ^ std::bit_cast<std::uint64_t>(value)) * 0x100000001b3;
      library = (library ^ std::bit_cast<std::uint64_t>(std::exp(-value) + std::pow(value + 1.5, 1.7))) * 0x100000001b3;
    }
  }
  fmt::print("{:016x} {:016x}\n", ours, library);
}
