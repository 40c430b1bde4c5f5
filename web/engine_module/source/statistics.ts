// statistics.ts: exact distributions, intervals, and sweeps over drop rates and RNG seeds.
import * as check from './check.ts';
import { call } from './engine.ts';
import { EngineObject } from './engine_object.ts';
import { Fields } from './fields.ts';
import { borrowing, doublesFrom } from './lending.ts';
import type { NumberList } from './net.ts';
import { create } from './run.ts';
import { mostSteps, runKeys, widths, writeRun, type RunOptions, type Seed } from './settings.ts';

// Beyond them the logarithms of Gamma no longer cancel well enough.
const degrees = { min: 1, max: 1e8 };

/** P(K = k) of n trials; 0 outside 0..n. */
export function binomialPmf(n: number, k: number, probability: number): number {
  check.integer('binomialPmf.n', n, 0, 100_000);
  check.integer('binomialPmf.k', k, -(2 ** 31), 2 ** 31 - 1);
  return call('binomial_pmf', n, k, check.rate('binomialPmf.probability', probability));
}

/** P(X >= statistic) for chi-square with 1 to 1e8 degrees of freedom; error below 1e-9 up to 1e6, 1e-7 beyond. */
export function chiSquareUpperP(statistic: number, degreesOfFreedom: number): number {
  check.number('chiSquareUpperP.statistic', statistic, { min: 0 });
  check.number('chiSquareUpperP.degreesOfFreedom', degreesOfFreedom, degrees);
  return call('chi_square_p', statistic, degreesOfFreedom);
}

/**
 * The t with P(|T| <= t) = confidence: 12.706 with one degree of freedom, 2.045 with 29, for 0.95. 1 to 1e8 degrees, of
 * which the last differ from the normal law by less than 1e-7.
 */
export function studentTQuantile(degreesOfFreedom: number, confidence: number = 0.95): number {
  check.number('studentTQuantile.degreesOfFreedom', degreesOfFreedom, degrees);
  check.number('studentTQuantile.confidence', confidence, { above: 0, below: 1 });
  return call('student_quantile', degreesOfFreedom, confidence);
}

/** A mean and the half width of its two-sided t-interval, of at most 1e8 values; infinite for fewer than two. */
export interface MeanInterval {
  mean: number;
  halfWidth: number;
  count: number;
}

function interval(
  where: string,
  before: check.Numbers | undefined,
  after: check.Numbers,
  confidence: number,
): MeanInterval {
  const [mean = 0, halfWidth = 0] = doublesFrom(2, (at, lender) =>
    call('interval', before ? lender.doubles(before).at : 0, lender.doubles(after).at, after.length, confidence, at),
  );
  check.finiteResult(where, after.length < 2 ? mean : [mean, halfWidth]);
  return { mean, halfWidth, count: after.length };
}

export function meanInterval(values: NumberList, confidence: number = 0.95): MeanInterval {
  const own = check.numbers('meanInterval.values', values, { maxLength: degrees.max });
  check.number('meanInterval.confidence', confidence, { above: 0, below: 1 });
  return interval('meanInterval.values', undefined, own, confidence);
}

/** Of after[i] - before[i]: pairs share their seed, so what they have in common cancels. */
export function pairedInterval(before: NumberList, after: NumberList, confidence: number = 0.95): MeanInterval {
  const first = check.numbers('pairedInterval.before', before, { maxLength: degrees.max });
  const second = check.numbers('pairedInterval.after', after, { length: first.length, is: 'as many as before' });
  check.number('pairedInterval.confidence', confidence, { above: 0, below: 1 });
  return interval('pairedInterval.before, pairedInterval.after', first, second, confidence);
}

/** All 2^n masked sums of n values, n at most 16. */
export interface MaskedSums {
  /** [2^n]; bit i of the index means that value i is kept. */
  sums: Float64Array;
  probabilities: Float64Array;
  mean: number;
  sd: number;
  minimum: number;
  maximum: number;
}

/** scale: 1 for the naive sum, 1 / (1 - p) for inverted dropout. */
export function enumerateMaskedSums(values: NumberList, dropRate: number, scale: number = 1): MaskedSums {
  const where = 'enumerateMaskedSums';
  const summands = check.numbers(`${where}.values`, values, { maxLength: 16 });
  const count = summands.length;
  check.rate(`${where}.dropRate`, dropRate);
  check.number(`${where}.scale`, scale);
  const masks = 2 ** count;
  const out = doublesFrom(4 + 2 * masks, (at, lender) =>
    call('masked_sums', lender.doubles(summands).at, count, dropRate, scale, at),
  );
  const [mean = 0, sd = 0, minimum = 0, maximum = 0] = check.finiteResult(`${where}.values, ${where}.scale`, out);
  return { sums: out.slice(4, 4 + masks), probabilities: out.slice(4 + masks), mean, sd, minimum, maximum };
}

