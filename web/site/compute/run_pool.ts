// run_pool.ts: a few Workers that compute the training runs a figure waits for. Loaded when the first sweep starts.
import type { FromRunner, ToRunner, WantedRun } from './pool_protocol.js';

export interface RunPoolAddresses {
  readonly runner: string; // run_worker.ts, a module script
  readonly engine: string; // index.js of the engine module
}

export interface RunPoolEvents {
  // The next runs that are wanted, at most so many; those at work are among them.
  wanted(most: number): readonly WantedRun[];
  trained(run: number, trainAccuracy: number, testAccuracy: number): void;
  // No Workers, or no engine, can be had here; whoever started goes on in another way.
  unavailable(reason: string): void;
}

interface Runner {
  readonly worker: Worker;
  // What it computes now. A run of an older generation is finished, too, as it cannot be interrupted, and then forgotten.
  task: { generation: number; run: number } | null;
}

// One core is left to the page. More than four gain little and cost a phone its memory.
export function runnerCount(cores: number): number {
  return Math.min(4, Math.max(1, Math.floor(cores) - 1 || 1));
}

export class RunPool {
  private readonly runners: Runner[] = [];
  private generation = 0;
  private going = false;

  constructor(
    private readonly addresses: RunPoolAddresses,
    private readonly events: RunPoolEvents,
    private readonly makeWorker: (address: string) => Worker = address => new Worker(address, { type: 'module' }),
    private readonly count = runnerCount(navigator.hardwareConcurrency || 1),
  ) {}

  // Computes what is wanted from now on; what older starts asked for is void.
  start(): void {
    ++this.generation;
    this.going = true;
    try {
      while (this.runners.length < this.count) this.open();
      this.assign();
    } catch (error) {
      this.fail(String(error));
    }
  }

  // The Workers stay for the next start.
  stop(): void {
    ++this.generation;
    this.going = false;
  }

  close(): void {
    this.stop();
    for (const { worker } of this.runners.splice(0)) worker.terminate();
  }

  private open(): void {
    const worker = this.makeWorker(this.addresses.runner);
    const runner: Runner = { worker, task: null };
    this.runners.push(runner);
    worker.onmessage = (event: MessageEvent<FromRunner>) => {
      if (this.runners.includes(runner)) this.receive(runner, event.data);
    };
    worker.onerror = event => {
      event.preventDefault();
      if (this.runners.includes(runner)) this.fail(event.message || "the Worker's script could not be loaded");
    };
    this.send(runner, { type: 'load', engine: this.addresses.engine });
  }

  // Gives every idle Worker the first wanted run that nobody computes.
  private assign(): void {
    if (!this.going) return;
    const taken = new Set<number>();
    for (const { task } of this.runners) if (task?.generation === this.generation) taken.add(task.run);
    const idle = this.runners.filter(({ task }) => task === null);
    if (idle.length === 0) return;
    const waiting = this.events.wanted(taken.size + idle.length).filter(({ run }) => !taken.has(run));
    for (const runner of idle) {
      const next = waiting.shift();
      if (!next) return;
      runner.task = { generation: this.generation, run: next.run };
      this.send(runner, { type: 'train', generation: this.generation, run: next.run, settings: next.settings });
    }
  }

  private receive(runner: Runner, message: FromRunner): void {
    if (message.type === 'failed') {
      this.fail(message.reason);
      return;
    }
    runner.task = null;
    if (message.generation === this.generation && this.going)
      this.events.trained(message.run, message.trainAccuracy, message.testAccuracy);
    this.assign();
  }

  private fail(reason: string): void {
    this.close();
    this.events.unavailable(reason);
  }

  private send(runner: Runner, message: ToRunner): void {
    runner.worker.postMessage(message);
  }
}
