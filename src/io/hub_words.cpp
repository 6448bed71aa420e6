// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/hub_words.hpp"

#include <array>
#include <string>

#include "core/text.hpp"

namespace wardscope::io {

std::optional<borough::HubKind> hub_kind_in(std::string_view text) {
  using borough::HubKind;
  struct Part {
    std::string_view letters;
    HubKind kind;
  };
  // The longer first: a "children's centre and library" is listed for its children.
  constexpr std::array<Part, 12> kParts{{{"childrenscent", HubKind::childrens_centre},
                                         {"childrencent", HubKind::childrens_centre},
                                         {"childcent", HubKind::childrens_centre},
                                         {"surestart", HubKind::childrens_centre},
                                         {"reportingcent", HubKind::reporting_centre},
                                         {"reportcent", HubKind::reporting_centre},
                                         {"librar", HubKind::library},
                                         {"communitycent", HubKind::community_centre},
                                         {"communityhall", HubKind::community_centre},
                                         {"communityhub", HubKind::community_centre},
                                         {"villagehall", HubKind::community_centre},
                                         {"other", HubKind::other}}};
  std::string letters;
  for (const char c : core::lower_ascii(text)) {
    if (c >= 'a' && c <= 'z') letters += c;
  }
  if (letters.empty() && core::trimmed(text).empty()) return HubKind::other;
  for (const Part& part : kParts) {
    if (letters.find(part.letters) != std::string::npos) return part.kind;
  }
  return std::nullopt;
}

}  // namespace wardscope::io
