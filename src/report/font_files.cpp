// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/font_files.hpp"

#include <fontconfig/fontconfig.h>

#include <memory>
#include <string>

namespace wardscope::report {
namespace {

struct PatternDeleter {
  void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};
using Pattern = std::unique_ptr<FcPattern, PatternDeleter>;

const FcChar8* bytes(const char* text) { return reinterpret_cast<const FcChar8*>(text); }

/// The best match of fontconfig for the house fonts in this weight.
std::filesystem::path find(int weight) {
  const Pattern wanted(FcPatternCreate());
  for (const char* family : {"Inter", "Noto Sans", "DejaVu Sans", "sans-serif"}) {
    FcPatternAddString(wanted.get(), FC_FAMILY, bytes(family));
  }
  FcPatternAddInteger(wanted.get(), FC_WEIGHT, weight);
  FcPatternAddInteger(wanted.get(), FC_SLANT, FC_SLANT_ROMAN);
  FcPatternAddBool(wanted.get(), FC_SCALABLE, FcTrue);
  FcConfigSubstitute(nullptr, wanted.get(), FcMatchPattern);
  FcDefaultSubstitute(wanted.get());
  FcResult result = FcResultNoMatch;
  const Pattern found(FcFontMatch(nullptr, wanted.get(), &result));
  FcChar8* file = nullptr;
  if (!found || FcPatternGetString(found.get(), FC_FILE, 0, &file) != FcResultMatch) return {};
  return reinterpret_cast<const char*>(file);
}

}  // namespace

core::Result<FontFiles> find_font_files() {
  FontFiles files{find(FC_WEIGHT_REGULAR), find(FC_WEIGHT_SEMIBOLD)};
  if (files.regular.empty() || files.bold.empty()) {
    return core::not_found("no font is installed; install fonts-inter or fonts-noto-core");
  }
  return files;
}

}  // namespace wardscope::report
