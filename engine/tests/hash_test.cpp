// hash_test.cpp: FNV-1a gives the published values, and numbers enter byte by byte.
#include "dropout/hash.h"

#include <gtest/gtest.h>

#include <string_view>

namespace dropout {
namespace {

std::uint64_t hash_of_text(std::string_view text) {
  Fnv1a hash;
  for (const char letter : text) hash.add_byte(static_cast<std::uint8_t>(letter));
  return hash.value();
}

// From the test vectors of the authors, "FNV hash", 64-bit FNV-1a.
TEST(Hash, GivesThePublishedValues) {
  EXPECT_EQ(hash_of_text(""), 0xcbf29ce484222325u);
  EXPECT_EQ(hash_of_text("a"), 0xaf63dc4c8601ec8cu);
  EXPECT_EQ(hash_of_text("foobar"), 0x85944171f73967e8u);
}

TEST(Hash, ReadsAWordLowByteFirst) {
  Fnv1a hash;
  hash.add(std::uint32_t{0x626f6f66});  // "foob"
  EXPECT_EQ(hash.value(), hash_of_text("foob"));
}

TEST(Hash, SeesASingleBitOfAFloat) {
  const float numbers[] = {1.0f, 0.0f}, other_sign[] = {1.0f, -0.0f};
  EXPECT_NE(hash_of(numbers), hash_of(other_sign));
}

}  // namespace
}  // namespace dropout
