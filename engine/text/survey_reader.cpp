// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string_view>

#include "diagnostic/diagnostics.hpp"
#include "diagnostic/nearest_name.hpp"
#include "text/csv_reader.hpp"
#include "text/node.hpp"
#include "text/value.hpp"
#include "throughline/survey.hpp"

namespace throughline {
namespace {

enum Column : std::size_t { touchpoint, score, count, sd };

constexpr std::array<std::string_view, 4> titles{"touchpoint", "score", "count", "sd"};
constexpr const char* columns_of_a_survey = "a survey has touchpoint, score, and maybe count and sd";
constexpr double best_score = 100.0;
constexpr std::uint64_t most_answers = 1'000'000'000;  ///< of a row

using Places = std::array<std::optional<std::size_t>, titles.size()>;
using Row = std::vector<CsvReader::Field>;

/// Answers of one touchpoint, taken up one row after the other: their mean and their squares about it (Chan, Golub and
/// LeVeque, 1983), and whether anything was said of how far they lie apart.
struct Answers {
  double count = 0.0, mean = 0.0, squares = 0.0, rows = 0.0;
  bool spread_is_told = false;

  void add(double more, double their_mean, double their_squares) {
    const double all = count + more;
    const double apart = their_mean - mean;
    squares += their_squares + apart * apart * (count / all) * more;
    mean += apart * (more / all);
    count = all;
    rows += 1.0;
  }
};

class SurveyReader {
 public:
  SurveyReader(std::string_view text, const std::string& file, const std::vector<NamedKey>& touchpoints)
      : diagnostics_(file), csv_(text, file, diagnostics_), touchpoints_(touchpoints), answers_(touchpoints.size()) {
    for (std::size_t place = 0; place < touchpoints.size(); ++place) {
      by_name_[touchpoints[place].name].push_back(place);
      names_.push_back(touchpoints[place].key);
    }
    for (const NamedKey& each : touchpoints)
      if (std::find(names_.begin(), names_.end(), each.name) == names_.end()) names_.push_back(each.name);
    for (std::size_t place = 0; place < touchpoints.size(); ++place) by_name_[touchpoints[place].key] = {place};
  }

  Survey read(const std::string& file) {
    diagnostics_.throw_if_any();
    find_columns();
    diagnostics_.throw_if_any();
    bool any = false;
    while (const Row* const row = csv_.next_row()) {
      // What stands behind so many mistakes is read no more.
      if (diagnostics_.size() == Diagnostics::most_kept) break;
      any = true;
      take(*row);
    }
    if (!any && diagnostics_.empty()) diagnostics_.add({file, 1, 1}, "the survey holds no answer");
    diagnostics_.throw_if_any();
    return survey(file);
  }

 private:
  void find_columns() {
    const std::vector<std::string> valid(titles.begin(), titles.end());
    std::vector<std::string> meant;
    for (std::size_t place = 0; place < csv_.header().size(); ++place) {
      const CsvReader::Field& title = csv_.header()[place];
      const auto known = static_cast<std::size_t>(std::find(valid.begin(), valid.end(), title.text) - valid.begin());
      if (known < valid.size() && !places_[known]) {
        places_[known] = place;
      } else if (known < valid.size()) {
        diagnostics_.add(csv_.position(title), fmt::format("column {} stands here twice", in_quotes(title.text)));
      } else {
        const std::optional<std::string> nearest = nearest_name(title.text, valid);
        if (nearest) meant.push_back(*nearest);
        diagnostics_.add(csv_.position(title), fmt::format("unknown column {}", in_quotes(title.text)),
                         nearest ? fmt::format("did you mean {}?", in_quotes(*nearest)) : columns_of_a_survey);
      }
    }
    for (const Column column : {touchpoint, score}) {
      const bool told = std::find(meant.begin(), meant.end(), valid[column]) != meant.end();
      if (places_[column] || told) continue;
      diagnostics_.add(csv_.position(csv_.header().front()),
                       fmt::format("there is no column {}", in_quotes(valid[column])), columns_of_a_survey);
    }
  }

