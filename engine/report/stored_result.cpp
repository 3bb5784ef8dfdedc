// SPDX-License-Identifier: MIT
// Reading back what write_json wrote of a run. The text may come from anybody: it is read event by event, and nothing
// of it is kept but what is asked for, so its size and that of what it names are all that it can cost.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "report/unit_name.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

constexpr std::string_view schema_of_results = "throughline.result/1";
constexpr std::size_t most_depth = 32;
// Sums of the cubes of as many as a file holds are numbers still.
constexpr double largest_number = 1e100;
constexpr double lowest_confidence = 0.5;
constexpr double highest_confidence = 1.0 - 1e-12;

std::optional<Unit> unit_named(std::string_view name) {
  for (const Unit unit : {Unit::seconds, Unit::share, Unit::count, Unit::money, Unit::per_hour, Unit::points}) {
    if (name == name_of(unit)) return unit;
  }
  return std::nullopt;
}

/// Takes the events of the parser; each returns whether to go on.
class ResultEvents : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t value) override {
    if (is_at({"provenance", "seed"})) seed_ = value;
    if (is_at({"provenance", "replications"})) replications_ = value;
    return take_number(static_cast<double>(value), value);
  }
  bool number_float(number_float_t value, const string_t&) override {
    if (is_at({"provenance", "length"})) length_ = value;
    if (is_at({"provenance", "warm_up"})) warm_up_ = value;
    return take_number(value, std::nullopt);
  }
  bool string(string_t& value) override {
    if (is_at({"schema"})) schema_ = value;
    if (is_at({"provenance", "method"})) batch_means_ = value == "batch_means";
    return take_text(value);
  }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return enter(); }
  bool start_array(std::size_t) override { return enter(); }
  bool key(string_t& name) override {
    path_.back() = std::move(name);
    return true;
  }
  bool end_object() override { return end(); }
  bool end_array() override { return end(); }
  bool parse_error(std::size_t at, const std::string&, const nlohmann::json::exception&) override {
    return refuse(fmt::format("no JSON from byte {} on", at));
  }

  const std::string& mistake() const noexcept { return mistake_; }

  StoredResult result(const std::string& name) {
    if (schema_ != schema_of_results)
      refuse(schema_.empty()
                 ? "it has no schema"
                 : fmt::format("its schema is \"{}\", not \"{}\"", schema_.substr(0, 60), schema_of_results));
    if (!seed_ || !replications_) refuse("its provenance has no seed or no number of replications");
    if (!mistake_.empty()) return {};
    StoredResult stored{name, *seed_, *replications_, length_, warm_up_, batch_means_, {}};
    for (auto* const figures : {&influences_, &measures_}) {
      for (auto& [path, measure] : *figures) {
        if (figures == &measures_ && influences_.count(path) > 0) continue;
        measure.path = path;
        stored.measures.push_back(std::move(measure));
      }
    }
    return stored;
  }

 private:
  bool refuse(std::string why) {
    if (mistake_.empty()) mistake_ = std::move(why);
    return false;
  }

  bool enter() {
    if (path_.size() >= most_depth) return refuse(fmt::format("more than {} levels", most_depth));
    path_.emplace_back();
    return true;
  }
  bool end() {
    path_.pop_back();
    return true;
  }

  bool is_at(std::initializer_list<std::string_view> place) const {
    return std::equal(place.begin(), place.end(), path_.begin(), path_.end());
  }

  /// The measure that the value belongs to; nullptr where it belongs to none.
  MeasureInfluence* measure() {
    if (path_.size() < 3 || (path_[0] != "measures" && path_[0] != "influences")) return nullptr;
    return &(path_[0] == "measures" ? measures_ : influences_)[path_[1]];
  }

  bool take_text(const std::string& value) {
    MeasureInfluence* const place = path_.size() == 3 ? measure() : nullptr;
    if (place == nullptr) return true;
    if (path_[2] == "reason") place->estimate.reason = value;
    if (path_[2] != "unit") return true;
    const std::optional<Unit> unit = unit_named(value);
    if (!unit) return refuse(fmt::format("{}: unknown unit \"{}\"", path_[1].substr(0, 60), value.substr(0, 60)));
    place->estimate.unit = *unit;
    return true;
  }

  bool take_number(double value, std::optional<std::uint64_t> whole) {
    MeasureInfluence* const place = measure();
    if (place == nullptr) return true;
    if (!(std::abs(value) <= largest_number)) return refuse(fmt::format("{}: {}", path_[1].substr(0, 60), value));
    Estimate& estimate = place->estimate;
    const std::string& name = path_[2];
    if (path_.size() == 4 && name == "moves" && path_[0] == "influences") place->moves.push_back(value);
    if (path_.size() != 3) return true;
    if (name == "value") estimate.value = value;
    if (name == "low") estimate.low = value;
    if (name == "high") estimate.high = value;
    if (name == "replications" && whole) estimate.replications = *whole;
    if (name == "observations" && whole) estimate.observations = *whole;
    if (name != "confidence") return true;
    if (value < lowest_confidence || value > highest_confidence)
      return refuse(fmt::format("{}: a confidence of {}", path_[1].substr(0, 60), value));
    estimate.confidence = value;
    return true;
  }

  std::vector<std::string> path_;  ///< of the value that comes next; elements of a list have no name
  std::string schema_;
  std::optional<std::uint64_t> seed_, replications_;
  double length_ = 0.0, warm_up_ = 0.0;
  bool batch_means_ = false;
  std::map<std::string, MeasureInfluence> measures_, influences_;
  std::string mistake_;
};

}  // namespace

StoredResult read_stored_result(std::string_view json, const std::string& name) {
  ResultEvents events;
  nlohmann::json::sax_parse(json, &events);
  StoredResult result = events.result(name);
  if (!events.mistake().empty())
    throw InvalidStoredResult(fmt::format("{}: no result of throughline run --json: {}", name, events.mistake()));
  return result;
}

}  // namespace throughline
