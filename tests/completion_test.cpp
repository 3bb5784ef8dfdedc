// SPDX-License-Identifier: MIT
#include "cli/completion.hpp"

#include <gtest/gtest.h>
#include <stdio.h>

#include <array>
#include <string>

#include "cli/command_table.hpp"
#include "scratch_folder.hpp"

namespace throughline {
namespace {

using testing::ScratchFolder;

/// What bash would offer for these words, the last of which is being typed.
std::string offered(const std::string& words, int last) {
  const ScratchFolder folder;
  folder.write("script", completion_script(Shell::bash) + "compopt() { echo \"files\"; }\nCOMP_WORDS=(" + words +
                             ")\nCOMP_CWORD=" + std::to_string(last) + "\n_throughline\necho \"${COMPREPLY[*]}\"\n");
  FILE* const pipe = ::popen(("bash " + (folder / "script") + " 2>&1").c_str(), "r");
  std::string text;
  std::array<char, 256> block{};
  while (const std::size_t length = ::fread(block.data(), 1, block.size(), pipe)) text.append(block.data(), length);
  EXPECT_EQ(::pclose(pipe), 0);
  return text;
}

TEST(Completion, KnowsEveryCommandAndOptionInEveryShell) {
  for (const Shell shell : {Shell::bash, Shell::zsh, Shell::fish}) {
    const std::string script = completion_script(shell);
    for (const CommandRule& command : command_table()) {
      EXPECT_NE(script.find(command.name), std::string::npos);
      for (const std::string& option : option_names(command)) {
        const std::string spelled = shell == Shell::fish ? "-l " + option.substr(2) : option;
        EXPECT_NE(script.find(spelled), std::string::npos) << spelled;
      }
    }
  }
}

TEST(Completion, OffersCommandsOptionsWordsAndFilesInBash) {
  EXPECT_EQ(offered("throughline ch", 1), "check\n");
  EXPECT_EQ(offered("throughline run --re", 2), "--replications --resamples --reproducible\n");
  EXPECT_EQ(offered("throughline run --color a", 3), "auto always\n");
  EXPECT_EQ(offered("throughline run --json x", 3), "files\n\n");
  EXPECT_EQ(offered("throughline run x", 2), "files\n\n");
  EXPECT_EQ(offered("throughline completion z", 2), "zsh\n");
  EXPECT_EQ(offered("throughline init --template c", 3), "contact_center clinic\n");
  EXPECT_EQ(offered("throughline run --seed ''", 3), "\n");
}

}  // namespace
}  // namespace throughline
