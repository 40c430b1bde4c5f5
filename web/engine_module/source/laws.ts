// laws.ts: exact laws: active depth, recovery of dropped cells, variance shift, regression, feature maps.
import * as check from './check.ts';
import { call } from './engine.ts';
import { Fields } from './fields.ts';
import { borrowing, doublesFrom } from './lending.ts';
import type { NumberList } from './net.ts';
import type { Seed } from './settings.ts';

// --- how many blocks run ---

/** The number of successes of independent trials with probabilities of their own. */
export interface CountLaw {
  mean: number;
  variance: number;
  /** The most probable count, the smaller of two equals. */
  mode: number;
  /** P(0), P(1), ..., P(number of trials). */
  probabilities: Float64Array;
}

/** The Poisson-binomial law, exact up to rounding. */
export function poissonBinomial(probabilities: NumberList): CountLaw {
  const trials = check.numbers('poissonBinomial.probabilities', probabilities, { maxLength: 10_000 }, check.rate);
  const out = doublesFrom(4 + trials.length, (at, lender) =>
    call('depth_law', lender.doubles(trials).at, trials.length, at),
  );
  const [mean = 0, variance = 0, mode = 0] = out;
  return { mean, variance, mode, probabilities: out.slice(3) };
}

/** The number of active blocks of a net with these drop rates. */
export function activeDepthLaw(dropRates: NumberList): CountLaw {
  const rates = check.numbers('activeDepthLaw.dropRates', dropRates, { maxLength: 10_000 }, check.rate);
  return poissonBinomial(Array.from(rates, rate => 1 - rate));
}

/** The counts between which the middle `share` of the probability lies. */
export function centralRange(probabilities: NumberList, share: number): { low: number; high: number } {
  const law = check.numbers('centralRange.probabilities', probabilities, { minLength: 1 }, check.rate);
  check.number('centralRange.share', share, { above: 0, below: 1 });
  const [low = 0, high = 0] = doublesFrom(2, (at, lender) =>
    call('depth_range', lender.doubles(law).at, law.length, share, at),
  );
  return { low, high };
}

/**
 * Pearson's chi-square of observed counts, each at most 2^53 - 1, against probabilities. Neighbouring cells, at most
 * 1 000 000, are pooled until each expects at least `minExpected`, itself at least 1e-6.
 */
export function goodnessOfFit(
  observed: NumberList,
  probabilities: NumberList,
  minExpected: number = 5,
): { statistic: number; degreesOfFreedom: number; pValue: number } {
  const where = 'goodnessOfFit';
  // No square of a difference is then beyond the range of numbers.
  const length = { minLength: 1, maxLength: 1_000_000 };
  const counts = check.numbers(`${where}.observed`, observed, length, (at, n) =>
    check.number(at, n, { min: 0, max: Number.MAX_SAFE_INTEGER }),
  );
  const law = check.numbers(`${where}.probabilities`, probabilities, { length: counts.length }, check.rate);
  check.number(`${where}.minExpected`, minExpected, { min: 1e-6 });
  const [statistic = 0, degreesOfFreedom = 0, pValue = 0] = doublesFrom(3, (at, lender) =>
    call('fit_goodness', lender.doubles(counts).at, lender.doubles(law).at, counts.length, minExpected, at),
  );
  return { statistic, degreesOfFreedom, pValue };
}

// --- what can be rebuilt ---

/** A smooth map: covariance exp(-d^2 / 2 length^2) between cells, noise of variance `nugget` on what is seen. */
export interface FieldOptions {
  /** Cells along an edge, at most 40. Default 10. */
  side?: number;
  /** In cells, 1e-6 to 1e6. Default 2. */
  length?: number;
  /** 1e-6 to 1e6. Default 0.05. */
  nugget?: number;
}

export type Predictor = 'bestLinear' | 'neighbours';

type FieldSettings = [side: number, length: number, nugget: number];

function fieldSettings(where: string, field: FieldOptions | undefined): FieldSettings {
  const given = check.settings<FieldOptions>(where, field, ['side', 'length', 'nugget']);
  const { side = 10, length = 2, nugget = 0.05 } = given;
  return [
    // The best predictor solves a system as large as the map: 1600 unknowns are a second.
    check.integer(`${where}.side`, side, 1, 40),
    check.number(`${where}.length`, length, { min: 1e-6, max: 1e6 }),
    check.number(`${where}.nugget`, nugget, { min: 1e-6, max: 1e6 }),
  ];
}

