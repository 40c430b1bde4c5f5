// net.ts: what every net can do, whoever trains it.
import * as check from './check.ts';
import { call } from './engine.ts';
import { EngineObject } from './engine_object.ts';
import { borrowing } from './lending.ts';

/** Numbers in a row: an array or any typed array. */
export type NumberList = ArrayLike<number>;

/** A net with one logit, held in the engine's memory. */
export abstract class Net extends EngineObject {
  /** @internal */
  constructor(pointer: number) {
    super(pointer, 'net_destroy');
  }

  /** @internal Values that one example has. */
  inputsOfNet(): number {
    return 2;
  }

  /** @internal For the studies: the address, if this net is a multilayer perceptron. */
  mlpPointer(): number | undefined {
    return undefined;
  }

  get parameterCount(): number {
    return call('net_parameter_count', this.pointer);
  }

  /** All weights and biases, layer after layer: weights [input, output] row-major, then biases. A copy. */
  parameters(): Float32Array {
    const pointer = this.pointer;
    return borrowing(lender => {
      const values = lender.floats(this.parameterCount);
      call('net_parameters', pointer, values.at);
      return values.copy();
    });
  }

  setParameters(parameters: NumberList): void {
    const where = `${this.constructor.name}.setParameters.parameters`;
    const values = check.numbers(where, parameters, { length: this.parameterCount }, check.float);
    borrowing(lender => call('net_set_parameters', this.pointer, lender.floats(values).at));
  }

  /** FNV-1a over the bits of all parameters, 16 hexadecimal digits: equal nets have equal hashes, on every machine. */
  parameterHash(): string {
    const pointer = this.pointer;
    return borrowing(lender => {
      const halves = lender.doubles(2);
      call('net_hash', pointer, halves.at);
      const [low = 0, high = 0] = halves.copy();
      return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
    });
  }

  /** One logit for each example of `inputs` [count, inputs] row-major, dropout off. Above 0 is class 1. */
  logits(inputs: NumberList): Float32Array {
    const pointer = this.pointer;
    const width = this.inputsOfNet();
    const values = checkInputs(`${this.constructor.name}.logits.inputs`, inputs, width);
    return borrowing(lender => {
      const logits = lender.floats(values.length / width);
      call('net_logits', pointer, lender.floats(values).at, logits.length, width, logits.at);
      return logits.copy();
    });
  }
}

export function checkInputs(where: string, inputs: unknown, width: number, count?: number): check.Numbers {
  const length = count === undefined ? {} : { length: count * width };
  const rule = { ...length, multipleOf: width, is: `${width} for each example` };
  return check.numbers(where, inputs, rule, check.float);
}
