// stopwatch_script.ts: the script that a page fetches once a reader measures (page/clock.ts). As a Worker it answers a task
// with times; where no Worker can be had the page calls the function that it leaves.
import { Program } from './loader.js';
import type { ProgramAddresses } from './loader.js';
import type { Declaration, Texts } from './declaration.js';
import { takeTimes } from './stopwatch.js';
import type { BestTimes } from './stopwatch.js';

export interface ClockTask {
  readonly program: ProgramAddresses;
  readonly declaration: Declaration;
  readonly texts: Texts;
  readonly places: number;
}
export type Stopwatch = (task: ClockTask, tell: (best: BestTimes) => boolean | Promise<boolean>) => Promise<void>;
// From the Worker; an empty list says that it is through.
export type Told = { readonly best: BestTimes } | { readonly failed: string };

declare global {
  var dropout_stopwatch: Stopwatch | undefined;
}

const take: Stopwatch = async ({ program, ...task }, tell) =>
  takeTimes({ ...task, module: await new Program(program).module() }, tell);

function serve(): void {
  const scope = globalThis as unknown as {
    postMessage(message: Told): void;
    onmessage: (event: MessageEvent<ClockTask>) => void;
  };
  scope.onmessage = ({ data }) => {
    const tell = (best: BestTimes) => {
      scope.postMessage({ best });
      return true; // the page ends the Worker where nobody waits any more
    };
    take(data, tell).then(
      () => tell([]),
      (error: unknown) => scope.postMessage({ failed: String(error) }),
    );
  };
}

if (typeof document === 'undefined') serve();
else globalThis.dropout_stopwatch = take;
