// SPDX-License-Identifier: MIT
#include "text/input_files.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <iterator>
#include <memory>
#include <new>
#include <system_error>

#include "text/node.hpp"

namespace throughline {
namespace {

/// Why a name may not be opened, empty where it may.
std::string refusal(const std::filesystem::path& folder, const std::filesystem::path& name) {
  constexpr auto outside = "files stand in the folder of the blueprint or below";
  if (name.empty()) return "the name of a file is missing";
  if (name.is_absolute() || name.has_root_path()) return outside;
  if (std::find(name.begin(), name.end(), "..") != name.end()) return outside;
  std::error_code error;
  const std::filesystem::path file = folder / name;
  const std::filesystem::file_status status = std::filesystem::status(file, error);
  if (!std::filesystem::exists(status)) return "there is no such file";
  if (!std::filesystem::is_regular_file(status)) return "it is not a file";
  // A symbolic link must not lead out either.
  const std::filesystem::path root = std::filesystem::canonical(folder, error);
  const std::filesystem::path real = error ? std::filesystem::path() : std::filesystem::canonical(file, error);
  if (error) return error.message();
  const auto [root_end, real_at] = std::mismatch(root.begin(), root.end(), real.begin(), real.end());
  return root_end == root.end() ? "" : outside;
}

struct Close {
  void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};

}  // namespace

const std::string* InputFiles::open(const std::string& name, const SourcePosition& at, Diagnostics& diagnostics) {
  auto found = contents_.find(name);
  if (found == contents_.end()) {
    const std::filesystem::path folder = folder_.empty() ? "." : folder_;
    std::string reason = refusal(folder, name);
    std::string bytes;
    if (reason.empty()) {
      try {
        bytes = read_file(folder / name, largest);
        if (bytes.size() > largest) reason = fmt::format("it is larger than {} MiB", largest >> 20U);
      } catch (const std::system_error& error) {
        reason = error.code().message();
      }
    }
    if (!reason.empty()) {
      diagnostics.add(at, fmt::format("cannot read {}: {}", in_quotes(name), reason));
      return nullptr;
    }
    found = contents_.emplace(name, std::move(bytes)).first;
  }
  if (std::find(used_.begin(), used_.end(), name) == used_.end()) used_.push_back(name);
  if (found->second.size() > left_) {
    diagnostics.add(at, fmt::format("cannot read {}: scenarios and keys read more than {} GiB of csv files",
                                    in_quotes(name), most_read >> 30U));
    return nullptr;
  }
  left_ -= found->second.size();
  return &found->second;
}

std::vector<InputFile> InputFiles::used() const {
  std::vector<InputFile> files;
  for (const std::string& name : used_) files.push_back({name, sha256(contents_.at(name))});
  return files;
}

std::string read_file(const std::filesystem::path& file, std::size_t limit) {
  const auto failure = [&file](int code) { return std::system_error(code, std::generic_category(), file.string()); };
  const std::unique_ptr<std::FILE, Close> stream(std::fopen(file.c_str(), "rb"));
  if (!stream) throw failure(errno);
  std::string bytes;
  std::array<char, 65'536> block;
  while (bytes.size() <= limit) {
    const std::size_t wanted = std::min(block.size(), limit + 1 - bytes.size());
    const std::size_t length = std::fread(block.data(), 1, wanted, stream.get());
    bytes.append(block.data(), length);
    if (length < wanted) {
      if (std::ferror(stream.get()) != 0) throw failure(errno);
      break;
    }
  }
  return bytes;
}

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) != 1)
    throw std::bad_alloc();
  std::string text;
  for (unsigned byte = 0; byte < length; ++byte) fmt::format_to(std::back_inserter(text), "{:02x}", digest[byte]);
  return text;
}

}  // namespace throughline