function predictorIndex(where: string, predictor: unknown): number {
  return check.choice(where, predictor, ['neighbours', 'bestLinear']);
}

/** Share of a dropped cell's variance that a predictor explains from the kept ones. */
export interface Recovery {
  /** [side, side]; 0 at kept cells. */
  share: Float64Array;
  droppedCount: number;
  /** Over the dropped cells. */
  mean: number;
}

/** From the covariance alone. `mask` [side, side]: 1 kept, 0 dropped. */
export function recovery(mask: NumberList, field?: FieldOptions, predictor: Predictor = 'bestLinear'): Recovery {
  const at = fieldSettings('recovery.field', field);
  const best = predictorIndex('recovery.predictor', predictor);
  const cells = check.bits('recovery.mask', mask, { length: at[0] ** 2, is: 'side x side' });
  const out = doublesFrom(2 + cells.length, (result, lender) =>
    call('recovery_share', best, ...at, lender.bytes(cells).at, result),
  );
  return { droppedCount: out[0]!, mean: out[1]!, share: out.slice(2) };
}

/** A map [side, side] with its dropped cells predicted; values there are not read. */
export function rebuild(
  mask: NumberList,
  values: NumberList,
  field?: FieldOptions,
  predictor: Predictor = 'bestLinear',
): Float64Array {
  const at = fieldSettings('rebuild.field', field);
  const best = predictorIndex('rebuild.predictor', predictor);
  const cells = check.bits('rebuild.mask', mask, { length: at[0] ** 2, is: 'side x side' });
  const known = check.anyNumbers('rebuild.values', values, { length: cells.length, is: 'side x side' });
  return doublesFrom(cells.length, (result, lender) =>
    call('recovery_rebuild', best, ...at, lender.bytes(cells).at, lender.doubles(known).at, result),
  );
}

/** R^2 of a rebuilt map over its dropped cells. */
export function explainedShare(values: NumberList, rebuilt: NumberList, mask: NumberList): number {
  const where = 'explainedShare';
  const real = check.numbers(`${where}.values`, values);
  const made = check.numbers(`${where}.rebuilt`, rebuilt, { length: real.length });
  const cells = check.bits(`${where}.mask`, mask, { length: real.length });
  const share = borrowing(lender =>
    call('recovery_explained', lender.doubles(real).at, lender.doubles(made).at, lender.bytes(cells).at, real.length),
  );
  return check.finiteResult(`${where}.values, ${where}.rebuilt`, share);
}

// --- batch norm behind dropout ---

export interface VarianceShift {
  trainVariance: number;
  evalVariance: number;
  /** evalVariance / trainVariance: below 1 behind dropout. */
  ratio: number;
  /** The standard deviation after normalizing with the training variance. */
  outputSd: number;
}

function shift(where: string, fill: Parameters<typeof doublesFrom>[1]): VarianceShift {
  const [trainVariance = 0, evalVariance = 0, ratio = 0, outputSd = 0] = check.finiteResult(
    where,
    doublesFrom(4, fill),
  );
  return { trainVariance, evalVariance, ratio, outputSd };
}

/** Of one value with this mean and variance under inverted dropout. */
export function varianceShift(input: { mean: number; variance: number }, dropRate: number): VarianceShift {
  const { mean, variance } = check.settings('varianceShift.input', input, ['mean', 'variance']);
  const m = check.number('varianceShift.input.mean', mean);
  const v = check.number('varianceShift.input.variance', variance, { min: 0 });
  check.rateBelowOne('varianceShift.dropRate', dropRate);
  return shift('varianceShift.input', at => call('shift_of_value', m, v, dropRate, at));
}

/** Of a weighted sum of inputs, each with a mask of its own. covariance [n, n] row-major. */
export function varianceShiftOfSum(
  weights: NumberList,
  means: NumberList,
  covariance: NumberList,
  dropRate: number,
): VarianceShift {
  const where = 'varianceShiftOfSum';
  const factors = check.numbers(`${where}.weights`, weights, { minLength: 1, maxLength: 4096 });
  const count = factors.length;
  const lists = [
    factors,
    check.numbers(`${where}.means`, means, { length: count }),
    check.numbers(`${where}.covariance`, covariance, { length: count * count, is: 'n x n' }),
  ];
  check.rateBelowOne(`${where}.dropRate`, dropRate);
  return shift(`${where}.weights, ${where}.means, ${where}.covariance`, (at, lender) => {
    const [w, c, v] = lists.map(values => lender.doubles(values).at);
    call('shift_of_sum', w!, c!, v!, count, dropRate, at);
  });
}

