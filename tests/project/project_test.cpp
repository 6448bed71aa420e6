// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/project.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wardscope::project {
namespace {

Layer plain(std::string id, LayerSource source) {
  Layer layer;
  layer.id = std::move(id);
  layer.title = "Title of " + layer.id;
  layer.source = source;
  return layer;
}

Project sample() {
  Project project;
  project.camera = {{408500.25, 91234.5}, 12.5};
  project.filter.types = {"Burglary", "Théft \"x\""};
  project.filter.from = "2025-01";
  project.filter.weekdays = {"friday"};
  project.filter.first_hour = 20;
  project.filter.last_hour = 3;
  Layer wards = plain("areas:W", LayerSource::area_set);
  wards.name = "W";
  wards.form = "outline";
  wards.visible = false;
  wards.opacity = 0.5;
  wards.style = {"ylorrd", "rate", 7, "jenks", 3.5, 0.25, true, false};
  project.layers = {wards, plain("incidents", LayerSource::incidents)};
  return project;
}

std::string error_of(std::string_view json) {
  const auto read = from_json(json);
  return read ? "no error" : read.error().message;
}

std::string with_layer(std::string_view members) {
  return R"({"format":"wardscope-project","version":1,"layers":[{)" + std::string(members) + "}]}";
}

TEST(ProjectJson, ReadsBackWhatItWrote) {
  const Project project = sample();

  const auto read = from_json(to_json(project));

  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->layers, project.layers);
  EXPECT_EQ(read->camera, project.camera);
  EXPECT_EQ(read->filter.types, project.filter.types);
  EXPECT_EQ(read->filter.from, "2025-01");
  EXPECT_EQ(read->filter.weekdays, project.filter.weekdays);
  EXPECT_EQ(read->filter.first_hour, 20);
  EXPECT_EQ(read->filter.last_hour, 3);
  EXPECT_EQ(to_json(*read), to_json(project));
}

TEST(ProjectJson, WritesTheVersionBeforeTheContent) {
  const std::string json = to_json(sample());

  EXPECT_LT(json.find("\"version\""), json.find("\"camera\""));
  EXPECT_LT(json.find("\"camera\""), json.find("\"layers\""));
}

TEST(ProjectJson, RefusesANewerVersionAndSaysWhatHelps) {
  const auto read = from_json(R"({"format":"wardscope-project","version":99,"novelty":1})");

  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, core::ErrorCode::unsupported);
  EXPECT_THAT(read.error().message, testing::HasSubstr("newer Wardscope"));
}

TEST(ProjectJson, NamesTheKeyThatIsWrong) {
  EXPECT_THAT(error_of(with_layer(R"("id":"a","source":"hubs","opacity":2)")),
              testing::HasSubstr("\"layers[0].opacity\""));
  EXPECT_THAT(error_of(with_layer(R"("id":"a","source":"rivers")")), testing::HasSubstr("\"layers[0].source\""));
  EXPECT_THAT(error_of(with_layer(R"("id":"a","source":"hubs","style":{"classes":9})")),
              testing::HasSubstr("\"layers[0].style.classes\" must be 3 to 7"));
  EXPECT_THAT(error_of(with_layer(R"("id":"a","source":"hubs","visble":true)")),
              testing::HasSubstr("\"layers[0].visble\" is not a key"));
  EXPECT_THAT(error_of(R"({"format":"wardscope-project","version":1,"camera":{"easting":"x"}})"),
              testing::HasSubstr("\"camera.easting\" must be a number"));
  EXPECT_THAT(error_of(R"({"format":"wardscope-project","version":1,"filter":{"types":[1]}})"),
              testing::HasSubstr("\"filter.types\""));
}

TEST(ProjectJson, RefusesTwoLayersOfOneId) {
  const std::string layer = R"({"id":"a","source":"hubs"})";

  EXPECT_THAT(error_of(R"({"format":"wardscope-project","version":1,"layers":[)" + layer + "," + layer + "]}"),
              testing::HasSubstr("repeats \"a\""));
}

TEST(ProjectJson, RefusesWhatIsNoProject) {
  for (const char* text : {"", "{", "[]", "null", "3", "{\"version\":1}", "{\"format\":5,\"version\":1}"}) {
    EXPECT_FALSE(from_json(text)) << text;
  }
}

}  // namespace
}  // namespace wardscope::project
