// settings.ts: the settings of data sets, optimizers and runs: defaults, ranges, and the order in which the engine reads them.
import * as check from './check.ts';
import { Fields } from './fields.ts';

/** An RNG seed: a whole number up to 2^53 - 1, or a bigint below 2^64. The same seed gives the same bits everywhere. */
export type Seed = number | bigint;

export type DataKind = 'moons' | 'spirals' | 'circles' | 'xor';
export const dataKinds: readonly DataKind[] = ['moons', 'spirals', 'circles', 'xor'];

export type Activation = 'relu' | 'tanh';
const activations: readonly Activation[] = ['relu', 'tanh'];

/**
 * Where the scale lives; k = 1 - p. naive: nowhere, the mistake. testScaled: the evaluation multiplies by k. inverted:
 * training divides by k, what libraries do.
 */
export type Scheme = 'naive' | 'testScaled' | 'inverted';
/** What one random decision removes. */
export type Granularity = 'element' | 'channel' | 'block' | 'weight' | 'row' | 'batch';
export const granularities: readonly Granularity[] = ['element', 'channel', 'block', 'weight', 'row', 'batch'];
/** Drop rate of block l of L: huang (l / L) p, linspace (l - 1) / (L - 1) p, uniform p. */
export type DepthRule = 'huang' | 'linspace' | 'uniform';
export type Mode = 'train' | 'eval';

export function scheme(where: string, value: unknown): number {
  return check.choice(where, value, ['naive', 'testScaled', 'inverted']);
}
export function depthRule(where: string, value: unknown): number {
  return check.choice(where, value, ['huang', 'linspace', 'uniform']);
}
export function mode(where: string, value: unknown): number {
  return check.choice(where, value, ['train', 'eval']);
}

export interface DataOptions {
  /** Which classification problem in the plane. Default 'spirals'. */
  data?: DataKind;
  /** Training points, 1 to 100 000. Default 80. */
  points?: number;
  /** Standard deviation of the noise on each coordinate, 0 to 1e6. Default 0.15. */
  noise?: number;
  /** Probability that a training label is flipped, 0 to 1. Default 0.15. */
  flipShare?: number;
  /** Test points, new and with clean labels, 1 to 1 000 000. Default 1000. */
  testPoints?: number;
  /** Of the points. Default: `seed`. */
  dataSeed?: Seed;
}
export const dataKeys: readonly string[] = ['data', 'points', 'noise', 'flipShare', 'testPoints', 'dataSeed'];

export interface OptimizerOptions {
  /** Default 'adam'. */
  optimizer?: 'adam' | 'sgd';
  /** Above 0. Default 0.01. */
  learningRate?: number;
  /** Adam: decay of the mean gradient, in [0, 1). Default 0.9. */
  beta1?: number;
  /** Adam: decay of the mean squared gradient, in [0, 1). Default 0.999. */
  beta2?: number;
  /** Adam: above 0. Default 1e-8. */
  epsilon?: number;
  /** SGD: in [0, 1). Default 0.9. */
  momentum?: number;
}
export const optimizerKeys: readonly string[] = [
  'optimizer',
  'learningRate',
  'beta1',
  'beta2',
  'epsilon',
  'momentum',
];

/** A training run: data, net, dropout, optimizer. Every setting has a default. */
export interface RunOptions extends DataOptions, OptimizerOptions {
  /** Units of each hidden layer. Default [32, 32]. */
  hidden?: readonly number[];
  /** Default 'relu'. */
  activation?: Activation;
  /** Probability of ZEROING a hidden unit, 0 to 1; inverted dropout on every hidden layer. Default 0.5. */
  dropRate?: number;
  /** L2, added to the gradient of weights, at least 0. Default 0. */
  weightDecay?: number;
  /**
   * AdamW: weights are multiplied by 1 - learningRate * decoupledDecay before each update; the product is below 1.
   * With Adam a value means something else than the same weightDecay. Default 0.
   */
  decoupledDecay?: number;
  /** Full-batch steps until the run is finished, up to 10 000 000. Default 1500. */
  steps?: number;
  /** Of initial weights and masks, and of the data unless `dataSeed` says otherwise. Default 1. */
  seed?: Seed;
}
export const runKeys: readonly string[] = [
  ...dataKeys,
  ...optimizerKeys,
  'hidden',
  'activation',
  'dropRate',
  'weightDecay',
  'decoupledDecay',
  'steps',
  'seed',
] as const;

