// SPDX-License-Identifier: MIT
// Every blueprint of the project is drawn, plain and with figures: nothing overlaps, no route passes through a box.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <vector>

#include "cli/blueprint_file.hpp"
#include "model/catalog.hpp"
#include "report/drawing.hpp"
#include "report/drawing_crossings.hpp"
#include "svg_reader.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/experiment.hpp"
#include "throughline/model.hpp"

namespace throughline {
namespace {

namespace files = std::filesystem;
using testing::mistakes_of;
using testing::read_drawing;

std::vector<files::path> scenarios() {
  std::vector<files::path> found;
  for (const auto& entry : files::directory_iterator(files::path(THROUGHLINE_SOURCE_DIR) / "scenarios")) {
    if (entry.path().extension() == ".toml") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

TEST(DrawnScenarios, KeepEverythingApart) {
  ASSERT_GE(scenarios().size(), 10U);
  for (const files::path& file : scenarios()) {
    const Model model = compile(build_blueprint(BlueprintFile(file.string()).document({})));
    ExperimentResult plain;
    plain.blueprint = model.catalog().names;
    EXPECT_EQ(mistakes_of(read_drawing(draw_blueprint(plain))), std::vector<std::string>()) << file;
    ExperimentOptions options;
    options.replications = 1;
    const auto drawing = read_drawing(draw_blueprint(run_experiment(model, options)));
    EXPECT_GE(drawing.boxes.size(), plain.blueprint.steps.size()) << file;
    EXPECT_EQ(mistakes_of(drawing), std::vector<std::string>()) << file;
  }
}

TEST(DrawnScenarios, CrossNoMoreThanPlannedAndLessInAll) {
  std::size_t before = 0;
  std::size_t after = 0;
  for (const files::path& file : scenarios()) {
    const Model model = compile(build_blueprint(BlueprintFile(file.string()).document({})));
    DrawingGrid grid = make_grid(model.catalog().names);
    const std::size_t planned = count_crossings(grid, plan_routes(grid));
    order_cells(grid);
    RoutePlans plans = plan_routes(grid);
    untangle(grid, plans);
    EXPECT_LE(count_crossings(grid, plans), planned) << file;
    before += planned;
    after += count_crossings(grid, plans);
  }
  RecordProperty("before", static_cast<int>(before));
  RecordProperty("after", static_cast<int>(after));
  EXPECT_LT(after, before);
}

}  // namespace
}  // namespace throughline
