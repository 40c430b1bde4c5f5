// exports.h: what bindings/ exports to JavaScript, as C++ sees it: JavaScript reads no header, fuzz/ does.
#pragma once
#include <cstddef>
#include <cstdint>

#include "dropout/optimizer.h"
#include "dropout/sweep.h"
#include "nets.h"

namespace engine_module {

extern "C" {
// ---- masks, the family, layers, laws, statistics ----

void mask_draw(const double*, double, std::uint8_t*, int);
double mask_scale(double, int, int);
int granular_valid(const double*);
void granular_shape(const double*, double*);
void granular_law(const double*, double*);
double granular_decisions(const double*);
void granular_draw(const double*, std::uint8_t*, int, const std::uint32_t*, int);
void mask_broadcast(const double*, const std::uint8_t*, std::uint8_t*);
void granular_forward(const double*, int, const std::uint8_t*, int, double*);
void granular_backward(const double*, int, const std::uint8_t*, int, double*);
double block_gamma(const double*);
double block_start_count(const double*);
void block_probabilities(const double*, double*);
void block_share(const double*, double*);
void block_draw(const double*, std::uint8_t*, int, std::uint8_t*, int);
void depth_rates(int, int, double, double*);
int path_active(const double*, double);
void path_rows(double, int, int, const std::uint8_t*, int, double*, const double*, int);
void gaussian_factors(const double*, double, double*, int);
double selu(double);
double selu_slope(double);
void alpha_map(double, double*);
void alpha_forward(double, int, const std::uint8_t*, double*, int);
void alpha_backward(double, int, const std::uint8_t*, double*, int);
double scheduled_rate(const double*, double);

void connect_draw(const double*, int, std::uint8_t*, int, const std::uint32_t*, int);
void connect_forward(const double*, int, int, const std::uint8_t*, int, const double*, const double*, const double*,
                     double*);
void connect_backward(const double*, int, int, const std::uint8_t*, int, const double*, const double*, const double*,
                      double*, double*, double*);
void connect_law(const double*, const double*, const double*, const double*, double*);
void preactivation_moments(const double*, int, int, const double*, const double*, double*);
double element_patch_noise(double, int);
double channel_patch_noise(double);

void depth_law(const double*, int, double*);
void depth_range(const double*, int, double, double*);
void fit_goodness(const double*, const double*, int, double, double*);
double binary_entropy(double);
double effective_masks(int, double);
double expected_distinct(int, double, double);
int count_distinct(int, double, const double*, int);
void recovery_share(int, int, double, double, const std::uint8_t*, double*);
void recovery_rebuild(int, int, double, double, const std::uint8_t*, const double*, double*);
double recovery_explained(const double*, const double*, const std::uint8_t*, int);
void shift_of_value(double, double, double, double*);
void shift_of_sum(const double*, const double*, const double*, int, double, double*);
void shift_samples(double, const double*, double*, double*, int);
double ridge_loss(int, const double*, const double*, const double*, int, int, double);
int ridge_solve(const double*, const double*, int, int, double, double*);
double binomial_pmf(int, int, double);
double chi_square_p(double, double);
double student_quantile(double, double);
void interval(const double*, const double*, int, double, double*);
void masked_sums(const double*, int, double, double, double*);
void maps_of_picture(const float*, int, int, float*);
void ensemble_probabilities(int, double, double*);
void ensemble_means(const double*, const double*, int, double*);
void scaling_unit_law(double, double, int, double*);
double scaling_mismatch(double, int);
double mean_loss(const float*, const std::uint8_t*, int);

// ---- nets, runs, optimizers, sweeps ----

Net* trainer_create(const double*);
Net* regularized_create(const double*);
Net* residual_create(const double*);
Net* norm_create(const double*);
Net* mlp_create(const double*);
void net_destroy(Net*);
void train_run(const double*, double*);
void datasets_make(const double*, float*, std::uint8_t*, float*, std::uint8_t*);

int run_step(Run*, int);
int run_step_count(const Run*);
int run_finished(const Run*);
void run_evaluate(const Run*, double*);
int run_point_count(const Run*, int);
void run_points(const Run*, int, float*, std::uint8_t*);
void run_decision_grid(const Run*, float*, int, int, const double*);
int run_state_size(Run*);
void run_save(Run*, std::byte*);
int run_restore(Run*, const std::byte*, int);
double regularized_drop_rate(const Run*);
int regularized_stopped_early(const Run*);
double regularized_validation_loss(const Run*);
int regularized_best_step(const Run*);
void regularized_restore_best(Run*);
void residual_evaluate_as(const Run*, int, double*);
double residual_active_blocks(const Run*);
void residual_branch_counts(const Run*, double*);
void norm_evaluate_reestimated(const Run*, double*);
double norm_variance_ratio(const Run*);

int net_parameter_count(Net*);
void net_parameters(Net*, float*);
void net_set_parameters(Net*, const float*);
void net_logits(const Net*, const float*, int, int, float*);
void net_hash(Net*, double*);
void mlp_forward_train(Net*, const double*, const float*, int, const std::uint32_t*, float*);
void mlp_backward(Net*, const std::uint8_t*, int, double);
void mlp_gradient(const Net*, float*);
void mlp_mask(const Net*, int, std::uint8_t*);
void mlp_outputs(const Net*, int, float*);
dropout::Optimizer* optimizer_create(const double*, int);
void optimizer_destroy(dropout::Optimizer*);
void optimizer_update(dropout::Optimizer*, Net*);

int net_hidden_units(const Net*);
void net_masked_logits(const Net*, const float*, int, const std::uint8_t*, double, float*);
void study_unit_damage(const Net*, const float*, const std::uint8_t*, int, double*);
void study_removal(const Net*, const float*, const std::uint8_t*, int, const double*, double*);
void study_removal_accuracies(const Net*, const float*, const std::uint8_t*, int, const int*, int, int, double*);
void study_half_removal(const Net*, const float*, const std::uint8_t*, int, const double*, double*);
double study_cancellation(const Net*, const float*, int);
void ensemble_logits(const Net*, const float*, double, float*, int);
double ensemble_monte_carlo(const Net*, const float*, const double*);
void ensemble_compare(const Net*, const float*, const std::uint8_t*, int, const double*, double*);
void scaling_measure(const Net*, const float*, const std::uint8_t*, int, const double*, double*);

dropout::Sweep* sweep_create(const double*);
void sweep_destroy(dropout::Sweep*);
int sweep_finished_count(const dropout::Sweep*);
int sweep_advance(dropout::Sweep*, int);
void sweep_record(dropout::Sweep*, int, double, double);
int sweep_result(const dropout::Sweep*, int, double*);
void sweep_point(const dropout::Sweep*, int, double*);
}

}  // namespace engine_module
