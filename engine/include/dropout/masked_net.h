// masked_net.h: the forward pass of a net under one chosen mask, for studies that remove units or enumerate masks.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "dropout/mlp.h"

namespace dropout {

// Hidden units of all layers are numbered one after another: unit j of hidden layer l is
//   width[0] + ... + width[l-1] + j
int hidden_unit_count(const MlpShape& shape);

// Logits [batch] of inputs [batch, input_count] in which every example meets the same mask [hidden units]:
//   y[u] = mask[u] ? scale * h[u] : 0       scale: 1 for a plain removal, 1 / (1 - p) for a member of the ensemble
// With all units kept at scale 1 it equals Mlp::forward_eval bit for bit; with the mask and scale of a training pass it
// equals Mlp::forward_train. Reads the public parameters alone; allocates two rows of scratch.
template <class Scalar>
void forward_masked(const Mlp<Scalar>& net, std::span<const Scalar> inputs, std::span<const std::uint8_t> mask,
                    double scale, std::span<Scalar> logits);

// Outputs [batch, width] of hidden layer `layer` (from 0) in eval mode.
template <class Scalar>
std::vector<Scalar> hidden_outputs(const Mlp<Scalar>& net, std::span<const Scalar> inputs, int layer);

// Outputs [batch, width] of the last hidden layer in eval mode: what the output layer weighs. Needs a hidden layer.
template <class Scalar>
std::vector<Scalar> last_hidden_outputs(const Mlp<Scalar>& net, std::span<const Scalar> inputs);

// The mask that example `sample` of a training pass gets, for all hidden units one after another: [hidden units].
void draw_unit_mask(const MlpShape& shape, const DropoutDraw& draw, std::uint32_t sample,
                    std::span<std::uint8_t> mask);

}  // namespace dropout
