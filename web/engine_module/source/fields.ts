// fields.ts: settings on their way to the engine: one row of doubles, the other end of bindings/fields.h.
import type { Numbers } from './check.ts';

export class Fields {
  readonly values: number[] = [];

  number(value: number): this {
    this.values.push(value);
    return this;
  }

  // 64 bits as two words, the low one first.
  seed(value: bigint): this {
    return this.number(Number(value & 0xffffffffn)).number(Number(value >> 32n));
  }

  // A count, then the values.
  numbers(values: Numbers): this {
    this.number(values.length);
    for (let i = 0; i < values.length; i += 1) this.number(values[i]!);
    return this;
  }
}
