// dropconnect_tables.cpp: what the panels of dropconnect draw, as tables.
#include <array>
#include <map>

#include "contract/table.h"
#include "dropconnect.h"
#include "kit/plot.h"

namespace lesson {

using Method = DropConnectLab::Method;

// The masked layer: its inputs, its links, its outputs.
void DropConnectLab::net_table(const Params& params, Table& table) const {
  const Masked layer = masked_layer(params);
  const std::vector<std::uint8_t> shown = mask(params, params.method, params.mask_number);
  const std::vector<double> u = pre_activations(params);
  const auto kept = [](bool is) { return is ? "kept" : "dropped"; };
  table.row("Part", "Value", "Mask");
  for (std::size_t j = 0; j < layer.v.size(); ++j)
    table.row("Input " + std::to_string(j + 1), number_text(layer.v[j], 1),
              params.drops_units() ? kept(shown[j] != 0) : "");
  for (std::size_t i = 0; i < u.size(); ++i)
    for (std::size_t j = 0; j < layer.v.size(); ++j) {
      const std::size_t link = i * layer.v.size() + j;
      table.row("Link " + std::to_string(j + 1) + " to " + std::to_string(i + 1), number_text(layer.weights[link], 1),
                kept(shown[params.drops_units() ? j : link] != 0));
    }
  for (std::size_t i = 0; i < u.size(); ++i) table.row("Output " + std::to_string(i + 1), number_text(u[i], 1), "");
}

void DropConnectLab::joint_table(const Params& params, Table& table) const {
  table.row("Output 1", "Output " + std::to_string(other_unit(params) + 1), "Share");
  for (const Atom& atom : atoms(params, params.method))
    table.row(number_text(atom.first, 2), number_text(atom.other, 2), percent_text(atom.share, 2));
}

void DropConnectLab::marginal_table(const Params& params, Table& table) const {
  std::map<std::string, std::array<double, 2>> shares;  // by the value as it is written
  std::map<double, std::string> values;
  for (const Method method : {Method::dropout, Method::drop_connect})
    for (const Atom& atom : atoms(params, method)) {
      const std::string value = number_text(atom.first, 2);
      if (shares.find(value) == shares.end()) values[atom.first] = value;
      shares[value][static_cast<std::size_t>(method)] += atom.share;
    }
  table.row("Output 1", "Dropout", "DropConnect");
  for (const auto& [number, value] : values)
    table.row(value, percent_text(shares[value][0], 2), percent_text(shares[value][1], 2));
}

void DropConnectLab::moments_table(const Params& params, Table& table) const {
  const std::string other = std::to_string(other_unit(params) + 1);
  const std::string names[] = {"Mean of output 1", "Variance of output 1", "Variance of output " + other,
                               "Covariance"};
  using Measures = std::array<double, 4>;
  const auto values_of = [](const Moments& m) {
    return Measures{m.mean[0], m.variance[0], m.variance[1], m.covariance};
  };
  const Measures exact[] = {values_of(formula(params, Method::dropout)),
                            values_of(formula(params, Method::drop_connect))};
  const Measures measured[] = {values_of(drawn(params, Method::dropout)),
                               values_of(drawn(params, Method::drop_connect))};
  const auto drawn_text = [&](double value) { return draw_count_ > 0 ? number_text(value, 2) : std::string(); };
  table.row("Measure", "Dropout, exact", "Dropout, drawn", "DropConnect, exact", "DropConnect, drawn");
  for (std::size_t row = 0; row < 4; ++row)
    table.row(names[row], number_text(exact[0][row], 2), drawn_text(measured[0][row]), number_text(exact[1][row], 2),
              drawn_text(measured[1][row]));
}

}  // namespace lesson
