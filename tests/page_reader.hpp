// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace throughline::testing {

/// The JSON that pages are made of: that of the page's own result at "", others by the names of their files.
using PageFiles = std::map<std::string, nlohmann::ordered_json>;

/// What is wrong with the numbers of a page: every run of digits that people see stands in an element that says which
/// number of the JSON it is, and tells that number. Others are names and paths, headings of columns, definitions, texts
/// that the JSON holds word for word, and what the page counts of itself.
std::vector<std::string> mistakes_in_numbers(const std::string& page, const PageFiles& files);

/// How many numbers say which one of the JSON they are.
std::size_t count_of_numbers(const std::string& page);

}  // namespace throughline::testing
