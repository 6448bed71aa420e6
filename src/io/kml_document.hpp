// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cpl_minixml.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace wardscope::io {

struct DestroyXml {
  void operator()(CPLXMLNode* node) const { CPLDestroyXMLNode(node); }
};
using XmlHandle = std::unique_ptr<CPLXMLNode, DestroyXml>;

/// The placemarks that stand directly in one Folder, Document or the kml element itself.
struct KmlFolder {
  std::string name;  ///< empty where it has none
  std::vector<const CPLXMLNode*> placemarks;
};

/// A KML file in memory; the folders point into it.
struct KmlDocument {
  XmlHandle root;
  std::vector<KmlFolder> folders;  ///< those that hold placemarks, in the order of the document
};

/// Reads and parses a file, in the encoding that it declares. Entities that the file declares are refused, prefixes of
/// names are dropped. @returns as send_kml_layers()
core::Result<KmlDocument> read_kml(const std::filesystem::path& path);

/// The text inside an element, blanks at its ends removed.
std::string text_of(const CPLXMLNode* element);
/// The first child element of this name; null where there is none.
const CPLXMLNode* child_of(const CPLXMLNode* element, std::string_view name);
/// The text of an attribute, empty where there is none.
std::string attribute_of(const CPLXMLNode* element, std::string_view name);
bool is_element(const CPLXMLNode* node, std::string_view name);

}  // namespace wardscope::io
