// net_studies.ts: studies that look into one trained net: removal, cancellation, the forgotten scale.
import * as check from './check.ts';
import { call } from './engine.ts';
import { Fields } from './fields.ts';
import { borrowing, doublesFrom, type Lender } from './lending.ts';
import { checkInputs, Net, type NumberList } from './net.ts';
import * as settings from './settings.ts';
import type { Scheme, Seed } from './settings.ts';

/** Labelled examples: inputs [count, inputs] row-major and labels [count] of 0 or 1. A Dataset is one. */
export interface Examples {
  points: NumberList;
  labels: NumberList;
}

// The address of the multilayer perceptron inside, or an error.
export function netOf(where: string, net: Net): number {
  const pointer = net instanceof Net ? net.mlpPointer() : undefined;
  if (pointer === undefined) throw new TypeError(`${where}.net: neither a Trainer, a RegularizedTrainer nor an Mlp`);
  return pointer;
}

export function hiddenUnitsOf(where: string, net: Net): number {
  return call('net_hidden_units', netOf(where, net));
}

/** @internal */
type Case = { net: number; count: number; lend: (lender: Lender) => [number, number, number, number] };

// A net and what it is judged on, ready to be the first four arguments of a study.
export function caseOf(where: string, net: Net, examples: Examples): Case {
  const pointer = netOf(where, net);
  if (typeof examples !== 'object' || examples === null)
    throw new TypeError(`${where}.examples: not an object with points and labels`);
  const labels = check.bits(`${where}.examples.labels`, examples.labels, { minLength: 1 });
  const points = checkInputs(`${where}.examples.points`, examples.points, net.inputsOfNet(), labels.length);
  return {
    net: pointer,
    count: labels.length,
    lend: lender => [pointer, lender.floats(points).at, lender.bytes(labels).at, labels.length],
  };
}

/**
 * Logits when every example meets the same mask of all hidden units (one layer after another); kept units times scale:
 * 1 for a plain removal, 1 / (1 - p) for a member of the ensemble.
 */
export function maskedLogits(net: Net, inputs: NumberList, mask: NumberList, scale: number = 1): Float32Array {
  const where = 'maskedLogits';
  const pointer = netOf(where, net);
  const values = checkInputs(`${where}.inputs`, inputs, net.inputsOfNet());
  const units = hiddenUnitsOf(where, net);
  const bits = check.bits(`${where}.mask`, mask, { length: units, is: 'one a hidden unit' });
  check.number(`${where}.scale`, scale);
  return borrowing(lender => {
    const logits = lender.floats(values.length / net.inputsOfNet());
    const [x, m] = [lender.floats(values).at, lender.bytes(bits).at];
    call('net_masked_logits', pointer, x, logits.length, m, scale, logits.at);
    return logits.copy();
  });
}

// --- removal ---

/** What happens when one unit alone is removed. */
export interface UnitDamage {
  /** Examples right with every unit in place. */
  correct: number;
  /** [hidden units] examples right without that unit. */
  correctWithout: Int32Array;
  /** The largest loss of accuracy, in percentage points. */
  largestDrop: number;
  /** Units whose removal loses at least one example. */
  criticalUnits: number;
}

export function measureUnitDamage(net: Net, examples: Examples): UnitDamage {
  const where = 'measureUnitDamage';
  const study = caseOf(where, net, examples);
  const out = doublesFrom(3 + hiddenUnitsOf(where, net), (at, lender) =>
    call('study_unit_damage', ...study.lend(lender), at),
  );
  const [correct = 0, largestDrop = 0, criticalUnits = 0] = out;
  return { correct, correctWithout: Int32Array.from(out.slice(3)), largestDrop, criticalUnits };
}

export interface RemovalOptions {
  /** Random orders. Default 60. */
  orders?: number;
  /** Units removed between two looks. Default 2. */
  stride?: number;
  /** "Broken" is accuracy below this share of the start. Default 0.9. */
  floorShare?: number;
  /** Default 1. */
  seed?: Seed;
}

/** The mean over random orders of removal. */
export interface RemovalCurve {
  /** 0, stride, 2 stride, ..., all hidden units. */
  removed: Int32Array;
  /** Mean accuracy at these counts. */
  accuracy: Float64Array;
  /** Mean over orders of the first count at which the net is broken. */
  removedUntilBroken: number;
}

function removedCounts(units: number, stride: number): Int32Array {
  const counts: number[] = [];
  for (let removed = 0; removed < units; removed += stride) counts.push(removed);
  return Int32Array.from([...counts, units]);
}

export function measureRemoval(net: Net, examples: Examples, options?: RemovalOptions): RemovalCurve {
  const where = 'measureRemoval';
  const study = caseOf(where, net, examples);
  const given = check.settings<RemovalOptions>(where, options, ['orders', 'stride', 'floorShare', 'seed']);
  const { orders = 60, stride = 2, floorShare = 0.9, seed = 1 } = given;
  const fields = new Fields()
    .number(check.integer(`${where}.orders`, orders, 1, 100_000))
    .number(check.integer(`${where}.stride`, stride, 1, 2 ** 20))
    .number(check.number(`${where}.floorShare`, floorShare, { min: 0, max: 1 }))
    .seed(check.seed(`${where}.seed`, seed));
  const removed = removedCounts(hiddenUnitsOf(where, net), stride);
  const out = doublesFrom(1 + removed.length, (at, lender) =>
    call('study_removal', ...study.lend(lender), lender.doubles(fields.values).at, at),
  );
  return { removed, accuracy: out.slice(1), removedUntilBroken: out[0]! };
}

