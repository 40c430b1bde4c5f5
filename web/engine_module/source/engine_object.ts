// engine_object.ts: objects that live in the engine's memory: disposed by hand, by `using`, or at last by a finalizer.
import { call, workingEngine } from './engine.ts';

let alive = 0;

type Held = { pointer: number; destroy: string; engine: number };

function release(held: Held): void {
  alive -= 1;
  // With an engine that stopped all its memory went.
  if (held.engine === workingEngine()) call(held.destroy, held.pointer);
}

// The safety net for what nobody disposed of. The token is the object's own record, so that it can be taken out again.
const forgotten = new FinalizationRegistry<Held>(release);

/** How many objects of this module live in the engine's memory: a number that only grows tells of a leak. */
export function liveObjects(): number {
  return alive;
}

/** What is held in the engine's memory until `dispose()` (or the end of a `using` block). */
export abstract class EngineObject implements Disposable {
  #held: Held | undefined;

  /** @internal */
  constructor(pointer: number, destroy: string) {
    this.#held = { pointer, destroy, engine: workingEngine() };
    alive += 1;
    forgotten.register(this, this.#held, this.#held);
  }

  get disposed(): boolean {
    return this.#held === undefined;
  }

  /** Gives the memory back. Using the object afterwards throws; disposing of it again does nothing. */
  dispose(): void {
    if (!this.#held) return;
    const held = this.#held;
    this.#held = undefined;
    forgotten.unregister(held);
    release(held);
  }

  declare [Symbol.dispose]: () => void;

  /** @internal */
  protected get pointer(): number {
    if (!this.#held) throw new Error(`${this.constructor.name}: used after dispose()`);
    const working = workingEngine();
    if (working && this.#held.engine !== working)
      throw new Error(`${this.constructor.name}: of an engine that stopped; make it anew`);
    return this.#held.pointer;
  }
}

// Symbol.dispose is younger than some browsers.
if (Symbol.dispose)
  Object.defineProperty(EngineObject.prototype, Symbol.dispose, {
    value(this: EngineObject) {
      this.dispose();
    },
  });
