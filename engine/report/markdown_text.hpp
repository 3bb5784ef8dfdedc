// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace throughline {

/// A text that GitHub-flavored Markdown shows as it is, within a line or a cell of a table, whoever wrote it. It is
/// made harmless (display_text.hpp), marks of the language get a backslash in front, and what a host makes of plain
/// text (mentions, references to issues, emoji, links) is broken by a space without width. Bytes in, UTF-8 out.
std::string markdown_text(std::string_view text);

/// The same between two marks of emphasis, `*` or `**`, without the spaces around it; empty where nothing is left.
std::string emphasized(std::string_view text, std::string_view mark);

}  // namespace throughline
