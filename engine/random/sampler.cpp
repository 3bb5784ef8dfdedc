// SPDX-License-Identifier: MIT
#include "random/sampler.hpp"

#include <algorithm>
#include <cmath>

#include "random/elementary.hpp"

namespace throughline {
namespace {

using Kind = Sampler::Kind;

// Up to here a sum of exponentials is faster than a gamma.
constexpr double most_summed_phases = 6.0;

/// Gamma of scale 1, shape >= 1 (Marsaglia and Tsang, 2000).
double unit_gamma(double shape, RandomStream& stream) {
  const double d = shape - 1.0 / 3.0;
  const double c = 1.0 / std::sqrt(9.0 * d);
  for (;;) {
    const double normal = stream.normal();
    const double root = 1.0 + c * normal;
    if (root <= 0.0) continue;
    const double cube = root * root * root;
    const double uniform = stream.uniform();
    const double square = normal * normal;
    if (uniform < 1.0 - 0.0331 * square * square) return d * cube;
    if (log_portable(uniform) < 0.5 * square + d * (1.0 - cube + log_portable(cube))) return d * cube;
  }
}

/// The logarithm of a gamma of scale 1 and any shape; below 1 by boosting: gamma(shape + 1) U^(1/shape), which may be
/// too small for a double.
double log_unit_gamma(double shape, RandomStream& stream) {
  if (shape >= 1.0) return log_portable(unit_gamma(shape, stream));
  const double boosted = unit_gamma(shape + 1.0, stream);
  return log_portable(boosted) - stream.exponential() / shape;
}

/// Beta on (0, 1), from two gammas; where they can be too small for a double, from their logarithms.
double unit_beta(double alpha, double beta, RandomStream& stream) {
  if (alpha >= 1.0 && beta >= 1.0) {
    const double left = unit_gamma(alpha, stream);
    return left / (left + unit_gamma(beta, stream));
  }
  const double log_left = log_unit_gamma(alpha, stream);
  const double log_right = log_unit_gamma(beta, stream);
  return 1.0 / (1.0 + exp_portable(log_right - log_left));
}

/// A normal of mean 0 and standard deviation 1 above `bound` > 0, by rejection from an exponential (Robert, 1995).
double normal_above(double bound, RandomStream& stream) {
  const double rate = 0.5 * (bound + std::sqrt(bound * bound + 4.0));
  for (;;) {
    const double value = bound + stream.exponential() / rate;
    const double miss = value - rate;
    if (2.0 * stream.exponential() > miss * miss) return value;
  }
}

double triangular(double left, double width, RandomStream& stream) {
  const double uniform = stream.uniform();
  if (uniform * width < left) return std::sqrt(uniform * width * left);
  return width - std::sqrt((1.0 - uniform) * width * (width - left));
}

}  // namespace

std::uint32_t SamplerTable::add(const Distribution& distribution) {
  const auto known = std::find(distributions_.begin(), distributions_.end(), distribution);
  if (known != distributions_.end()) return static_cast<std::uint32_t>(known - distributions_.begin());
  const Sampler sampler = make_sampler(distribution);
  distributions_.push_back(distribution);
  samplers_.push_back(sampler);
  return static_cast<std::uint32_t>(samplers_.size() - 1);
}

Sampler SamplerTable::make_sampler(const Distribution& distribution) {
  const auto& [p0, p1, p2, p3] = distribution.parameters;
  Sampler law;
  law.shift = distribution.shift;
  law.minimum = distribution.minimum;
  law.maximum = distribution.maximum;
  switch (distribution.family) {
    case Family::constant:
      law.a = std::clamp(p0 + law.shift, law.minimum, law.maximum);
      return law;
    case Family::exponential:
      law.kind = Kind::exponential;
      law.a = p0;
      break;
    case Family::uniform:
      law.kind = Kind::uniform;
      law.a = p0 + law.shift;
      law.b = p1 - p0;
      law.shift = 0.0;
      break;
    case Family::triangular:
    case Family::pert:
    case Family::beta:
      // The lower end joins the shift: the record has three parameters.
      law.shift += p0;
      if (distribution.family == Family::triangular) {
        law.kind = Kind::triangular;
        law.a = p1 - p0;
        law.b = p2 - p0;
      } else if (distribution.family == Family::pert) {
        law.kind = Kind::beta;
        law.a = 1.0 + 4.0 * (p1 - p0) / (p2 - p0);
        law.b = 1.0 + 4.0 * (p2 - p1) / (p2 - p0);
        law.c = p2 - p0;
      } else {
        law.kind = Kind::beta;
        law.a = p2;
        law.b = p3;
        law.c = p1 - p0;
      }
      // What rounding could add beyond the upper end is cut off.
      law.maximum = std::min(law.maximum, distribution.upper_bound());
      break;
    case Family::normal:
      law.kind = p0 < 0.0 ? Kind::normal_tail : Kind::normal;
      law.a = p0;
      law.b = p1;
      break;
    case Family::lognormal:
      law.kind = Kind::lognormal;
      law.a = p0;
      law.b = p1;
      break;
    case Family::gamma:
      law.kind = p0 < 1.0 ? Kind::small_gamma : Kind::gamma;
      law.a = p0;
      law.b = p1;
      break;
    case Family::erlang:
      if (p0 <= most_summed_phases) {
        law.kind = Kind::erlang;
        law.count = static_cast<std::uint32_t>(p0);
        law.a = p1;
      } else {
        law.kind = Kind::gamma;
        law.a = p0;
        law.b = p1;
      }
      break;
    case Family::weibull:
      law.kind = Kind::weibull;
      law.a = 1.0 / p0;
      law.b = p1;
      break;
    case Family::hyperexponential:
      law.kind = Kind::hyperexponential;
      law.a = p0;
      law.b = p1;
      law.c = p2;
      break;
    case Family::phase_type:
      law.kind = Kind::phase_type;
      law.first = static_cast<std::uint32_t>(values_.size());
      law.count = add_phases(distribution.table);
      break;
    case Family::empirical:
      law.kind = Kind::empirical;
      law.first = static_cast<std::uint32_t>(values_.size());
      law.count = static_cast<std::uint32_t>(distribution.table.size());
      values_.insert(values_.end(), distribution.table.begin(), distribution.table.end());
      break;
    case Family::mixture: {
      law.kind = Kind::mixture;
      std::vector<std::uint32_t> parts;
      for (const Distribution& part : distribution.parts) parts.push_back(add(part));
      law.first = static_cast<std::uint32_t>(parts_.size());
      law.count = static_cast<std::uint32_t>(parts.size());
      const std::vector<AliasColumn> columns = make_alias_columns(distribution.weights);
      columns_.insert(columns_.end(), columns.begin(), columns.end());
      parts_.insert(parts_.end(), parts.begin(), parts.end());
      break;
    }
  }
  const double infinity = std::numeric_limits<double>::infinity();
  if (law.shift != 0.0 || law.minimum != -infinity || law.maximum != infinity) {
    law.inner = law.kind;
    law.kind = Kind::shifted;
  }
  return law;
}

std::uint32_t SamplerTable::add_phases(const std::vector<double>& table) {
  const auto count = static_cast<std::size_t>(std::sqrt(static_cast<double>(table.size())));
  double threshold = 0.0;
  for (std::size_t phase = 0; phase < count; ++phase) values_.push_back(threshold += table[phase]);
  for (std::size_t phase = 0; phase < count; ++phase) {
    const double* row = &table[count + phase * count];
    const double rate = -row[phase];
    values_.push_back(1.0 / rate);
    threshold = 0.0;
    for (std::size_t next = 0; next < count; ++next) {
      if (next != phase) threshold += row[next] / rate;
      values_.push_back(threshold);
    }
  }
  return static_cast<std::uint32_t>(count);
}

std::vector<std::size_t> SamplerTable::first_with_same_data() const {
  std::vector<std::size_t> first(distributions_.size());
  for (std::size_t law = 0; law < first.size(); ++law) {
    const auto same = [&](const Distribution& other) {
      return other.family == Family::empirical && other.table == distributions_[law].table;
    };
    const auto found = distributions_[law].family == Family::empirical
                           ? std::find_if(distributions_.begin(), distributions_.end(), same)
                           : distributions_.begin() + static_cast<std::ptrdiff_t>(law);
    first[law] = static_cast<std::size_t>(found - distributions_.begin());
  }
  return first;
}

std::vector<std::uint32_t> SamplerTable::data_sizes() const {
  std::vector<std::uint32_t> sizes;
  const std::vector<std::size_t> first = first_with_same_data();
  for (std::size_t law = 0; law < first.size(); ++law) {
    if (distributions_[law].family == Family::empirical && first[law] == law)
      sizes.push_back(static_cast<std::uint32_t>(distributions_[law].table.size()));
  }
  return sizes;
}

SamplerTable SamplerTable::with_resampled_data(std::uint64_t seed, std::uint64_t resample) const {
  SamplerTable drawn = *this;
  const SegmentLuck luck(seed, resample, address_of("resampled data"));
  const std::vector<std::size_t> first = first_with_same_data();
  for (std::size_t law = 0; law < first.size(); ++law) {
    const std::vector<double>& values = distributions_[law].table;
    if (distributions_[law].family != Family::empirical || values.size() < 2) continue;
    RandomStream stream(luck.journey_key(first[law]), 0, 0, Purpose::resample);
    std::vector<double>& chosen = drawn.distributions_[law].table;
    chosen.clear();
    for (std::size_t each = 0; each + 1 < values.size(); ++each)
      chosen.push_back(values[static_cast<std::size_t>(stream.uniform() * static_cast<double>(values.size()))]);
    // In order, so that resamples met by the same luck differ by no more than their data do.
    std::sort(chosen.begin(), chosen.end());
    std::copy(chosen.begin(), chosen.end(), drawn.values_.begin() + drawn.samplers_[law].first);
    drawn.samplers_[law].count = static_cast<std::uint32_t>(chosen.size());
  }
  return drawn;
}

SamplerTable::Drawn SamplerTable::draw_law(const Sampler& law, Kind kind, RandomStream stream) const {
  const double value = draw_kind(law, kind, stream);
  return {value, stream};
}

double SamplerTable::draw_kind(const Sampler& law, Kind kind, RandomStream& stream) const {
  switch (kind) {
    case Kind::constant:
      return law.a;
    case Kind::exponential:
      return law.a * stream.exponential();
    case Kind::uniform:
      return law.a + law.b * stream.uniform();
    case Kind::shifted:
      return std::clamp(draw_kind(law, law.inner, stream) + law.shift, law.minimum, law.maximum);
    case Kind::triangular:
      return triangular(law.a, law.b, stream);
    case Kind::normal:
      for (;;) {
        const double value = law.a + law.b * stream.normal();
        if (value > 0.0) return value;
      }
    case Kind::normal_tail:
      return law.a + law.b * normal_above(-law.a / law.b, stream);
    case Kind::lognormal:
      return exp_portable(law.a + law.b * stream.normal());
    case Kind::gamma:
      return law.b * unit_gamma(law.a, stream);
    case Kind::small_gamma:
      return law.b * exp_portable(log_unit_gamma(law.a, stream));
    case Kind::erlang: {
      double sum = stream.exponential();
      for (std::uint32_t phase = 1; phase < law.count; ++phase) sum += stream.exponential();
      return law.a * sum;
    }
    case Kind::weibull:
      return law.b * pow_portable(stream.exponential(), law.a);
    case Kind::hyperexponential: {
      const double mean = stream.uniform() < law.a ? law.b : law.c;
      return mean * stream.exponential();
    }
    case Kind::beta:
      return law.c * unit_beta(law.a, law.b, stream);
    case Kind::phase_type:
      return draw_phase_type(law, stream);
    case Kind::empirical:
      return values_[law.first + static_cast<std::uint32_t>(stream.uniform() * static_cast<double>(law.count))];
    case Kind::mixture: {
      const std::uint32_t part = pick({&columns_[law.first], law.count}, stream.uniform());
      const Sampler& chosen = samplers_[parts_[law.first + part]];
      return draw_kind(chosen, chosen.kind, stream);
    }
  }
  return 0.0;
}

double SamplerTable::draw_phase_type(const Sampler& law, RandomStream& stream) const {
  const double* const initial = &values_[law.first];
  double time = 0.0;
  const double* thresholds = initial;
  for (;;) {
    const double uniform = stream.uniform();
    const auto phase =
        static_cast<std::uint32_t>(std::upper_bound(thresholds, thresholds + law.count, uniform) - thresholds);
    if (phase == law.count) return time;
    const double* const row = initial + law.count + phase * (law.count + 1);
    time += *row * stream.exponential();
    thresholds = row + 1;
  }
}

}  // namespace throughline
