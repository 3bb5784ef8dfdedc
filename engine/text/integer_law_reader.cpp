// SPDX-License-Identifier: MIT
#include "text/integer_law_reader.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>
#include <vector>

#include "text/value.hpp"
#include "text/value_reader.hpp"

namespace throughline {
namespace {

constexpr std::uint64_t most = 10'000;
constexpr double most_mean = 10'000.0;
constexpr double smallest_mean = 1e-3;
constexpr double tolerance = 1e-9;  ///< of a sum of probabilities

std::optional<IntegerLaw> read_choice(const Node& node, const std::string& label, Reading& reading) {
  if (!node.is_table() || node.entries.empty()) {
    reading.expected(node, label, {"a table such as { \"1\" = 0.6, \"2\" = 0.4 }", {}});
    return std::nullopt;
  }
  std::vector<IntegerLaw::Option> options;
  double sum = 0.0;
  for (const Entry& entry : node.entries) {
    const auto number = parse_whole_number(entry.key, 0, most);
    const auto share = read_share(entry.value, fmt::format("{}: {}", label, entry.key), reading);
    if (!number) {
      reading.fail(entry.at, label, fmt::format("expected {}, found {}", number.error().expected, in_quotes(entry.key)),
                   number.error().hint);
    }
    if (!number || !share) continue;
    options.push_back({static_cast<std::uint32_t>(*number), *share});
    sum += *share;
  }
  if (options.size() < node.entries.size()) return std::nullopt;
  if (std::abs(sum - 1.0) > tolerance) {
    reading.fail(node.at, label, fmt::format("the probabilities sum to {:.9g}, not to 1", sum));
    return std::nullopt;
  }
  for (IntegerLaw::Option& option : options) option.probability /= sum;
  return IntegerLaw::choice(std::move(options));
}

std::optional<double> read_mean(const Node& node, const std::string& label, double least, Reading& reading) {
  const FieldReader fields(node, least >= 1.0 ? "integer_law.geometric" : "integer_law.poisson", label, reading);
  return fields.read("mean", NumberBetween{least, most_mean});
}

}  // namespace

std::optional<IntegerLaw> read_integer_law(const Node& node, const std::string& label, Reading& reading) {
  if (!node.is_table()) {
    const auto number = WholeNumber{0, most}(node, label, reading);
    return number ? std::optional(IntegerLaw::constant(static_cast<std::uint32_t>(*number))) : std::nullopt;
  }
  const FieldReader fields(node, "integer_law", label, reading);
  if (node.entries.size() != 1) {
    reading.fail(node.at, label, "expected one of geometric, poisson or choice");
    return std::nullopt;
  }
  if (fields.has("choice")) return fields.read("choice", read_choice);
  const bool is_geometric = fields.has("geometric");
  const Node* const parameters = fields.find(is_geometric ? "geometric" : "poisson");
  if (parameters == nullptr) return std::nullopt;
  const std::string inner = fields.label_of(is_geometric ? "geometric" : "poisson");
  const auto mean = read_mean(*parameters, inner, is_geometric ? 1.0 : smallest_mean, reading);
  if (!mean) return std::nullopt;
  return is_geometric ? IntegerLaw::geometric(*mean) : IntegerLaw::poisson(*mean);
}

}  // namespace throughline
