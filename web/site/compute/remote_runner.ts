// remote_runner.ts: the page's side of a model that runs in the Worker: orders go there, reports come back.
import type { Declaration } from './declaration.js';
import type { SavedModel, TrainedRun, View } from './model.js';
import type { Answer, Command, Pacing, Runner, RunnerEvents } from './runner.js';
import type { WorkerLine } from './worker_line.js';
import type { FromHost } from './worker_protocol.js';

export interface Handover {
  readonly module: WebAssembly.Module;
  readonly declaration: Declaration;
  readonly saved: SavedModel;
  readonly views: Readonly<Record<string, View>>;
  readonly pacing: Pacing;
  readonly turn: number;
  readonly hurries: boolean;
}

export interface SentOrder {
  readonly commands: readonly Command[];
  readonly answered: (answer: Answer) => void;
}

export class RemoteRunner implements Runner {
  // The last state that came over, from which another runner can go on.
  lastSaved: SavedModel;
  private readonly id: number;
  private orders: SentOrder[] = [];
  private tables: ((table: string[][]) => void)[] = [];
  private reportDue = true; // the first one, and those of a run that waits for no pool
  private closing: { resolve(saved: SavedModel): void; reject(error: unknown): void } | null = null;
  private lost = ''; // why the Worker answers no more

  constructor(
    private readonly line: WorkerLine,
    handover: Handover,
    private readonly events: RunnerEvents,
  ) {
    const { saved } = handover;
    // The bytes are copied on the way, so the state is still here if the Worker does not start.
    this.lastSaved = saved;
    this.id = line.join({
      receive: message => this.receive(message),
      owed: () => this.reportDue || this.closing !== null || this.orders.length + this.tables.length > 0,
    });
    line.send({ type: 'open', id: this.id, ...handover });
  }

  order(commands: readonly Command[], answered: (answer: Answer) => void): void {
    this.orders.push({ commands, answered });
    if (!this.lost) this.line.send({ type: 'order', id: this.id, commands });
  }
  start(): void {} // the handover did
  view(id: string, value: View | null): void {
    this.line.send({ type: 'view', id: this.id, view: id, value });
  }
  pacing(pacing: Pacing): void {
    this.line.send({ type: 'pacing', id: this.id, pacing });
  }
  offer(run: TrainedRun): void {
    this.line.send({ type: 'offer', id: this.id, run });
  }
  table(panel: number): Promise<string[][]> {
    if (this.lost) return Promise.resolve([]);
    return new Promise(resolve => {
      this.tables.push(resolve);
      this.line.send({ type: 'table', id: this.id, panel });
    });
  }
  close(): Promise<SavedModel> {
    if (this.lost) return Promise.reject(new Error(this.lost));
    return new Promise((resolve, reject) => {
      this.closing = { resolve, reject };
      this.line.send({ type: 'close', id: this.id });
    });
  }

  // Orders that were sent and not answered.
  get pending(): readonly SentOrder[] {
    return this.orders;
  }

  private receive(message: FromHost): void {
    switch (message.type) {
      case 'report':
        if (message.saved) this.lastSaved = message.saved;
        this.reportDue = message.report.state.running && message.report.wanted.length === 0;
        this.events.report(message.report);
        this.line.send({ type: 'taken', id: this.id });
        return;
      case 'answer':
        return this.orders.shift()?.answered(message.answer);
      case 'table':
        return this.tables.shift()?.(message.table);
      case 'closed':
        this.line.leave(this.id);
        return this.closing?.resolve(message.saved);
      case 'failed':
        this.lost = message.reason;
        this.line.leave(this.id);
        for (const resolve of this.tables.splice(0)) resolve([]);
        this.closing?.reject(new Error(message.reason));
        this.events.failed(new Error(message.reason));
    }
  }
}
