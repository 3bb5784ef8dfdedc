// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "diagnostic/nearest_name.hpp"
#include "text/calendar_reader.hpp"
#include "text/economics_reader.hpp"
#include "text/experience_reader.hpp"
#include "text/field_reader.hpp"
#include "text/gap_reader.hpp"
#include "text/measure_reader.hpp"
#include "text/overlay.hpp"
#include "text/run_reader.hpp"
#include "text/scenario_reader.hpp"
#include "text/segment_reader.hpp"
#include "text/sensitivity_reader.hpp"
#include "text/staff_reader.hpp"
#include "text/stage_reader.hpp"
#include "text/step_reader.hpp"
#include "text/sub_blueprints.hpp"
#include "text/target_reader.hpp"
#include "text/toml_limits.hpp"
#include "text/toml_reader.hpp"
#include "throughline/document.hpp"

namespace throughline {
namespace {

constexpr std::string_view base = "base";

void check_version(const FieldReader& file) {
  const Node* const version = file.find("schema");
  if (version == nullptr || (version->kind == Node::Kind::integer && version->integer == 1)) return;
  file.reading().expected(*version, "schema", {"1, the only version of this format", {}});
}

/// One text, read as often as it has scenarios.
class DocumentReader {
 public:
  DocumentReader(const Node& root, const std::string& name, Diagnostics& diagnostics)
      : root_(root), path_(name), diagnostics_(diagnostics), files_(path_.parent_path()) {}

  Document read(const Overlay& overlay) {
    const std::vector<ScenarioSection> scenarios = read_scenario_list();
    for (const ScenarioSection& scenario : scenarios) scenarios_.push_back(scenario.key);
    check_scenario(overlay.scenario);
    // The file must be right in all of its scenarios, whichever is asked for: a mistake is found when it is made.
    Document document;
    if (!overlay.alone) document = read_scenario(std::string(base));
    for (const ScenarioSection& scenario : scenarios) {
      if (overlay.alone) break;
      Document changed = read_scenario(scenario.key);
      if (scenario.key == overlay.scenario) document = std::move(changed);
    }
    if (overlay.alone || !overlay.settings.empty()) document = read_settings(overlay);
    for (const std::string& measure : overlay.measures) {
      Reading reading = new_reading();
      if (auto text = read_measure({measure, {"--measure", 0, 0}}, in_quotes(measure), reading))
        document.asked.push_back(std::move(*text));
    }
    document.scenarios = scenarios;
    document.overlay = overlay;
    return document;
  }

 private:
  Reading new_reading() { return {diagnostics_, files_, std::nullopt, {}, budget_}; }

  std::vector<ScenarioSection> read_scenario_list() {
    Reading reading = new_reading();
    return read_scenarios(FieldReader::checked(root_, "", "", reading));
  }

  Document read_scenario(const std::string& scenario) {
    if (!new_reading().spend(root_)) return {};
    Node tree = with_scenario(root_, scenario, diagnostics_);
    // A scenario may do without what others are uncertain of.
    if (scenario == base) {
      Reading reading = new_reading();
      check_variations(tree, read_sensitivity(FieldReader::checked(tree, "", "", reading)), diagnostics_);
    }
    return read_tree(std::move(tree));
  }

  Document read_settings(const Overlay& overlay) {
    Node tree = with_scenario(root_, overlay.scenario, diagnostics_);
    for (const Overlay::Setting& setting : overlay.settings) apply_setting(tree, setting, diagnostics_);
    return read_tree(std::move(tree));
  }

  Document read_tree(Node tree) {
    files_.begin_scenario();
    expand_sub_blueprints(tree, files_, diagnostics_);
    Reading reading = new_reading();
    const FieldReader file(tree, "", "", reading);
    check_version(file);
    Document document;
    document.blueprint = read_blueprint_section(file, path_.stem().string(), reading);
    document.calendar = read_calendar(file);
    document.run = read_run_section(file);
    document.segments = read_segments(file);
    document.staff = read_staff(file);
    document.steps = read_steps(file);
    document.stages = read_stages(file);
    document.targets = read_targets(file);
    document.experience = read_experience(file);
    document.broken_windows = position_of_broken_windows(file);
    document.economics = read_economics(file);
    document.gaps = read_gaps(file, scenarios_);
    document.inputs = files_.used();
    return reading.names_lost ? Document() : document;
  }

  void check_scenario(const std::string& scenario) {
    std::vector<std::string> valid{std::string(base)};
    valid.insert(valid.end(), scenarios_.begin(), scenarios_.end());
    if (std::find(valid.begin(), valid.end(), scenario) != valid.end()) return;
    diagnostics_.add({"--scenario", 0, 0}, fmt::format("unknown scenario {}", in_quotes(scenario)),
                     did_you_mean(scenario, valid));
  }

  const Node& root_;
  std::filesystem::path path_;
  Diagnostics& diagnostics_;
  InputFiles files_;
  std::vector<std::string> scenarios_;  ///< of the file, `base` not among them
  ReadingBudget budget_;
};

}  // namespace

Document read_document(const std::filesystem::path& file, const Overlay& overlay) {
  return read_document_text(read_file(file, TomlLimits::bytes), file.string(), overlay);
}

Document read_document_text(std::string_view text, const std::string& name, const Overlay& overlay) {
  Diagnostics diagnostics(name);
  const std::optional<Node> root = parse_toml(text, name, diagnostics);
  Document document = root ? DocumentReader(*root, name, diagnostics).read(overlay) : Document();
  document.mistakes = diagnostics.found();
  document.inputs.insert(document.inputs.begin(), InputFile{name, sha256(text)});
  return document;
}

}  // namespace throughline