export const mostPoints = 100_000;
export const mostSteps = 10_000_000;
const mostTestPoints = 1_000_000;
const mostUnits = 4096;
const mostLayers = 64;
// Weights, gradient and two moments of the optimizer: sixteen bytes each.
const mostParameters = 2 ** 25;
// Units times examples: a training pass keeps about thirty bytes of each.
const mostCells = 2 ** 25;

// Refuses nets that would not fit into the memory of WebAssembly.
export function checkCells(where: string, units: number, examples: number): void {
  if (units * examples > mostCells)
    throw new RangeError(`${where}: ${units} units times ${examples} examples are more than ${mostCells}`);
}

export function widths(where: string, value: unknown, inputs: number): check.Numbers {
  const list = check.integers(where, value, { maxLength: mostLayers, is: 'one a hidden layer' }, 1, mostUnits);
  let parameters = 0;
  let before = inputs;
  for (let i = 0; i <= list.length; i += 1) {
    const units = list[i] ?? 1;
    parameters += (before + 1) * units;
    before = units;
  }
  if (parameters > mostParameters)
    throw new RangeError(`${where}: ${parameters} parameters are more than ${mostParameters}`);
  return list;
}

export function sum(values: check.Numbers): number {
  let total = 0;
  for (let i = 0; i < values.length; i += 1) total += values[i]!;
  return total;
}

export function activation(where: string, value: unknown): number {
  return check.choice(where, value, activations);
}

export function writeDataset(fields: Fields, where: string, options: DataOptions & { seed?: Seed }): void {
  const { data = 'spirals', points = 80, noise = 0.15, flipShare = 0.15, seed = 1, dataSeed } = options;
  fields
    .number(check.choice(`${where}.data`, data, dataKinds))
    .number(check.integer(`${where}.points`, points, 1, mostPoints))
    .number(check.number(`${where}.noise`, noise, { min: 0, max: 1e6 }))
    .number(check.rate(`${where}.flipShare`, flipShare))
    .seed(dataSeed === undefined ? check.seed(`${where}.seed`, seed) : check.seed(`${where}.dataSeed`, dataSeed));
}

export function testPoints(where: string, options: DataOptions): number {
  return check.integer(`${where}.testPoints`, options.testPoints ?? 1000, 1, mostTestPoints);
}

export function writeOptimizer(fields: Fields, where: string, options: OptimizerOptions, learningRate = 0.01): void {
  const { optimizer = 'adam', beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, momentum = 0.9 } = options;
  const belowOne = { min: 0, below: 1 };
  fields
    .number(check.choice(`${where}.optimizer`, optimizer, ['adam', 'sgd']))
    .number(check.number(`${where}.learningRate`, options.learningRate ?? learningRate, { above: 0 }))
    .number(check.number(`${where}.beta1`, beta1, belowOne))
    .number(check.number(`${where}.beta2`, beta2, belowOne))
    .number(check.number(`${where}.epsilon`, epsilon, { above: 0 }))
    .number(check.number(`${where}.momentum`, momentum, belowOne));
}

// Data, net, optimizer and length of a run, in the order of trainer_config in bindings/settings.h.
export function writeRun(fields: Fields, where: string, options: RunOptions): void {
  const { hidden = [32, 32], dropRate = 0.5, weightDecay = 0, decoupledDecay = 0, steps = 1500, seed = 1 } = options;
  writeDataset(fields, where, options);
  const units = widths(`${where}.hidden`, hidden, 2);
  checkCells(`${where}.hidden`, sum(units), options.points ?? 80);
  fields
    .number(testPoints(where, options))
    .numbers(units)
    .number(activation(`${where}.activation`, options.activation ?? 'relu'))
    .number(check.rate(`${where}.dropRate`, dropRate));
  writeOptimizer(fields, where, options);
  fields
    .number(check.number(`${where}.weightDecay`, weightDecay, { min: 0 }))
    .number(
      check.number(`${where}.decoupledDecay`, decoupledDecay, { min: 0, below: 1 / (options.learningRate ?? 0.01) }),
    )
    .number(check.integer(`${where}.steps`, steps, 0, mostSteps))
    .seed(check.seed(`${where}.seed`, seed));
}