/** Accuracies after removing the first 0, stride, 2 stride, ... units of an order of all hidden units. */
export function removalAccuracies(net: Net, examples: Examples, order: NumberList, stride: number = 2): Float64Array {
  const where = 'removalAccuracies';
  const study = caseOf(where, net, examples);
  const units = hiddenUnitsOf(where, net);
  check.integer(`${where}.stride`, stride, 1, 2 ** 20);
  const length = { length: units, is: 'all hidden units' };
  const each = check.integers(`${where}.order`, order, length, 0, Math.max(0, units - 1));
  if (new Set(Array.from(each)).size !== units) throw new RangeError(`${where}.order: a unit stands in it twice`);
  return doublesFrom(removedCounts(units, stride).length, (at, lender) =>
    call('study_removal_accuracies', ...study.lend(lender), lender.integers(each).at, units, stride, at),
  );
}

/** A random half of all hidden units removed, the others times 2: mean accuracy, and cosine with the full logits. */
export function measureHalfRemoval(
  net: Net,
  examples: Examples,
  options?: { draws?: number; seed?: Seed },
): { accuracy: number; correlation: number } {
  const where = 'measureHalfRemoval';
  const study = caseOf(where, net, examples);
  const { draws = 60, seed = 1 } = check.settings(where, options, ['draws', 'seed']);
  const fields = new Fields()
    .number(check.integer(`${where}.draws`, draws, 1, 100_000))
    .seed(check.seed(`${where}.seed`, seed));
  const [accuracy = 0, correlation = 0] = doublesFrom(2, (at, lender) =>
    call('study_half_removal', ...study.lend(lender), lender.doubles(fields.values).at, at),
  );
  return { accuracy, correlation };
}

/** Median over at least one example of sum |parts| / |logit|: 1 where all parts pull one way, 10 where ten parts cancel to leave one. */
export function cancellationRatio(net: Net, inputs: NumberList): number {
  const where = 'cancellationRatio';
  const pointer = netOf(where, net);
  if (hiddenUnitsOf(where, net) === 0) throw new RangeError(`${where}.net: it has no hidden layer`);
  const values = checkInputs(`${where}.inputs`, inputs, net.inputsOfNet());
  const count = check.integer(
    `${where}.inputs: the number of examples`,
    values.length / net.inputsOfNet(),
    1,
    2 ** 28,
  );
  return borrowing(lender => call('study_cancellation', pointer, lender.floats(values).at, count));
}

// --- the forgotten scale ---

/** One unit under dropout: in training two values, after training one. */
export interface UnitLaw {
  keptValue: number;
  dropProbability: number;
  trainMean: number;
  trainVariance: number;
  evalOutput: number;
  /** Standard deviation over mean: the same in all schemes. */
  relativeNoise: number;
  /** evalOutput / trainMean: 1 / k naive, else 1. */
  mismatch: number;
}

export function unitLaw(x: number, dropRate: number, scheme: Scheme = 'inverted'): UnitLaw {
  check.number('unitLaw.x', x);
  check.rate('unitLaw.dropRate', dropRate);
  const at = settings.scheme('unitLaw.scheme', scheme);
  const law = doublesFrom(7, out => call('scaling_unit_law', x, dropRate, at, out));
  const [keptValue = 0, dropProbability = 0, trainMean = 0, trainVariance = 0, evalOutput = 0, noise = 0, miss = 0] =
    check.finiteResult('unitLaw.x', law);
  return { keptValue, dropProbability, trainMean, trainVariance, evalOutput, relativeNoise: noise, mismatch: miss };
}

/** (1 / k)^layers: by how much a naive net without biases is too strong in evaluation. */
export function naiveMismatch(dropRate: number, layers: number): number {
  check.rateBelowOne('naiveMismatch.dropRate', dropRate);
  check.integer('naiveMismatch.layers', layers, 0, 10_000);
  const mismatch = call('scaling_mismatch', dropRate, layers);
  return check.finiteResult('naiveMismatch.dropRate, naiveMismatch.layers', mismatch);
}

/** A net with naive masks against its properly scaled pass. */
export interface ScalingReport {
  logitRatio: number;
  trainRatio: number;
  classAgreement: number;
  naiveAccuracy: number;
  scaledAccuracy: number;
}

export function measureScaling(
  net: Net,
  examples: Examples,
  options: { dropRate: number; draws?: number; seed?: Seed },
): ScalingReport {
  const where = 'measureScaling';
  const study = caseOf(where, net, examples);
  const { dropRate, draws = 60, seed = 1 } = check.settings(where, options, ['dropRate', 'draws', 'seed']);
  const fields = new Fields()
    .number(check.rateBelowOne(`${where}.dropRate`, dropRate))
    .number(check.integer(`${where}.draws`, draws, 1, 100_000))
    .seed(check.seed(`${where}.seed`, seed));
  const [logitRatio = 0, trainRatio = 0, classAgreement = 0, naiveAccuracy = 0, scaledAccuracy = 0] = doublesFrom(
    5,
    (at, lender) => call('scaling_measure', ...study.lend(lender), lender.doubles(fields.values).at, at),
  );
  return { logitRatio, trainRatio, classAgreement, naiveAccuracy, scaledAccuracy };
}
