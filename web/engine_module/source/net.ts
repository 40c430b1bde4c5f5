// net.ts: what every object with a multilayer perceptron inside can do, whoever trains it.
import { call } from './engine.ts';
import { borrowing } from './lending.ts';
import { EngineObject } from './engine_object.ts';
import * as check from './check.ts';

/** Numbers in a row: an array or any typed array. */
export type NumberList = ArrayLike<number>;

/** Something that holds a net with one logit: the studies take any of them. */
export abstract class NetHolder extends EngineObject {
  /** @internal The net in the engine's memory. */
  abstract netPointer(): number;
  /** @internal Values that one example has. */
  inputCount(): number {
    return 2;
  }

  /** All weights and biases, layer after layer: weights [input, output] row-major, then biases. A copy. */
  parameters(): Float32Array {
    const net = this.netPointer();
    return borrowing(lender => {
      const values = lender.floats(call('net_parameter_count', net));
      call('net_parameters', net, values.at);
      return values.copy();
    });
  }

  /** FNV-1a over the bits of all parameters, 16 hexadecimal digits: equal nets have equal hashes, on every machine. */
  parameterHash(): string {
    const net = this.netPointer();
    return borrowing(lender => {
      const halves = lender.doubles(2);
      call('net_hash', net, halves.at);
      const [low = 0, high = 0] = halves.copy();
      return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
    });
  }

  /** One logit for each example of `inputs` [count, inputs] row-major, dropout off. Above 0 is class 1. */
  logits(inputs: NumberList): Float32Array {
    const net = this.netPointer();
    const where = `${this.constructor.name}.logits`;
    const width = this.inputCount();
    const values = check.numbers(`${where}.inputs`, inputs, { multipleOf: width, is: `${width} for each example` });
    return borrowing(lender => {
      const logits = lender.floats(values.length / width);
      call('net_logits', net, lender.floats(values).at, logits.length, logits.at);
      return logits.copy();
    });
  }
}
