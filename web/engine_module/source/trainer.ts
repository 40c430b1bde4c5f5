// trainer.ts: one training run: steps, metrics, the decision over the plane, saving and restoring.
import { call } from './engine.ts';
import { borrowing } from './lending.ts';
import * as check from './check.ts';
import { Fields } from './fields.ts';
import { NetHolder } from './net.ts';
import { mostSteps, runKeys, writeRun, type RunOptions } from './settings.ts';

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

export function stepCount(where: string, count: unknown): number {
  return check.integer(where, count, 0, mostSteps);
}

function runFields(where: string, options: RunOptions | undefined): number[] {
  const fields = new Fields();
  writeRun(fields, where, check.settings<RunOptions>(where, options, runKeys));
  return fields.values;
}

/** A whole run, from new weights to the last step, in one call: its metrics at the end. */
export function trainRun(options?: RunOptions): Metrics {
  const fields = runFields('trainRun', options);
  return borrowing(lender => {
    const settings = lender.doubles(fields);
    return readMetrics(at => call('train_run', settings.at, at));
  });
}

/** A training run, as many steps at a time as you like. The same options give the same bits everywhere. */
export class Trainer extends NetHolder {
  constructor(options?: RunOptions) {
    const fields = runFields('Trainer', options);
    super(
      borrowing(lender => call('trainer_create', lender.doubles(fields).at)),
      'trainer_destroy',
    );
    this.totalSteps = options?.steps ?? 1500;
  }

  readonly totalSteps: number;

  /** Makes up to `count` full-batch steps with fresh masks; stops at the end of the run. Returns the steps made. */
  step(count = 1): number {
    return call('trainer_step', this.pointer, stepCount('Trainer.step.count', count));
  }

  get stepCount(): number {
    return call('trainer_step_count', this.pointer);
  }

  get finished(): boolean {
    return this.stepCount >= this.totalSteps;
  }

  evaluate(): Metrics {
    const pointer = this.pointer;
    return readMetrics(at => call('trainer_evaluate', pointer, at));
  }

  /**
   * Probabilities of class 1 at the centers of a grid of `columns` x `rows` cells: row by row from the top (yMax),
   * columns from xMin. The window is -3 to 3 both ways unless given.
   */
  decisionGrid(columns: number, rows: number, window?: GridWindow): Float32Array {
    const where = 'Trainer.decisionGrid';
    check.integer(`${where}.columns`, columns, 1, 4096);
    check.integer(`${where}.rows`, rows, 1, 4096);
    const {
      xMin = -3,
      xMax = 3,
      yMin = -3,
      yMax = 3,
    } = check.settings<GridWindow>(`${where}.window`, window, ['xMin', 'xMax', 'yMin', 'yMax']);
    const corners = check.numbers(`${where}.window`, [xMin, xMax, yMin, yMax]);
    const pointer = this.pointer;
    return borrowing(lender => {
      const grid = lender.floats(columns * rows);
      call('trainer_decision_grid', pointer, grid.at, columns, rows, lender.doubles(corners).at);
      return grid.copy();
    });
  }

  /** All that evolves: parameters, moments of the optimizer, counters. */
  save(): Uint8Array {
    const pointer = this.pointer;
    return borrowing(lender => {
      const state = lender.bytes(call('trainer_state_size', pointer));
      call('trainer_save', pointer, state.at);
      return state.copy();
    });
  }

  /** Goes on from what `save()` gave. The trainer needs the options of the one that was saved. */
  restore(state: Uint8Array): void {
    const pointer = this.pointer;
    if (!(state instanceof Uint8Array)) throw new TypeError('Trainer.restore.state: not a Uint8Array from save()');
    const size = call('trainer_state_size', pointer);
    if (state.length !== size)
      throw new RangeError(
        `Trainer.restore.state: ${state.length} bytes, where a run with these options has ${size}`,
      );
    borrowing(lender => call('trainer_restore', pointer, lender.bytes(state).at));
  }

  /** @internal */
  netPointer(): number {
    return call('trainer_net', this.pointer);
  }
}