// --- sweeps ---

export interface SweepOptions {
  /** The run; its drop rate and seeds are replaced. */
  base?: Omit<RunOptions, 'dropRate' | 'seed' | 'dataSeed'>;
  /** Default 0, 0.1, ..., 0.9. */
  dropRates?: readonly number[];
  /** The place of the rate that gains are measured against. Default 0. */
  baseline?: number;
  /** Default 30. */
  seeds?: number;
  /** Default 1. */
  firstSeed?: Seed;
}

export interface SweepResult {
  trainAccuracy: number;
  testAccuracy: number;
}

/** Over the seeds finished so far, in percentage points. gain: against the baseline rate with the same seed. */
export interface SweepPoint {
  dropRate: number;
  train: MeanInterval;
  test: MeanInterval;
  gain: MeanInterval;
}

const baseKeys = runKeys.filter(key => !['dropRate', 'seed', 'dataSeed'].includes(key));

/**
 * Many runs over drop rates and RNG seeds, one at a time: run r has seed number r / rates and rate number r % rates. A
 * run depends on its number alone, so runs may be made here, in Workers or restored, in any order.
 */
export class Sweep extends EngineObject {
  readonly dropRates: readonly number[];
  readonly runCount: number;
  readonly #base: RunOptions;
  readonly #firstSeed: bigint;

  constructor(options?: SweepOptions) {
    const where = 'Sweep';
    const keys = ['base', 'dropRates', 'baseline', 'seeds', 'firstSeed'];
    const given = check.settings<SweepOptions>(where, options, keys);
    const { dropRates = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], baseline = 0, seeds = 30 } = given;
    const base = check.settings<RunOptions>(`${where}.base`, given.base, baseKeys);
    if (base.hidden) base.hidden = Array.from(widths(`${where}.base.hidden`, base.hidden, 2));
    const fields = new Fields();
    writeRun(fields, `${where}.base`, base);
    const rates = check.numbers(`${where}.dropRates`, dropRates, { minLength: 1, maxLength: 1000 }, check.rate);
    const firstSeed = check.seed(`${where}.firstSeed`, given.firstSeed ?? 1);
    fields
      .numbers(rates)
      .number(check.integer(`${where}.baseline`, baseline, 0, rates.length - 1))
      .number(check.integer(`${where}.seeds`, seeds, 1, 100_000))
      .seed(firstSeed);
    super(create('sweep_create', fields), 'sweep_destroy');
    this.dropRates = Array.from(rates);
    this.runCount = rates.length * seeds;
    this.#base = base;
    this.#firstSeed = firstSeed;
  }

  get finishedCount(): number {
    return call('sweep_finished_count', this.pointer);
  }

  get finished(): boolean {
    return this.finishedCount === this.runCount;
  }

  /** The options of a run: train it wherever you like (trainRun, a Worker) and hand the result to record(). */
  runOptions(run: number): RunOptions {
    const at = this.runNumber('runOptions', run);
    const seed = this.#firstSeed + BigInt(Math.floor(at / this.dropRates.length));
    return { ...this.#base, dropRate: this.dropRates[at % this.dropRates.length]!, seed };
  }

  /** Makes up to `steps` training steps of the first unfinished run. True if that run came to its end. */
  advance(steps: number): boolean {
    return call('sweep_advance', this.pointer, check.integer('Sweep.advance.steps', steps, 0, mostSteps)) !== 0;
  }

  record(run: number, result: SweepResult): void {
    const at = this.runNumber('record', run);
    const train = check.rate('Sweep.record.result.trainAccuracy', result?.trainAccuracy);
    const test = check.rate('Sweep.record.result.testAccuracy', result?.testAccuracy);
    call('sweep_record', this.pointer, at, train, test);
  }

  /** Undefined while the run is not finished. */
  result(run: number): SweepResult | undefined {
    const at = this.runNumber('result', run);
    const pointer = this.pointer;
    return borrowing(lender => {
      const out = lender.doubles(2);
      if (!call('sweep_result', pointer, at, out.at)) return undefined;
      const [trainAccuracy = 0, testAccuracy = 0] = out.copy();
      return { trainAccuracy, testAccuracy };
    });
  }

  /** What is known about one of the drop rates, by its place. */
  point(rate: number): SweepPoint {
    const at = check.integer('Sweep.point.rate', rate, 0, this.dropRates.length - 1);
    const pointer = this.pointer;
    const out = doublesFrom(9, result => call('sweep_point', pointer, at, result));
    const read = (from: number): MeanInterval => ({
      mean: out[from]!,
      halfWidth: out[from + 1]!,
      count: out[from + 2]!,
    });
    return { dropRate: this.dropRates[at]!, train: read(0), test: read(3), gain: read(6) };
  }

  private runNumber(where: string, run: number): number {
    return check.integer(`Sweep.${where}.run`, run, 0, this.runCount - 1);
  }
}
