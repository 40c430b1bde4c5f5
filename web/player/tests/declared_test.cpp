// declared_test.cpp: places, names and locks out of JSON that nobody has checked.
#include "declared.h"

#include "recorded.h"

namespace lesson {
namespace {

TEST(Declared, NamesByPlaceAndLocks) {
  Declared declared;
  EXPECT_TRUE(read_declared(R"({"lock": ["x", "new_mask", "reset", 7]})", made_up_declaration, declared));
  ASSERT_EQ(declared.params.size(), 5u);
  EXPECT_EQ(declared.param("y"), 2u);
  EXPECT_EQ(declared.param("new_mask"), no_param);
  EXPECT_EQ(declared.param(""), no_param);
  EXPECT_NE(declared.open_param(0), nullptr);
  EXPECT_EQ(declared.open_param(1), nullptr);
  EXPECT_EQ(declared.open_param(5), nullptr);
  EXPECT_EQ(declared.open_param(no_param), nullptr);
  EXPECT_EQ(declared.open_action(0), nullptr);
}

TEST(Declared, ADragOfALockedAndAnOpenParamIsAllowed) {
  Declared declared;
  read_declared(R"({"lock": ["x"]})", made_up_declaration, declared);
  EXPECT_TRUE(declared.allows({.kind = Touch::Kind::drag, .area = {}, .place = 1, .second = 2}));
  EXPECT_FALSE(declared.allows({.kind = Touch::Kind::drag, .area = {}, .place = 1}));
  EXPECT_TRUE(declared.allows({.kind = Touch::Kind::tap, .area = {}, .place = 0}));
  EXPECT_FALSE(declared.allows({.kind = Touch::Kind::tap, .area = {}, .place = 1}));
}

TEST(Declared, BadInputCostsItselfOnly) {
  Declared declared;
  for (const char* block : {"", "nonsense", "[]", "3", "{\"lock\": "}) {
    EXPECT_FALSE(read_declared(block, made_up_declaration, declared)) << block;
    EXPECT_EQ(declared.params.size(), 5u) << block;
    EXPECT_NE(declared.open_param(1), nullptr) << block;
  }
  for (const char* declaration : {"", "[]", "{}", R"({"params": 3, "actions": []})"})
    EXPECT_FALSE(read_declared("{}", declaration, declared)) << declaration;
  EXPECT_TRUE(read_declared("{}", R"({"params": [7, {"id": 3}, {"id": "x"}], "actions": []})", declared));
  EXPECT_EQ(declared.param("x"), 2u) << "an entry without a name keeps its place";
}

}  // namespace
}  // namespace lesson
