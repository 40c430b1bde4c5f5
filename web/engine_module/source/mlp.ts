// mlp.ts: a multilayer perceptron and its optimizer, for data and training loops of your own.
import * as check from './check.ts';
import { call } from './engine.ts';
import { EngineObject } from './engine_object.ts';
import { Fields } from './fields.ts';
import { borrowing } from './lending.ts';
import { checkInputs, Net, type NumberList } from './net.ts';
import { create } from './run.ts';
import * as settings from './settings.ts';
import type { Activation, OptimizerOptions, Seed } from './settings.ts';

export interface MlpOptions {
  /** Values of an example. Default 2. */
  inputs?: number;
  /** Units of each hidden layer. Default [32, 32]. */
  hidden?: readonly number[];
  /** Default 'relu'. */
  activation?: Activation;
  /** Of the initial weights (He). Default 1. */
  seed?: Seed;
  /** The largest batch of a training pass. Default 256. */
  batch?: number;
}

/** Which masks a training pass uses: the same values give the same masks. */
export interface TrainingPass {
  /** Probability of zeroing a hidden unit. Default 0. */
  dropRate?: number;
  /** Default 1. */
  seed?: Seed;
  /** Default 0. */
  step?: number;
  /** The number of each example, which names its mask. Default 0, 1, 2, ... */
  samples?: NumberList;
}

/** A net with one logit and dropout on every hidden layer, forward and backward. */
export class Mlp extends Net {
  readonly inputs: number;
  readonly hidden: readonly number[];
  readonly batch: number;
  #lastBatch = 0;

  constructor(options?: MlpOptions) {
    const where = 'Mlp';
    const given = check.settings<MlpOptions>(where, options, ['inputs', 'hidden', 'activation', 'seed', 'batch']);
    const { inputs = 2, hidden = [32, 32], activation = 'relu', seed = 1, batch = 256 } = given;
    check.integer(`${where}.inputs`, inputs, 1, 4096);
    const units = settings.widths(`${where}.hidden`, hidden, inputs);
    const fields = new Fields()
      .number(inputs)
      .numbers(units)
      .number(settings.activation(`${where}.activation`, activation))
      .number(check.integer(`${where}.batch`, batch, 1, settings.mostPoints))
      .seed(check.seed(`${where}.seed`, seed));
    settings.checkCells(`${where}.batch`, settings.sum(units) + inputs, batch);
    super(create('mlp_create', fields));
    this.inputs = inputs;
    this.hidden = Array.from(units);
    this.batch = batch;
  }

  /** @internal */
  override inputsOfNet(): number {
    return this.inputs;
  }
  /** @internal */
  override mlpPointer(): number {
    return this.pointer;
  }

  /** Logits of a training pass with inverted dropout, for inputs [count, inputs] with at most `batch` examples. */
  forwardTrain(inputs: NumberList, pass?: TrainingPass): Float32Array {
    const where = 'Mlp.forwardTrain';
    const values = checkInputs(`${where}.inputs`, inputs, this.inputs);
    const count = check.integer(
      `${where}.inputs: the number of examples`,
      values.length / this.inputs,
      1,
      this.batch,
    );
    const given = check.settings<TrainingPass>(`${where}.pass`, pass, ['dropRate', 'seed', 'step', 'samples']);
    const fields = new Fields()
      .number(check.rate(`${where}.pass.dropRate`, given.dropRate ?? 0))
      .seed(check.seed(`${where}.pass.seed`, given.seed ?? 1))
      .number(check.integer(`${where}.pass.step`, given.step ?? 0, 0, 2 ** 32 - 1));
    const samples = check.integers(
      `${where}.pass.samples`,
      given.samples ?? Array.from({ length: count }, (_, at) => at),
      { length: count },
      0,
      2 ** 32 - 1,
    );
    const pointer = this.pointer;
    this.#lastBatch = count;
    return borrowing(lender => {
      const logits = lender.floats(count);
      const ids = lender.words(samples).at;
      const at = lender.doubles(fields.values).at;
      call('mlp_forward_train', pointer, at, lender.floats(values).at, count, ids, logits.at);
      return logits.copy();
    });
  }

  /**
   * After forwardTrain: the gradient of the mean logistic loss of that pass against labels of 0 or 1, plus
   * weightDecay times the weights. Read it with gradient(), or let an Optimizer use it.
   */
  backward(labels: NumberList, weightDecay: number = 0): void {
    const count = this.lastBatch('Mlp.backward');
    const values = check.bits('Mlp.backward.labels', labels, { length: count, is: 'those of the last forwardTrain' });
    const decay = check.number('Mlp.backward.weightDecay', weightDecay, { min: 0 });
    borrowing(lender => call('mlp_backward', this.pointer, lender.bytes(values).at, count, decay));
  }

  /** [parameterCount] of the last backward. */
  gradient(): Float32Array {
    const pointer = this.pointer;
    return borrowing(lender => {
      const values = lender.floats(this.parameterCount);
      call('mlp_gradient', pointer, values.at);
      return values.copy();
    });
  }

  /** Masks [batch, units] of a hidden layer (from 0) in the last forwardTrain: 1 kept, 0 dropped. */
  mask(layer: number): Uint8Array {
    const units = this.unitsOf('Mlp.mask', layer);
    const size = this.lastBatch('Mlp.mask') * units;
    return borrowing(lender => {
      const values = lender.bytes(size);
      call('mlp_mask', this.pointer, layer, values.at);
      return values.copy();
    });
  }

  /** Outputs [batch, units] of a hidden layer (from 0), after dropout, in the last forwardTrain. */
  outputs(layer: number): Float32Array {
    const units = this.unitsOf('Mlp.outputs', layer);
    const size = this.lastBatch('Mlp.outputs') * units;
    return borrowing(lender => {
      const values = lender.floats(size);
      call('mlp_outputs', this.pointer, layer, values.at);
      return values.copy();
    });
  }

  private unitsOf(where: string, layer: number): number {
    if (this.hidden.length === 0) throw new RangeError(`${where}.layer: the net has no hidden layer`);
    return this.hidden[check.integer(`${where}.layer`, layer, 0, this.hidden.length - 1)]!;
  }

  private lastBatch(where: string): number {
    if (this.#lastBatch === 0) throw new Error(`${where}: there was no forwardTrain before`);
    return this.#lastBatch;
  }
}

/** Adam with bias correction, or SGD with momentum, for one Mlp. */
export class Optimizer extends EngineObject {
  readonly #net: Mlp;

  constructor(net: Mlp, options?: OptimizerOptions) {
    if (!(net instanceof Mlp)) throw new TypeError('Optimizer.net: not an Mlp');
    const fields = new Fields();
    settings.writeOptimizer(
      fields,
      'Optimizer',
      check.settings<OptimizerOptions>('Optimizer', options, settings.optimizerKeys),
    );
    super(create('optimizer_create', fields, net.parameterCount), 'optimizer_destroy');
    this.#net = net;
  }

  /** One update of the net's parameters by its gradient. */
  update(): void {
    call('optimizer_update', this.pointer, this.#net.mlpPointer());
  }
}

/** The mean over examples of log(1 + e^z) - y z. */
export function meanLoss(logits: NumberList, labels: NumberList): number {
  const values = check.numbers('meanLoss.logits', logits, { minLength: 1 }, check.float);
  const classes = check.bits('meanLoss.labels', labels, { length: values.length, is: 'one a logit' });
  return borrowing(lender => call('mean_loss', lender.floats(values).at, lender.bytes(classes).at, values.length));
}
