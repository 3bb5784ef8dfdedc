// SPDX-License-Identifier: MIT
// Whatever stands in a stored result of any kind, it is refused, or gives every report: nothing else may happen. Half
// of the inputs are files with damaged bytes; the other half are valid JSON, made by exchanging values between the
// files. The same inputs in every run.
#include <gtest/gtest.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <variant>
#include <vector>

#include "example_redesigns.hpp"
#include "example_studies.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

using nlohmann::ordered_json;

constexpr int inputs_of_each_half = 400;

/// SplitMix64 (Steele, Lea and Flood, 2014).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::size_t below(std::size_t end) {
    std::uint64_t mixed = (state_ += 0x9E3779B97F4A7C15U);
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return static_cast<std::size_t>((mixed ^ (mixed >> 31U)) % end);
  }

 private:
  std::uint64_t state_;
};

std::vector<std::string> stored_files() {
  return {write_json(testing::tea_house(), true), write_json(testing::tea_houses(), true),
          write_json(testing::tea_sweep(), true), write_json(testing::tea_gaps(), true),
          write_json(testing::tea_sensitivity(), true)};
}

const std::vector<std::string> fragments{"null",    "-1",   "1e99",    "1e308", "\"\"", "[]",
                                         "{}",      "[[[[", "\"a\": ", "}",     "0.5",  "18446744073709551615",
                                         "\\u0000", "true", "\xFF",    ","};

std::string damaged(std::string text, Dice& dice) {
  for (std::size_t damages = 1 + dice.below(4); damages > 0 && !text.empty(); --damages) {
    const std::size_t at = dice.below(text.size());
    switch (dice.below(4)) {
      case 0:
        text[at] = static_cast<char>(dice.below(256));
        break;
      case 1:
        text.erase(at, 1 + dice.below(20));
        break;
      case 2:
        text.insert(at, fragments[dice.below(fragments.size())]);
        break;
      default:
        text.insert(at, text.substr(dice.below(text.size()), 1 + dice.below(40)));
        break;
    }
  }
  return text;
}

/// Every value within, the whole first.
void collect(ordered_json& value, std::vector<ordered_json*>& all) {
  all.push_back(&value);
  if (!value.is_structured()) return;
  for (ordered_json& member : value) collect(member, all);
}

/// One value in the place of another; members of the same name trade most often, for they mean something there.
std::string exchanged(const std::string& one, const std::string& other, Dice& dice) {
  ordered_json to = ordered_json::parse(one);
  ordered_json from = ordered_json::parse(other);
  std::vector<ordered_json*> places;
  std::vector<ordered_json*> values;
  collect(to, places);
  collect(from, values);
  for (std::size_t exchanges = 1 + dice.below(3); exchanges > 0; --exchanges) {
    const std::size_t at = 1 + dice.below(places.size() - 1);
    const ordered_json value = *values[1 + dice.below(values.size() - 1)];
    if (value.is_structured() || places[at]->is_structured()) {
      *places[at] = value;
      break;  // places within it are gone
    }
    *places[at] = value.type() == places[at]->type() || dice.below(4) == 0 ? value : ordered_json(dice.below(40));
  }
  return to.dump();
}

bool gives_reports(const std::string& text) {
  try {
    std::visit(
        [](const auto& result) {
          EXPECT_FALSE(write_terminal(result).empty());
          EXPECT_FALSE(write_markdown(result).empty());
          EXPECT_FALSE(write_csv(result).empty());
          EXPECT_FALSE(write_html(result).empty());
          if constexpr (requires { write_xlsx(result); }) {
            EXPECT_FALSE(write_xlsx(result).empty());
          }
          write_warnings(result);
        },
        read_any_result(text, "a.json"));
    return true;
  } catch (const InvalidStoredResult&) {
    return false;
  }
}

TEST(FuzzedStoredResults, NothingInAFileDoesMoreThanBeRefused) {
  const std::vector<std::string> files = stored_files();
  Dice dice(20'261'201);
  int reported = 0;
  for (int input = 0; input < inputs_of_each_half; ++input) {
    const std::string& file = files[dice.below(files.size())];
    for (const std::string& text : {damaged(file, dice), exchanged(file, files[dice.below(files.size())], dice)}) {
      bool given = false;
      ASSERT_NO_THROW(given = gives_reports(text)) << text;
      reported += given ? 1 : 0;
    }
  }
  EXPECT_GE(reported, inputs_of_each_half * 2 / 10) << "too few inputs reach the reports";
}

}  // namespace
}  // namespace throughline
