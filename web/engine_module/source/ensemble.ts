// ensemble.ts: the 2^n thinned nets inside one net with dropout, all of them, against the one scaled pass.
import * as check from './check.ts';
import { call } from './engine.ts';
import { Fields } from './fields.ts';
import { borrowing, doublesFrom } from './lending.ts';
import { checkInputs, type Net, type NumberList } from './net.ts';
import { caseOf, hiddenUnitsOf, netOf, type Examples } from './net_studies.ts';
import type { Seed } from './settings.ts';

// 65 536 members.
const mostUnits = 16;

/** P(m) of all 2^units masks; bit u of the index m means that unit u is kept. At most 16 units. */
export function maskProbabilities(units: number, dropRate: number): Float64Array {
  check.integer('maskProbabilities.units', units, 0, mostUnits);
  check.rate('maskProbabilities.dropRate', dropRate);
  return doublesFrom(2 ** units, at => call('ensemble_probabilities', units, dropRate, at));
}

/** The logits of one input for all 2^n masks of the net's n hidden units, n at most 16; kept units times 1 / (1 - p). */
export function enumerateLogits(net: Net, input: NumberList, dropRate: number): Float32Array {
  const where = 'enumerateLogits';
  const pointer = netOf(where, net);
  const values = checkInputs(`${where}.input`, input, net.inputsOfNet(), 1);
  check.rate(`${where}.dropRate`, dropRate);
  const units = check.integer(`${where}.net: the number of hidden units`, hiddenUnitsOf(where, net), 0, mostUnits);
  return borrowing(lender => {
    const logits = lender.floats(2 ** units);
    call('ensemble_logits', pointer, lender.floats(values).at, dropRate, logits.at, logits.length);
    return logits.copy();
  });
}

/** Three ways to sum up an ensemble. */
export interface EnsembleMeans {
  /** The mean of the members' probabilities. */
  arithmetic: number;
  /** The normalized geometric mean of the members' probabilities. */
  geometric: number;
  /** Its logistic is the geometric mean: an identity. */
  meanLogit: number;
}

/** Of members with these logits and weights that sum to 1. */
export function ensembleMeans(logits: NumberList, weights: NumberList): EnsembleMeans {
  const values = check.numbers('ensembleMeans.logits', logits, { minLength: 1 });
  const shares = check.numbers(
    'ensembleMeans.weights',
    weights,
    { length: values.length, is: 'one a logit' },
    (at, w) => check.number(at, w, { min: 0 }),
  );
  const means = doublesFrom(3, (at, lender) =>
    call('ensemble_means', lender.doubles(values).at, lender.doubles(shares).at, values.length, at),
  );
  const where = 'ensembleMeans.logits, ensembleMeans.weights';
  const [arithmetic = 0, geometric = 0, meanLogit = 0] = check.finiteResult(where, means);
  return { arithmetic, geometric, meanLogit };
}

export interface MonteCarloOptions {
  dropRate: number;
  /** Default 50. */
  passes?: number;
  /** Default 1. */
  seed?: Seed;
  /** Of the first pass. Default 0. */
  step?: number;
  /** The number of the example. Default 0. */
  sample?: number;
}

/** The mean probability of class 1 over random passes with dropout left on, for one input. */
export function monteCarloMean(net: Net, input: NumberList, options: MonteCarloOptions): number {
  const where = 'monteCarloMean';
  const pointer = netOf(where, net);
  const values = checkInputs(`${where}.input`, input, net.inputsOfNet(), 1);
  const keys = ['dropRate', 'passes', 'seed', 'step', 'sample'];
  const given = check.settings<MonteCarloOptions>(where, options, keys);
  const fields = new Fields()
    .number(check.rate(`${where}.dropRate`, given.dropRate))
    .seed(check.seed(`${where}.seed`, given.seed ?? 1))
    .number(check.integer(`${where}.step`, given.step ?? 0, 0, 2 ** 31))
    .number(check.integer(`${where}.sample`, given.sample ?? 0, 0, 2 ** 32 - 1))
    .number(check.integer(`${where}.passes`, given.passes ?? 50, 1, 10_000_000));
  return borrowing(lender =>
    call('ensemble_monte_carlo', pointer, lender.floats(values).at, lender.doubles(fields.values).at),
  );
}

