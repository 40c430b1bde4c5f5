// run_pool.ts: a few Workers that train the runs a model waits for, whoever runs that model.
import type { Declaration, Texts } from './declaration.js';
import type { TrainedRun } from './model.js';
import { beatMs } from './worker_line.js';
import type { FromTrainer, FromWorker, ToTrainer } from './worker_protocol.js';

export interface RunPoolEvents {
  trained(run: TrainedRun): void;
  // No Workers can be had here; whoever asked goes on without.
  unavailable(reason: string): void;
}

interface Trainer {
  readonly worker: Worker;
  // What it computes now. A run of an older generation is finished, too, as it cannot be interrupted, and then forgotten.
  task: { generation: number; run: number } | null;
  prepared: number; // the generation whose values it has
}

// Of beats (worker_line.ts). A trainer says nothing before its run is whole, which an old phone takes long for.
const mostBeats = 60;

// One core is left to the page. More than four gain little and cost a phone its memory.
export function trainerCount(cores: number): number {
  return Math.min(4, Math.max(1, Math.floor(cores) - 1 || 1));
}

export class RunPool {
  private readonly trainers: Trainer[] = [];
  private generation = 0;
  private texts: Texts | null = null; // null: nothing is wanted
  private waiting: readonly number[] = [];
  private beats: ReturnType<typeof setInterval> | undefined;
  private silent = 0; // beats since the last word of any
  private readonly given = new Set<number>(); // runs of this generation that are at work or done

  constructor(
    private readonly module: WebAssembly.Module,
    private readonly declaration: Declaration,
    private readonly events: RunPoolEvents,
    private readonly makeWorker: () => Worker,
    private readonly count = trainerCount(globalThis.navigator?.hardwareConcurrency ?? 1),
  ) {}

  // Trains these runs, the first first, for these values. fresh: other values than before; results on their way are void.
  want(texts: Texts, runs: readonly number[], fresh: boolean): void {
    if (fresh || this.texts === null) {
      ++this.generation;
      this.given.clear();
    }
    this.texts = texts;
    this.waiting = runs;
    try {
      while (this.trainers.length < this.count) this.open();
      this.assign();
    } catch (error) {
      this.fail(String(error));
    }
  }

  // What the model was given may be gone, as after a reset: what it wants then is trained again.
  forget(): void {
    this.given.clear();
    for (const { task } of this.trainers) if (task?.generation === this.generation) this.given.add(task.run);
  }

  // The Workers stay for the next time.
  rest(): void {
    this.texts = null;
    this.waiting = [];
  }

  close(): void {
    this.rest();
    this.stopBeats();
    for (const { worker } of this.trainers.splice(0)) worker.terminate();
  }

  private open(): void {
    const worker = this.makeWorker();
    const trainer: Trainer = { worker, task: null, prepared: -1 };
    this.trainers.push(trainer);
    worker.onmessage = (event: MessageEvent<FromWorker>) => {
      const { data } = event;
      this.silent = 0;
      if (this.trainers.includes(trainer) && (data.type === 'trained' || data.type === 'trainer_failed'))
        this.receive(trainer, data);
    };
    worker.onerror = event => {
      event.preventDefault();
      if (this.trainers.includes(trainer)) this.fail(event.message || "the Worker's script could not be loaded");
    };
  }

  // Gives every idle Worker the first wanted run that nobody has.
  private assign(): void {
    const { texts, generation, module, declaration } = this;
    if (!texts) return;
    const left = this.waiting.filter(run => !this.given.has(run));
    for (const trainer of this.trainers) {
      if (trainer.task) continue;
      const run = left.shift();
      if (run === undefined) return;
      this.given.add(run);
      trainer.task = { generation, run };
      if (trainer.prepared !== generation)
        this.send(trainer, { type: 'prepare', module, declaration, generation, texts });
      trainer.prepared = generation;
      this.send(trainer, { type: 'train', generation, run });
      this.beats ??= setInterval(() => this.beat(), beatMs);
    }
  }

  private beat(): void {
    if (this.trainers.every(({ task }) => !task)) this.stopBeats();
    else if (++this.silent >= mostBeats) this.fail('the Workers that train do not answer');
  }
  private stopBeats(): void {
    clearInterval(this.beats);
    this.beats = undefined;
    this.silent = 0;
  }

  private receive(trainer: Trainer, message: FromTrainer): void {
    if (message.type === 'trainer_failed') {
      this.fail(message.reason);
      return;
    }
    trainer.task = null;
    const { generation, result } = message;
    if (generation === this.generation && this.texts) this.events.trained(result);
    this.assign();
  }

  private fail(reason: string): void {
    this.close();
    this.events.unavailable(reason);
  }

  private send(trainer: Trainer, message: ToTrainer): void {
    trainer.worker.postMessage(message);
  }
}
