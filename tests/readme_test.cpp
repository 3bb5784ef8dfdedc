// SPDX-License-Identifier: MIT
// What the documents show is true: every command of a console block (a line that begins with "$ ") is run from the root
// of the project, and the lines below it are what it prints. A line "..." stands for any number of lines.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace {

struct Snippet {
  std::string command;
  std::vector<std::string> output;
};

std::vector<Snippet> snippets_of(const std::filesystem::path& document) {
  std::ifstream file(document);
  EXPECT_TRUE(file.good()) << document;
  std::vector<Snippet> snippets;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line.rfind("```", 0) == 0) {
      inside = !inside && line == "```console";
    } else if (inside && line.rfind("$ ", 0) == 0) {
      snippets.push_back({line.substr(2), {}});
    } else if (inside && !snippets.empty()) {
      snippets.back().output.push_back(line);
    }
  }
  return snippets;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    lines.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return lines;
}

/// What a shell prints to standard output for a command of the documents.
std::string output_of(const Snippet& snippet) {
  std::string command = snippet.command;
  if (command.rfind("./dev run", 0) == 0) command.replace(0, std::string("./dev run").size(), "throughline run");
  const std::string setting = "cd '" THROUGHLINE_SOURCE_DIR "' && PATH='" THROUGHLINE_BINARY_DIR
                              "':$PATH && unset GITHUB_ACTIONS GITHUB_STEP_SUMMARY; ";
  FILE* const pipe = popen((setting + command + " 2>/dev/null").c_str(), "r");
  EXPECT_NE(pipe, nullptr);
  std::string output;
  std::array<char, 4096> buffer{};
  for (std::size_t read = 0; (read = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    output.append(buffer.data(), read);
  }
  pclose(pipe);
  return output;
}

/// Whether the lines from `line` on are those of the pattern from `place` on.
bool matches(const std::vector<std::string>& pattern, std::size_t place, const std::vector<std::string>& lines,
             std::size_t line) {
  if (place == pattern.size()) return line == lines.size();
  if (pattern[place] == "...") {
    for (std::size_t next = line; next <= lines.size(); ++next) {
      if (matches(pattern, place + 1, lines, next)) return true;
    }
    return false;
  }
  return line < lines.size() && pattern[place] == lines[line] && matches(pattern, place + 1, lines, line + 1);
}

void check(const std::filesystem::path& document) {
  const std::vector<Snippet> snippets = snippets_of(std::filesystem::path(THROUGHLINE_SOURCE_DIR) / document);
  EXPECT_FALSE(snippets.empty()) << document << " shows no command";
  for (const Snippet& snippet : snippets) {
    const std::string output = output_of(snippet);
    EXPECT_TRUE(matches(snippet.output, 0, lines_of(output), 0))
        << document << ": $ " << snippet.command << "\nprints\n"
        << output << "(./dev golden writes it)";
  }
}

TEST(Readme, ShowsWhatTheProgramPrints) {
  check("README.md");
}

TEST(Readme, KnowsALineThatIsNotPrinted) {
  EXPECT_TRUE(matches({"a", "...", "d"}, 0, {"a", "b", "c", "d"}, 0));
  EXPECT_TRUE(matches({"a", "...", "d"}, 0, {"a", "d"}, 0));
  EXPECT_FALSE(matches({"a", "...", "d"}, 0, {"a", "b", "c"}, 0));
  EXPECT_FALSE(matches({"a"}, 0, {"a", "b"}, 0));
}

}  // namespace
