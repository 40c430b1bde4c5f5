// limits.ts: what a lesson or a link takes from the reader, and what that means for each control, drawn or not.
//
// `hide` takes a control away, `lock` shows it and keeps it fixed; what is hidden is fixed as well. Pages and messages may
// still set it. New seed goes with the seed, Pause with Run, the timeline's slider with the step back.
import type { LooseValues } from './declaration.js';

interface Named {
  readonly id: string;
  readonly seed?: boolean | undefined;
}

export class Limits {
  private readonly hidden: ReadonlySet<string>;
  private readonly fixed: ReadonlySet<string>;

  constructor(
    private readonly params: readonly Named[],
    readonly hide: readonly string[],
    readonly lock: readonly string[],
  ) {
    const seed = params.find(param => param.seed)?.id;
    const withOthers = (ids: readonly string[]) =>
      new Set([...ids, ...ids.flatMap(id => (id === seed ? ['new_seed'] : id === 'run' ? ['pause'] : []))]);
    this.hidden = withOthers(hide);
    this.fixed = withOthers([...hide, ...lock]);
  }

  isHidden(id: string): boolean {
    return this.hidden.has(id);
  }
  isFixed(id: string): boolean {
    return this.fixed.has(id);
  }
  // What the reader may set of these values.
  open<T extends LooseValues>(values: T): T {
    return Object.fromEntries(Object.entries(values).filter(([id]) => !this.isFixed(id))) as T;
  }
  // The fixed ones of these values.
  kept(values: LooseValues): LooseValues {
    return Object.fromEntries(
      this.params.flatMap(({ id }) => (this.isFixed(id) && values[id] !== undefined ? [[id, values[id]]] : [])),
    );
  }
}
