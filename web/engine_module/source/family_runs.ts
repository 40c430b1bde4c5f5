// family_runs.ts: runs of the later chapters: schedules and companions, stochastic depth, batch norm.
import * as check from './check.ts';
import { call } from './engine.ts';
import { Fields } from './fields.ts';
import { doublesFrom } from './lending.ts';
import { create, readMetrics, Run, type Metrics } from './run.ts';
import { writeSchedule, type Schedule } from './schedule.ts';
import * as settings from './settings.ts';
import type { DataOptions, DepthRule, OptimizerOptions, RunOptions, Scheme, Seed } from './settings.ts';

// --- schedule, max-norm, early stopping ---

export interface RegularizedOptions extends Omit<RunOptions, 'dropRate'> {
  /** Default: a constant drop rate of 0.5. */
  schedule?: Schedule;
  /** Largest norm of the weights into a hidden unit; 0: no limit, the default. */
  maxNorm?: number;
  /** That many of the last training points are held out, fewer than `points`. Default 0. */
  validationPoints?: number;
  /** Stop after so many checks without a better validation loss; 0: never, the default. Needs validation points. */
  patience?: number;
  /** Steps between two checks. Default 10. */
  checkEvery?: number;
}
const regularizedKeys = [
  ...settings.runKeys.filter(key => key !== 'dropRate'),
  ...['schedule', 'maxNorm', 'validationPoints', 'patience', 'checkEvery'],
];

function regularizedFields(options: RegularizedOptions | undefined): Fields {
  const where = 'RegularizedTrainer';
  const given = check.settings<RegularizedOptions>(where, options, regularizedKeys);
  const { maxNorm = 0, validationPoints = 0, patience = 0, checkEvery = 10, points = 80 } = given;
  const fields = new Fields();
  settings.writeRun(fields, where, given);
  writeSchedule(fields, `${where}.schedule`, given.schedule);
  fields
    .number(check.number(`${where}.maxNorm`, maxNorm, { min: 0 }))
    .number(check.integer(`${where}.validationPoints`, validationPoints, 0, points - 1))
    .number(check.integer(`${where}.patience`, patience, 0, settings.mostSteps))
    .number(check.integer(`${where}.checkEvery`, checkEvery, 1, settings.mostSteps));
  if (patience > 0 && validationPoints === 0)
    throw new RangeError(`${where}.patience: ${patience} needs validationPoints above 0`);
  return fields;
}

/** The net of Trainer with a schedule, max-norm and early stopping. */
export class RegularizedTrainer extends Run {
  constructor(options?: RegularizedOptions) {
    super(create('regularized_create', regularizedFields(options)));
  }

  /** Of the next step. */
  get dropRate(): number {
    return call('regularized_drop_rate', this.pointer);
  }
  get stoppedEarly(): boolean {
    return call('regularized_stopped_early', this.pointer) !== 0;
  }
  /** 0 without validation points. */
  get validationLoss(): number {
    return call('regularized_validation_loss', this.pointer);
  }
  /** The step of the best validation loss so far; -1 before the first check. */
  get bestStep(): number {
    return call('regularized_best_step', this.pointer);
  }
  /** Goes back to the parameters of the best step, if there is one. Further steps are not meant. */
  restoreBest(): void {
    call('regularized_restore_best', this.pointer);
  }

  /** @internal */
  override mlpPointer(): number {
    return this.pointer;
  }
}

// --- stochastic depth ---

export interface ResidualOptions extends DataOptions, OptimizerOptions {
  /** Units of each residual state. Default 16. */
  width?: number;
  /** Residual blocks. Default 16. */
  blocks?: number;
  /** How the drop rate grows with depth. Default 'huang'. */
  depthRule?: DepthRule;
  /** Drop rate of the last block; papers quote 1 minus this. Default 0.5. */
  lastDropRate?: number;
  /** Default 'testScaled', the published form; 'inverted' is the modern one. */
  scheme?: Scheme;
  /** One draw for the batch, which really skips the work, or one for each example. Default 'batch'. */
  granularity?: 'batch' | 'row';
  /** Default 800. */
  steps?: number;
  seed?: Seed;
}
const residualKeys = [
  ...settings.dataKeys,
  ...settings.optimizerKeys,
  ...['width', 'blocks', 'depthRule', 'lastDropRate', 'scheme', 'granularity', 'steps', 'seed'],
];