  /// The cell; nullptr where there is no such column, or nothing in it, though there may be.
  const CsvReader::Field* cell(const Row& row, Column column) const {
    if (!places_[column]) return nullptr;
    const CsvReader::Field& field = row[*places_[column]];
    return field.text.empty() && (column == count || column == sd) ? nullptr : &field;
  }

  std::optional<std::size_t> place_of(const CsvReader::Field& field) {
    const auto found = by_name_.find(field.text);
    if (found == by_name_.end()) {
      diagnostics_.add(csv_.position(field), fmt::format("unknown touchpoint {}", in_quotes(field.text)),
                       diagnostics_.size() < Diagnostics::most_thrown ? did_you_mean(field.text, names_) : "");
      return std::nullopt;
    }
    if (found->second.size() > 1) {
      diagnostics_.add(csv_.position(field),
                       fmt::format("{} is the name of {} touchpoints", in_quotes(field.text), found->second.size()),
                       fmt::format("write its key, {} or {}", in_quotes(touchpoints_[found->second[0]].key),
                                   in_quotes(touchpoints_[found->second[1]].key)));
      return std::nullopt;
    }
    return found->second.front();
  }

  template <class Number>
  std::optional<double> number(const CsvReader::Field& field, Column column, const Parsed<Number>& parsed) {
    if (parsed) return static_cast<double>(*parsed);
    diagnostics_.add(csv_.position(field), fmt::format("column {}: expected {}, found {}", in_quotes(titles[column]),
                                                       parsed.error().expected, in_quotes(field.text)));
    return std::nullopt;
  }

  void take(const Row& row) {
    const std::optional<std::size_t> place = place_of(*cell(row, touchpoint));
    const CsvReader::Field& scored = *cell(row, score);
    const std::optional<double> mean = number(scored, score, parse_number(scored.text, 0.0, best_score));
    std::optional<double> answers = 1.0;
    if (const CsvReader::Field* const field = cell(row, count))
      answers = number(*field, count, parse_whole_number(field->text, 1, most_answers));
    std::optional<double> deviation = 0.0;
    const CsvReader::Field* const told = cell(row, sd);
    if (told != nullptr) deviation = number(*told, sd, parse_number(told->text, 0.0, best_score));
    if (!place || !mean || !answers || !deviation) return;
    Answers& all = answers_[*place];
    all.spread_is_told = all.spread_is_told || (told != nullptr && *answers > 1.0);
    all.add(*answers, *mean, *deviation * *deviation * (*answers - 1.0));
  }

  Survey survey(const std::string& file) const {
    Survey found{file, {}, {}};
    for (std::size_t place = 0; place < touchpoints_.size(); ++place) {
      const NamedKey& about = touchpoints_[place];
      const Answers& all = answers_[place];
      if (all.count == 0.0) {
        found.not_asked.push_back(about);
        continue;
      }
      SurveyedTouchpoint& asked = found.touchpoints.emplace_back();
      asked.key = about.key;
      asked.name = about.name;
      asked.answers = all.count;
      asked.mean = std::clamp(all.mean, 0.0, best_score);
      // One row is a mean whose answers nobody knows, unless it tells their spread.
      if (all.count < 2.0 || (all.rows < 2.0 && !all.spread_is_told)) continue;
      asked.degrees = all.count - 1.0;
      asked.variance = all.squares / asked.degrees;
    }
    return found;
  }

  Diagnostics diagnostics_;
  CsvReader csv_;
  const std::vector<NamedKey>& touchpoints_;
  std::vector<Answers> answers_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_name_;
  std::vector<std::string> names_;
  Places places_;
};

}  // namespace

Survey read_survey(std::string_view text, const std::string& file, const std::vector<NamedKey>& touchpoints) {
  return SurveyReader(text, file, touchpoints).read(file);
}

}  // namespace throughline
