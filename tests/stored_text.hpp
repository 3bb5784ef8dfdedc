// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <variant>

#include "throughline/report.hpp"

namespace throughline::testing {

/// What a stored result of this kind is read as.
template <class Result>
Result read_as(const std::string& json) {
  return std::get<Result>(read_any_result(json, "a.json"));
}

/// Why it cannot be read.
inline std::string complaint(const std::string& json) {
  try {
    read_any_result(json, "a.json");
  } catch (const InvalidStoredResult& mistake) {
    return mistake.what();
  }
  return "no complaint";
}

/// The text with one piece replaced.
inline std::string with(std::string json, const std::string& what, const std::string& instead) {
  const std::size_t at = json.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return json.replace(at, what.size(), instead);
}

}  // namespace throughline::testing