/** Draws of the ReLU of a standard normal, in evaluation and, the same values, under inverted dropout. */
export function sampleReluUnderDropout(
  dropRate: number,
  count: number,
  seed: Seed = 1,
): { eval: Float64Array; train: Float64Array } {
  const where = 'sampleReluUnderDropout';
  check.rate(`${where}.dropRate`, dropRate);
  check.integer(`${where}.count`, count, 0, 2 ** 24);
  const fields = new Fields().seed(check.seed(`${where}.seed`, seed));
  return borrowing(lender => {
    const inEval = lender.doubles(count);
    const inTrain = lender.doubles(count);
    call('shift_samples', dropRate, lender.doubles(fields.values).at, inEval.at, inTrain.at, count);
    return { eval: inEval.copy(), train: inTrain.copy() };
  });
}

// --- dropout in linear regression ---

type Problem = { examples: number; xs: check.Numbers; ys: check.Numbers };

function regression(where: string, x: NumberList, y: NumberList, inputs: number, dropRate: number): Problem {
  check.integer(`${where}.inputs`, inputs, 1, 1000);
  const ys = check.numbers(`${where}.y`, y, { minLength: 1 });
  const examples = ys.length;
  const xs = check.numbers(`${where}.x`, x, { length: examples * inputs, is: 'examples x inputs' });
  check.rateBelowOne(`${where}.dropRate`, dropRate);
  return { examples, xs, ys };
}

/**
 * The weights b that minimize the expected squared loss of y against x . b under inverted dropout of the inputs: ridge
 * regression. x [examples, inputs] row-major. A RangeError where no finite b stands alone: without dropout the columns
 * have to be linearly independent, and none may be all zeros.
 */
export function dropoutRegression(x: NumberList, y: NumberList, inputs: number, dropRate: number): Float64Array {
  const { examples, xs, ys } = regression('dropoutRegression', x, y, inputs, dropRate);
  return doublesFrom(inputs, (at, lender) => {
    const [atX, atY] = [xs, ys].map(values => lender.doubles(values).at);
    if (!call('ridge_solve', atX!, atY!, examples, inputs, dropRate, at))
      throw new RangeError(
        'dropoutRegression.x: no finite solution stands alone: columns depend on each other linearly, or values are too large',
      );
  });
}

/** The expected loss: by the ridge formula, or by summing over every mask (at most 16 inputs). */
export function dropoutRegressionLoss(
  x: NumberList,
  y: NumberList,
  b: NumberList,
  dropRate: number,
  enumerated: boolean = false,
): number {
  const where = 'dropoutRegressionLoss';
  const weights = check.numbers(`${where}.b`, b, { minLength: 1, maxLength: 1000 });
  const inputs = weights.length;
  const byHand = check.flag(`${where}.enumerated`, enumerated);
  if (byHand) check.integer(`${where}.enumerated: the number of inputs`, inputs, 1, 16);
  const { examples, xs, ys } = regression(where, x, y, inputs, dropRate);
  const loss = borrowing(lender => {
    const [atX, atY, atB] = [xs, ys, weights].map(values => lender.doubles(values).at);
    return call('ridge_loss', byHand ? 1 : 0, atX!, atY!, atB!, examples, inputs, dropRate);
  });
  return check.finiteResult(`${where}.x, ${where}.y, ${where}.b`, loss);
}

// --- feature maps ---

/** Four fixed 3x3 filters over a picture [height, width]: vertical edges, horizontal edges, blur, detail. */
export function featureMaps(picture: NumberList, height: number, width: number): Float32Array {
  check.integer('featureMaps.height', height, 1, 4096);
  check.integer('featureMaps.width', width, 1, 4096);
  const rule = { length: height * width, is: 'height x width' };
  const cells = check.numbers('featureMaps.picture', picture, rule, check.float);
  const all = borrowing(lender => {
    const maps = lender.floats(4 * cells.length);
    call('maps_of_picture', lender.floats(cells).at, height, width, maps.at);
    return maps.copy();
  });
  return check.finiteResult('featureMaps.picture', all);
}
