// lending.ts: arrays in the engine's memory, lent for the length of one call.
import type { Numbers } from './check.ts';
import { call, memoryBuffer, noMemory, workingEngine } from './engine.ts';

// What was judged (check.ts) or is ours anyway: nobody else's array is lent.
type Own = Numbers | Uint8Array | readonly number[];
type NumberArray = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;
type ArrayKind<A extends NumberArray> = {
  new (buffer: ArrayBufferLike, at: number, length: number): A;
  new (values: ArrayLike<number>): A;
  readonly BYTES_PER_ELEMENT: number;
};

export class Lent<A extends NumberArray> {
  constructor(
    readonly at: number,
    readonly length: number,
    private readonly kind: ArrayKind<A>,
  ) {}

  // A copy that is ours: the view is gone as soon as the engine's memory grows.
  copy(): A {
    return new this.kind(new this.kind(memoryBuffer(), this.at, this.length));
  }
}

// Lends arrays to the engine, and takes all of them back at the end of borrowing().
export class Lender {
  private readonly taken: number[] = [];
  private readonly engine = workingEngine();

  // An array of this length, or with these values.
  lend<A extends NumberArray>(kind: ArrayKind<A>, content: Own | number): Lent<A> {
    const length = typeof content === 'number' ? content : content.length;
    const bytes = Math.max(8, length * kind.BYTES_PER_ELEMENT);
    const at = bytes < 2 ** 31 ? call('memory_take', bytes) : 0;
    if (!at) throw noMemory(`${length} numbers`, bytes);
    this.taken.push(at);
    if (typeof content !== 'number') new kind(memoryBuffer(), at, length).set(content);
    return new Lent(at, length, kind);
  }

  doubles(content: Own | number): Lent<Float64Array> {
    return this.lend(Float64Array as unknown as ArrayKind<Float64Array>, content);
  }
  floats(content: Own | number): Lent<Float32Array> {
    return this.lend(Float32Array as unknown as ArrayKind<Float32Array>, content);
  }
  bytes(content: Own | number): Lent<Uint8Array> {
    return this.lend(Uint8Array as unknown as ArrayKind<Uint8Array>, content);
  }
  integers(content: Own | number): Lent<Int32Array> {
    return this.lend(Int32Array as unknown as ArrayKind<Int32Array>, content);
  }
  words(content: Own | number): Lent<Uint32Array> {
    return this.lend(Uint32Array as unknown as ArrayKind<Uint32Array>, content);
  }

  giveBack(): void {
    if (this.engine === workingEngine()) for (const at of this.taken) call('memory_give', at);
  }
}

export function borrowing<Result>(action: (lender: Lender) => Result): Result {
  const lender = new Lender();
  try {
    return action(lender);
  } finally {
    lender.giveBack();
  }
}

// The doubles that a call writes to the address it is given.
export function doublesFrom(count: number, fill: (at: number, lender: Lender) => void): Float64Array {
  return borrowing(lender => {
    const out = lender.doubles(count);
    fill(out.at, lender);
    return out.copy();
  });
}
