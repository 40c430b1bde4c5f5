// set_line.ts: messages of `set` that come faster than frames are merged: only the newest values are worked off, and every
// message hears what became of its own.
import type { LooseValues } from '../compute/declaration.js';
import type { Answer } from '../compute/runner.js';

const frame = 16;

interface Batch {
  readonly values: Record<string, LooseValues[string]>;
  readonly done: Promise<Answer>;
  begin(): void;
}

export class SetLine {
  private open: Batch | null = null; // takes in what comes
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly carryOut: (values: LooseValues) => Promise<Answer>,
    private readonly wait: (begin: () => void) => void = begin => void setTimeout(begin, frame),
  ) {}

  set(values: LooseValues): Promise<Answer> {
    const { values: all, done } = (this.open ??= this.batch());
    Object.assign(all, values);
    return done.then(answer => partOf(answer, Object.keys(values)));
  }

  // What is commanded next comes after all that was set so far: resolves when it is.
  settled(): Promise<unknown> {
    this.open?.begin();
    this.open = null;
    return this.last;
  }

  private batch(): Batch {
    const values = {};
    let begin = () => {};
    const begun = new Promise<void>(resolve => (begin = resolve));
    const done = Promise.all([this.last, begun]).then(() => {
      if (this.open?.values === values) this.open = null;
      return this.carryOut(values);
    });
    this.last = done.catch(() => undefined);
    this.wait(begin);
    return { values, done, begin };
  }
}

// Words name the parameter that they are about; others are about all.
function partOf({ refused, adjusted }: Answer, ids: readonly string[]): Answer {
  const ours = (words: string) => {
    const id = /(?: of| parameter) "([^"]*)"/.exec(words)?.[1];
    return id === undefined || ids.some(each => each.slice(0, 40) === id);
  };
  return { refused: refused.filter(ours), adjusted: adjusted.filter(ours) };
}