/** One pass against all members, over a set of examples. Gaps are absolute differences of probabilities. */
export interface EnsembleReport {
  geometricGapMean: number;
  geometricGapMax: number;
  arithmeticGapMean: number;
  arithmeticGapMax: number;
  passAccuracy: number;
  arithmeticAccuracy: number;
  memberAccuracy: number;
  /** For each of `passCounts`: the mean distance of so many random passes from the arithmetic mean. */
  monteCarloErrors: Float64Array;
}

export interface EnsembleOptions {
  /** Default 0.5. */
  dropRate?: number;
  /** Ascending. Default [10, 50, 200]. */
  passCounts?: readonly number[];
  /** Default 1. */
  seed?: Seed;
}

/** For nets of at most 16 hidden units. */
export function compareWithEnsemble(net: Net, examples: Examples, options?: EnsembleOptions): EnsembleReport {
  const where = 'compareWithEnsemble';
  const study = caseOf(where, net, examples);
  check.integer(`${where}.net: the number of hidden units`, hiddenUnitsOf(where, net), 0, mostUnits);
  const given = check.settings<EnsembleOptions>(where, options, ['dropRate', 'passCounts', 'seed']);
  const { dropRate = 0.5, passCounts = [10, 50, 200], seed = 1 } = given;
  const counts = check.integers(`${where}.passCounts`, passCounts, {}, 1, 1_000_000);
  for (let i = 1; i < counts.length; i += 1)
    if (counts[i]! <= counts[i - 1]!) throw new RangeError(`${where}.passCounts[${i}]: the counts do not ascend`);
  const fields = new Fields()
    .number(check.rateBelowOne(`${where}.dropRate`, dropRate))
    .seed(check.seed(`${where}.seed`, seed))
    .numbers(counts);
  const out = doublesFrom(7 + counts.length, (at, lender) =>
    call('ensemble_compare', ...study.lend(lender), lender.doubles(fields.values).at, at),
  );
  const [geometricGapMean = 0, geometricGapMax = 0, arithmeticGapMean = 0, arithmeticGapMax = 0] = out;
  const [passAccuracy = 0, arithmeticAccuracy = 0, memberAccuracy = 0] = out.slice(4);
  return {
    geometricGapMean,
    geometricGapMax,
    arithmeticGapMean,
    arithmeticGapMax,
    passAccuracy,
    arithmeticAccuracy,
    memberAccuracy,
    monteCarloErrors: out.slice(7),
  };
}

// --- how many members training meets ---

/** In bits; 1 at a drop rate of 0.5. */
export function binaryEntropy(dropRate: number): number {
  return call('binary_entropy', check.rate('binaryEntropy.dropRate', dropRate));
}

/** 2^(units x entropy): the number of masks that carry the probability. Infinite beyond the range of numbers. */
export function effectiveMaskCount(units: number, dropRate: number): number {
  check.integer('effectiveMaskCount.units', units, 0, 2 ** 31 - 1);
  return call('effective_masks', units, check.rate('effectiveMaskCount.dropRate', dropRate));
}

/** The expected number of different masks among so many draws, for at most 1000 units. */
export function expectedDistinctMasks(units: number, dropRate: number, draws: number): number {
  check.integer('expectedDistinctMasks.units', units, 0, 1000);
  check.rate('expectedDistinctMasks.dropRate', dropRate);
  return call('expected_distinct', units, dropRate, check.number('expectedDistinctMasks.draws', draws, { min: 0 }));
}

/** Draws so many masks of at most 64 units, and counts the different ones. */
export function countDistinctMasks(units: number, dropRate: number, draws: number, seed: Seed = 1): number {
  const where = 'countDistinctMasks';
  check.integer(`${where}.units`, units, 0, 64);
  check.rate(`${where}.dropRate`, dropRate);
  check.integer(`${where}.draws`, draws, 0, 10_000_000);
  const fields = new Fields().seed(check.seed(`${where}.seed`, seed));
  return borrowing(lender => call('count_distinct', units, dropRate, lender.doubles(fields.values).at, draws));
}
