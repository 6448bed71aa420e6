// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/kml_document.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>

#include <fstream>
#include <iterator>
#include <utility>

#include "core/text.hpp"
#include "io/gdal_handles.hpp"

namespace wardscope::io {
namespace {

constexpr std::string_view kCutShort = "it is not a KML file that can be read, or it is cut short";

/// The encoding that the first line declares: <?xml version="1.0" encoding="ISO-8859-1"?>.
std::string declared_encoding(std::string_view text) {
  constexpr std::string_view kKey = "encoding=";
  const std::size_t end = text.find("?>");
  if (!text.starts_with("<?xml") || end == std::string_view::npos) return {};
  const std::string_view line = text.substr(0, end);
  const std::size_t key = line.find(kKey);
  if (key == std::string_view::npos || key + kKey.size() >= line.size()) return {};
  const char quote = line[key + kKey.size()];
  const std::size_t begin = key + kKey.size() + 1;
  const std::size_t close = line.find(quote, begin);
  return close == std::string_view::npos ? std::string() : core::lower_ascii(line.substr(begin, close - begin));
}

core::Result<std::string> read_utf8(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  const std::string encoding = declared_encoding(text);
  if (encoding.empty() || encoding == "utf-8") return text;
  FailureWatch watch;
  const std::unique_ptr<char, FreeText> converted(CPLRecode(text.c_str(), encoding.c_str(), CPL_ENC_UTF8));
  if (watch.failed() || converted == nullptr) {
    return core::unsupported("its encoding '" + encoding + "' is not known; save it as UTF-8");
  }
  return std::string(converted.get());
}

/// Folders within folders, without recursion: a file may nest them as deep as it likes.
void collect_folders(const CPLXMLNode* root, std::vector<KmlFolder>& folders) {
  std::vector<const CPLXMLNode*> waiting{root};
  while (!waiting.empty()) {
    const CPLXMLNode* const container = waiting.back();
    waiting.pop_back();
    KmlFolder folder;
    std::vector<const CPLXMLNode*> inner;
    for (const CPLXMLNode* node = container->psChild; node != nullptr; node = node->psNext) {
      if (is_element(node, "Placemark")) folder.placemarks.push_back(node);
      if (is_element(node, "Folder") || is_element(node, "Document")) inner.push_back(node);
    }
    if (!folder.placemarks.empty()) {
      if (const CPLXMLNode* const name = child_of(container, "name")) folder.name = text_of(name);
      folders.push_back(std::move(folder));
    }
    waiting.insert(waiting.end(), inner.rbegin(), inner.rend());
  }
}

}  // namespace

bool is_element(const CPLXMLNode* node, std::string_view name) {
  return node->eType == CXT_Element && name == node->pszValue;
}

const CPLXMLNode* child_of(const CPLXMLNode* element, std::string_view name) {
  for (const CPLXMLNode* node = element->psChild; node != nullptr; node = node->psNext) {
    if (is_element(node, name)) return node;
  }
  return nullptr;
}

std::string text_of(const CPLXMLNode* element) {
  std::string text;
  for (const CPLXMLNode* node = element->psChild; node != nullptr; node = node->psNext) {
    if (node->eType == CXT_Text) text += node->pszValue;
  }
  return std::string(core::trimmed(text));
}

std::string attribute_of(const CPLXMLNode* element, std::string_view name) {
  for (const CPLXMLNode* node = element->psChild; node != nullptr; node = node->psNext) {
    if (node->eType == CXT_Attribute && name == node->pszValue && node->psChild != nullptr) {
      return node->psChild->pszValue;
    }
  }
  return {};
}

core::Result<KmlDocument> read_kml(const std::filesystem::path& path) {
  const auto text = read_utf8(path);
  if (!text) return text.error();
  if (text->find("<!ENTITY") != std::string::npos) {
    return core::unsupported("it declares entities of its own, which are not expanded; export it again without");
  }
  KmlDocument document;
  FailureWatch watch;
  document.root.reset(CPLParseXMLString(text->c_str()));
  if (!document.root || watch.failed()) return core::malformed(std::string(kCutShort));
  CPLStripXMLNamespace(document.root.get(), nullptr, TRUE);
  const CPLXMLNode* kml = document.root.get();
  while (kml != nullptr && !is_element(kml, "kml")) kml = kml->psNext;
  if (kml == nullptr) return core::malformed(std::string(kCutShort));
  collect_folders(kml, document.folders);
  if (document.folders.empty()) return core::malformed("it holds no placemarks");
  return document;
}

}  // namespace wardscope::io
