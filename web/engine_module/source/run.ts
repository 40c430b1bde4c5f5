// run.ts: training runs: data, steps, metrics, the decision over the plane, saving and restoring.
import * as check from './check.ts';
import { call } from './engine.ts';
import { Fields } from './fields.ts';
import { borrowing, type Lender } from './lending.ts';
import { Net } from './net.ts';
import { opened, sealed } from './saved_state.ts';
import { dataKeys, mostSteps, runKeys, testPoints, writeDataset, writeRun } from './settings.ts';
import type { DataOptions, RunOptions, Seed } from './settings.ts';

/** Measured with dropout switched off. */
export interface Metrics {
  /** Share of training points whose given (maybe flipped) label is predicted. */
  trainAccuracy: number;
  /** Share of test points whose clean label is predicted. */
  testAccuracy: number;
  /** Mean logistic loss. */
  trainLoss: number;
  testLoss: number;
  /** Flipped training labels that the net reproduces: noise learnt by heart. */
  flipsFitted: number;
  flipsTotal: number;
}

/** A part of the plane, in the coordinates of the points. */
export interface GridWindow {
  xMin?: number;
  xMax?: number;
  yMin?: number;
  yMax?: number;
}

/** Points of the plane in two classes. */
export interface Dataset {
  /** [count, 2] row-major: x, y. */
  points: Float32Array;
  /** [count] 0 or 1, as the learner sees them. */
  labels: Uint8Array;
  /** [count] before flipping. */
  cleanLabels: Uint8Array;
  /** [count] 1 where the two differ. */
  flipped: Uint8Array;
}

// `fill` writes points and three rows of labels.
function readDataset(lender: Lender, count: number, fill: (points: number, labels: number) => void): () => Dataset {
  const points = lender.floats(2 * count);
  const labels = lender.bytes(3 * count);
  fill(points.at, labels.at);
  return () => {
    const rows = labels.copy();
    const row = (at: number) => rows.slice(at * count, (at + 1) * count);
    return { points: points.copy(), labels: row(0), cleanLabels: row(1), flipped: row(2) };
  };
}

/** Training points and test points; the labels of the test points are clean. */
export function makeDatasets(options?: DataOptions & { seed?: Seed }): { train: Dataset; test: Dataset } {
  const where = 'makeDatasets';
  const settings = check.settings<DataOptions & { seed?: Seed }>(where, options, [...dataKeys, 'seed']);
  const fields = new Fields();
  writeDataset(fields, where, settings);
  const testCount = testPoints(where, settings);
  fields.number(testCount);
  return borrowing(lender => {
    const to: number[] = [];
    const keep = (points: number, labels: number) => void to.push(points, labels);
    const train = readDataset(lender, settings.points ?? 80, keep);
    const test = readDataset(lender, testCount, keep);
    call('datasets_make', lender.doubles(fields.values).at, ...to);
    return { train: train(), test: test() };
  });
}

// Calls with the address of six numbers, as bindings/settings.h writes them.
export function readMetrics(measure: (at: number) => void): Metrics {
  return borrowing(lender => {
    const out = lender.doubles(6);
    measure(out.at);
    const [trainAccuracy = 0, testAccuracy = 0, trainLoss = 0, testLoss = 0, flipsFitted = 0, flipsTotal = 0] =
      out.copy();
    return { trainAccuracy, testAccuracy, trainLoss, testLoss, flipsFitted, flipsTotal };
  });
}

// Makes an object of the engine from a row of settings; returns its address.
export function create(name: string, fields: Fields, ...more: number[]): number {
  return borrowing(lender => call(name, lender.doubles(fields.values).at, ...more));
}

/** A training run: full-batch steps on one data set, as many at a time as you like. */
export abstract class Run extends Net {
  /** Makes up to `count` steps with fresh masks; stops at the end of the run. Returns the steps made. */
  step(count: number = 1): number {
    const where = `${this.constructor.name}.step.count`;
    return call('run_step', this.pointer, check.integer(where, count, 0, mostSteps));
  }

  get stepCount(): number {
    return call('run_step_count', this.pointer);
  }

  get finished(): boolean {
    return call('run_finished', this.pointer) !== 0;
  }

  evaluate(): Metrics {
    const pointer = this.pointer;
    return readMetrics(at => call('run_evaluate', pointer, at));
  }

  trainSet(): Dataset {
    return this.dataset(0);
  }

  testSet(): Dataset {
    return this.dataset(1);
  }

  private dataset(test: 0 | 1): Dataset {
    const pointer = this.pointer;
    return borrowing(lender => {
      const count = call('run_point_count', pointer, test);
      return readDataset(lender, count, (points, labels) => call('run_points', pointer, test, points, labels))();
    });
  }

  /**
   * Probabilities of class 1 at the centers of a grid of `columns` x `rows` cells: row by row from the top (yMax),
   * columns from xMin. The window is -3 to 3 both ways unless given, each corner within ±1e30.
   */
  decisionGrid(columns: number, rows: number, window?: GridWindow): Float32Array {
    const where = `${this.constructor.name}.decisionGrid`;
    check.integer(`${where}.columns`, columns, 1, 4096);
    check.integer(`${where}.rows`, rows, 1, 4096);
    const names = ['xMin', 'xMax', 'yMin', 'yMax'] as const;
    const given = check.settings<GridWindow>(`${where}.window`, window, names);
    const corners = names.map((name, at) =>
      check.number(`${where}.window.${name}`, given[name] ?? (at % 2 ? 3 : -3), { min: -1e30, max: 1e30 }),
    );
    const pointer = this.pointer;
    return borrowing(lender => {
      const grid = lender.floats(columns * rows);
      call('run_decision_grid', pointer, grid.at, columns, rows, lender.doubles(corners).at);
      return grid.copy();
    });
  }

  /** All that evolves: parameters, moments of the optimizer, counters; with a checksum, for `restore()`. */
  save(): Uint8Array {
    const pointer = this.pointer;
    return borrowing(lender => {
      const state = lender.bytes(call('run_state_size', pointer));
      call('run_save', pointer, state.at);
      return sealed(state.copy());
    });
  }

  /**
   * Goes on from what `save()` gave. The run needs the options of the one that was saved. Bytes that are damaged, or of
   * a run whose numbers had grown out of all bounds, are refused, and nothing has changed then.
   */
  restore(state: Uint8Array): void {
    const pointer = this.pointer;
    const where = `${this.constructor.name}.restore.state`;
    const own = opened(where, state, call('run_state_size', pointer));
    if (!borrowing(lender => call('run_restore', pointer, lender.bytes(own).at, mostSteps)))
      throw new RangeError(`${where}: no run can be in this state: counters or values are out of range`);
  }
}

function runFields(where: string, options: RunOptions | undefined): Fields {
  const fields = new Fields();
  writeRun(fields, where, check.settings<RunOptions>(where, options, runKeys));
  return fields;
}

/** A whole run, from new weights to the last step, in one call: its metrics at the end. */
export function trainRun(options?: RunOptions): Metrics {
  const fields = runFields('trainRun', options);
  return readMetrics(at => borrowing(lender => call('train_run', lender.doubles(fields.values).at, at)));
}

/** The run of the lesson: a multilayer perceptron with inverted dropout. The same options give the same bits everywhere. */
export class Trainer extends Run {
  constructor(options?: RunOptions) {
    super(create('trainer_create', runFields('Trainer', options)));
  }

  /** @internal */
  override mlpPointer(): number {
    return this.pointer;
  }
}
