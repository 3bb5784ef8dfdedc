// SPDX-License-Identifier: MIT
#include "text/economics_reader.hpp"

#include <cstdint>

#include "text/value_reader.hpp"

namespace throughline {
namespace {

constexpr double most_purchases = 1e6;
constexpr std::uint64_t most_periods = 1'000;

std::optional<EconomicsSection::Churn> read_churn(const Node& node, const std::string& label, Reading& reading) {
  EconomicsSection::Churn churn;
  const FieldReader fields(node, "economics.churn", label, reading);
  churn.bad = fields.read("bad", read_share).value_or(churn.bad);
  churn.failed = fields.read("failed", read_share).value_or(churn.failed);
  return churn;
}

}  // namespace

std::optional<EconomicsSection> read_economics(const FieldReader& file) {
  const Node* const node = file.find("economics");
  if (node == nullptr) return std::nullopt;
  EconomicsSection economics;
  const FieldReader fields(*node, "economics", "[economics]", file.reading());
  economics.retention = fields.read("retention", read_share).value_or(economics.retention);
  economics.discount = fields.read("discount", read_share).value_or(economics.discount);
  economics.purchases = fields.read("purchases", NumberBetween{0.0, most_purchases}).value_or(economics.purchases);
  if (const auto periods = fields.read("horizon", WholeNumber{1, most_periods}))
    economics.horizon = static_cast<std::uint32_t>(*periods);
  economics.acquisition_cost = fields.read("acquisition_cost", read_money).value_or(economics.acquisition_cost);
  economics.churn = fields.read("churn", read_churn).value_or(economics.churn);
  if (!fields.has("horizon") && economics.retention == 1.0 && economics.discount == 0.0) {
    file.reading().fail(node->at, fields.label(), "customers who all stay for ever are worth more than any number",
                        "set a horizon, a discount or a retention below 1");
  }
  return economics;
}

}  // namespace throughline
