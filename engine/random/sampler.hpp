// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "random/alias_table.hpp"
#include "throughline/distribution.hpp"
#include "throughline/random_stream.hpp"

namespace throughline {

/// How a Distribution is drawn: a flat record, its longer tables in the SamplerTable.
struct Sampler {
  enum class Kind : std::uint8_t {
    constant,          ///< a
    exponential,       ///< mean a
    uniform,           ///< a, width b
    shifted,           ///< the law `inner`, then shift and clamping
    triangular,        ///< width of the left side a, of all b
    normal,            ///< mean a, standard deviation b, above 0
    normal_tail,       ///< the same where 0 lies right of the mean
    lognormal,         ///< mu a, sigma b
    gamma,             ///< shape a >= 1, scale b
    small_gamma,       ///< shape a < 1, scale b
    erlang,            ///< count phases of mean a
    weibull,           ///< 1 / shape a, scale b
    hyperexponential,  ///< probability a of mean b, else mean c
    beta,              ///< a, b, width c
    phase_type,        ///< count phases; rows at `first`
    empirical,         ///< count values at `first`
    mixture            ///< count parts; columns and samplers at `first`
  };

  Kind kind = Kind::constant;
  Kind inner = Kind::constant;
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  double a = 0.0;
  double b = 0.0;
  double c = 0.0;
  double shift = 0.0;
  double minimum = -std::numeric_limits<double>::infinity();
  double maximum = std::numeric_limits<double>::infinity();

  bool operator==(const Sampler&) const = default;
};

static_assert(sizeof(Sampler) <= 64);

/// The laws of a model, ready to draw from. Equal distributions share an index. Copyable and comparable; drawing
/// changes nothing and allocates nothing, so threads may share a table.
class SamplerTable {
 public:
  std::uint32_t add(const Distribution& distribution);

  /// One value, in seconds. Takes as many numbers from the stream as it needs.
  [[gnu::always_inline]] double draw(std::uint32_t sampler, RandomStream& stream) const {
    const Sampler& law = samplers_[sampler];
    switch (law.kind) {
      case Sampler::Kind::constant:
        return law.a;
      case Sampler::Kind::exponential:
        return law.a * stream.exponential();
      case Sampler::Kind::uniform:
        return law.a + law.b * stream.uniform();
      default:
        // By value there and back: a stream whose address is taken leaves its register.
        const auto [value, after] = draw_law(law, law.kind, stream);
        stream = after;
        return value;
    }
  }

  const Distribution& distribution(std::uint32_t sampler) const { return distributions_[sampler]; }
  std::size_t size() const noexcept { return samplers_.size(); }

  /// How many values each empirical law is drawn from, in the order in which they came; equal data count once.
  std::vector<std::uint32_t> data_sizes() const;
  /// The same laws, but the empirical ones drawn from n - 1 of their n values, chosen with replacement; one value
  /// stays. Equal data are resampled alike.
  SamplerTable with_resampled_data(std::uint64_t seed, std::uint64_t resample) const;

  bool operator==(const SamplerTable&) const = default;

 private:
  using Drawn = std::pair<double, RandomStream>;

  Sampler make_sampler(const Distribution& distribution);
  std::uint32_t add_phases(const std::vector<double>& table);
  Drawn draw_law(const Sampler& law, Sampler::Kind kind, RandomStream stream) const;
  double draw_kind(const Sampler& law, Sampler::Kind kind, RandomStream& stream) const;
  double draw_phase_type(const Sampler& law, RandomStream& stream) const;
  /// The first law with the same data, for each with any; itself where it is the first. Other laws: their own number.
  std::vector<std::size_t> first_with_same_data() const;

  std::vector<Distribution> distributions_;
  std::vector<Sampler> samplers_;
  std::vector<double>
      values_;  ///< of empirical laws; of phase types: initial thresholds, then per phase mean and thresholds
  std::vector<AliasColumn> columns_;  ///< of mixtures
  std::vector<std::uint32_t> parts_;  ///< samplers of mixtures, beside `columns_`
};

}  // namespace throughline
