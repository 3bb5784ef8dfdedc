// SPDX-License-Identifier: MIT
#include "random/ziggurat.hpp"

#include <cstddef>
#include <cstdint>

#include "random/series.hpp"
#include "throughline/random_stream.hpp"

namespace throughline {
namespace {

constexpr long double two_53 = 0x1p53L;

struct Exponential {
  static constexpr long double density(long double x) { return series_exp(-x); }
  static constexpr long double inverse(long double height) { return -series_log(height); }
  static constexpr long double beyond(long double x) { return series_exp(-x); }
  static constexpr long double tail = exponential_tail;
};

struct Normal {
  static constexpr long double density(long double x) { return series_exp(-x * x / 2.0L); }
  static constexpr long double inverse(long double height) { return series_sqrt(-2.0L * series_log(height)); }
  // Laplace's continued fraction of the area beyond x.
  static constexpr long double beyond(long double x) {
    long double fraction = x;
    for (int n = 200; n > 0; --n) fraction = x + static_cast<long double>(n) / fraction;
    return density(x) / fraction;
  }
  static constexpr long double tail = normal_tail;
};

/// Right edges, from the bottom: that of layer 0 makes its rectangle as large as strip and tail together; 0 at the top.
template <class Law>
constexpr std::array<long double, 257> edges() {
  std::array<long double, 257> edge{};
  const long double area = Law::tail * Law::density(Law::tail) + Law::beyond(Law::tail);
  edge[0] = area / Law::density(Law::tail);
  edge[1] = Law::tail;
  for (std::size_t layer = 2; layer < 256; ++layer) {
    edge[layer] = Law::inverse(Law::density(edge[layer - 1]) + area / edge[layer - 1]);
  }
  return edge;
}

/// How far the area of the last layer is from closing the top.
template <class Law>
constexpr long double gap() {
  const auto edge = edges<Law>();
  const long double area = edge[0] * Law::density(Law::tail);
  return Law::density(edge[255]) + area / edge[255] - 1.0L;
}

template <class Law>
constexpr std::array<ZigguratLayer, 256> layers() {
  const auto edge = edges<Law>();
  std::array<ZigguratLayer, 256> table{};
  for (std::size_t layer = 0; layer < 256; ++layer) {
    table[layer] = {static_cast<double>(edge[layer] / two_53),
                    static_cast<std::uint64_t>(edge[layer + 1] / edge[layer] * two_53)};
  }
  return table;
}

template <class Law>
constexpr std::array<double, 257> heights() {
  const auto edge = edges<Law>();
  std::array<double, 257> table{};
  for (std::size_t layer = 1; layer <= 256; ++layer) table[layer] = static_cast<double>(Law::density(edge[layer]));
  return table;
}

static_assert(gap<Exponential>() < 1e-13L && gap<Exponential>() > -1e-13L);
static_assert(gap<Normal>() < 1e-13L && gap<Normal>() > -1e-13L);

}  // namespace

constexpr std::array<ZigguratLayer, 256> exponential_layers = layers<Exponential>();
constexpr std::array<ZigguratLayer, 256> normal_layers = layers<Normal>();
constexpr std::array<double, 257> exponential_heights = heights<Exponential>();
constexpr std::array<double, 257> normal_heights = heights<Normal>();

}  // namespace throughline
