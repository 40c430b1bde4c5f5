// dropconnect_picture.h: where the parts of dropconnect's picture stand, and the functions that draw them.
#pragma once

#include <string>

#include "dropconnect.h"
#include "kit/plot.h"

namespace lesson {

// A function of the width alone.
struct DropConnectLayout {
  explicit DropConnectLayout(float width) : wide(is_wide(width)), type(type_sizes(width)) {
    const float pad = wide ? 16 : width >= tight_below ? 12 : 8;
    const float inner = width - 2 * pad, gap = 32;
    headline = {pad, 4, inner, wide ? 56.0f : 76.0f};
    const float top = headline.bottom() + 8;
    if (wide) {
      const float side = std::min(300.0f, (inner - gap) * 0.45f - 40);
      const float right = side + 40;
      joint = {width - pad - right, top, right, side + 66};
      marginal = {joint.x, joint.bottom() + 10, right, 148};
      const float bottom = marginal.bottom();
      net = {pad, top, inner - gap - right, bottom - top - 196};
      counts = {pad, net.bottom() + 4, net.width, 44};
      table = {pad, counts.bottom() + 8, net.width, bottom - counts.bottom() - 8};
      height = bottom + 6;
    } else {
      net = {pad, top, inner, 232};
      counts = {pad, net.bottom() + 6, inner, 52};
      const float side = std::min(inner - 42, 300.0f);
      joint = {pad, counts.bottom() + 14, side + 42, side + 70};
      marginal = {pad, joint.bottom() + 12, side + 42, 150};
      table = {pad, marginal.bottom() + 14, inner, 166};
      height = table.bottom() + 6;
    }
  }

  bool wide;
  TypeSizes type;
  float height;
  Rect headline, net, counts, joint, marginal, table;
};

std::string_view method_name(DropConnectLab::Method method);

void draw_masked_net(const DropConnectLab& widget, const DropConnectLab::Params& params, const DropConnectLayout& at,
                     Canvas& canvas);
// Two output units: all their values under the shown method, and the ellipses of both.
void draw_joint(const DropConnectLab& widget, const DropConnectLab::Params& params, const DropConnectLayout& at,
                Canvas& canvas);
// One output unit under it, with the Gaussian of the same mean and variance.
void draw_marginal(const DropConnectLab& widget, const DropConnectLab::Params& params, const DropConnectLayout& at,
                   Canvas& canvas);
void draw_moments_table(const DropConnectLab& widget, const DropConnectLab::Params& params,
                        const DropConnectLayout& at, Canvas& canvas);

}  // namespace lesson
