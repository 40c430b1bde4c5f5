// mask_uniforms.h: the generator that the listings take: the uniform numbers behind one mask of the engine.
#pragma once
#include "dropout/mask.h"

// uniform() gives the numbers of unit 0, 1, 2, ... in [0, 1): word * 2^-32. dropout::RandomStream fits as well.
class MaskUniforms {
 public:
  explicit MaskUniforms(const dropout::MaskKey& key) : key_(key) {}
  double uniform() { return dropout::mask_word(key_, unit_++) * 0x1p-32; }

 private:
  dropout::MaskKey key_;
  std::uint32_t unit_ = 0;
};