function residualFields(options: ResidualOptions | undefined): Fields {
  const where = 'ResidualTrainer';
  const given = check.settings<ResidualOptions>(where, options, residualKeys);
  const { width = 16, blocks = 16, depthRule = 'huang', lastDropRate = 0.5, scheme = 'testScaled' } = given;
  const { granularity = 'batch', steps = 800, seed = 1 } = given;
  const fields = new Fields();
  settings.writeDataset(fields, where, given);
  fields.number(settings.testPoints(where, given));
  settings.writeOptimizer(fields, where, given, 0.003);
  check.choice(`${where}.granularity`, granularity, ['row', 'batch']);
  fields
    .number(check.integer(`${where}.width`, width, 1, 512))
    .number(check.integer(`${where}.blocks`, blocks, 0, 512))
    .number(settings.depthRule(`${where}.depthRule`, depthRule))
    .number(check.rate(`${where}.lastDropRate`, lastDropRate))
    .number(settings.scheme(`${where}.scheme`, scheme))
    .number(check.choice(`${where}.granularity`, granularity, settings.granularities))
    .number(check.integer(`${where}.steps`, steps, 0, settings.mostSteps))
    .seed(check.seed(`${where}.seed`, seed));
  settings.checkCells(`${where}.blocks`, width * (2 * blocks + 1), given.points ?? 80);
  return fields;
}

/** A residual net with stochastic depth. */
export class ResidualTrainer extends Run {
  constructor(options?: ResidualOptions) {
    super(create('residual_create', residualFields(options)));
  }

  /** Metrics under another scheme; 'naive' is the published net without its factor at test time. */
  evaluateAs(scheme: Scheme): Metrics {
    const pointer = this.pointer;
    const at = settings.scheme('ResidualTrainer.evaluateAs.scheme', scheme);
    return readMetrics(out => call('residual_evaluate_as', pointer, at, out));
  }

  /** Branches computed forward, a step in the mean; 0 before the first step. */
  get meanActiveBlocks(): number {
    return call('residual_active_blocks', this.pointer);
  }

  /** Branches computed since the start: the work that was really done. */
  get branchCounts(): { forward: number; backward: number } {
    const pointer = this.pointer;
    const [forward = 0, backward = 0] = doublesFrom(2, at => call('residual_branch_counts', pointer, at));
    return { forward, backward };
  }
}

// --- batch norm ---

// In the order of the engine's DropPlacement.
const placements = ['beforeNorm', 'afterNorm', 'beforeRelu', 'onLogit'] as const;

export interface NormOptions extends DataOptions, OptimizerOptions {
  /** Units of both hidden layers. Default 32. */
  width?: number;
  /** Where the dropout sits; 'afterNorm' is behind the ReLU that follows the norm. Default 'beforeNorm'. */
  placement?: (typeof placements)[number];
  /** Default 0.5. */
  dropRate?: number;
  /** Default 600. */
  steps?: number;
  seed?: Seed;
}
const normKeys = [
  ...settings.dataKeys,
  ...settings.optimizerKeys,
  ...['width', 'placement', 'dropRate', 'steps', 'seed'],
];

function normFields(options: NormOptions | undefined): Fields {
  const where = 'NormTrainer';
  // Its own data: two moons, 200 points.
  const own = { data: 'moons', points: 200, noise: 0.2, flipShare: 0.1 } as const;
  const chosen = { ...own, ...check.settings<NormOptions>(where, options, normKeys) };
  const given = check.settings<NormOptions>(where, chosen, normKeys);
  const { width = 32, points = own.points, placement = 'beforeNorm', dropRate = 0.5, steps = 600, seed = 1 } = given;
  check.integer(`${where}.points`, points, 2, settings.mostPoints);
  const fields = new Fields();
  settings.writeDataset(fields, where, given);
  fields.number(check.integer(`${where}.testPoints`, settings.testPoints(where, given), 2, Infinity));
  settings.writeOptimizer(fields, where, given);
  fields
    .number(check.integer(`${where}.width`, width, 1, 1024))
    .number(check.choice(`${where}.placement`, placement, placements))
    .number(check.rate(`${where}.dropRate`, dropRate))
    .number(check.integer(`${where}.steps`, steps, 0, settings.mostSteps))
    .seed(check.seed(`${where}.seed`, seed));
  settings.checkCells(`${where}.width`, 2 * width, points);
  return fields;
}

/** A net with one batch normalization, and dropout before it, after it or on the logit. Default data: 200 points of two moons. */
export class NormTrainer extends Run {
  constructor(options?: NormOptions) {
    super(create('norm_create', normFields(options)));
  }

  /** With the statistics of the training set, dropout off. Changes nothing. */
  evaluateReestimated(): Metrics {
    const pointer = this.pointer;
    return readMetrics(at => call('norm_evaluate_reestimated', pointer, at));
  }

  /** Variance on the test points over running variance, the mean over units: 1 without the shift. */
  get varianceRatio(): number {
    return call('norm_variance_ratio', this.pointer);
  }
}
