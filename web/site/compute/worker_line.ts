// worker_line.ts: the page's one Worker that hosts models: started with the first long run, shared by all of them.
import { Silence } from './silence.js';
import type { FromHost, FromWorker, ToHost } from './worker_protocol.js';

// Neither files opened from disk nor frames without an origin may start Workers.
export const workersAllowed = (): boolean =>
  typeof Worker === 'function' && location.protocol !== 'file:' && self.origin !== 'null';

// Workers are tried so often on a page.
export const mostFailures = 3;

// Beats until a Worker that owes an answer is given up, see silence.ts.
const mostBeats = 10;

export interface Listener {
  receive(message: FromHost): void;
  owed(): boolean; // something was sent that is not answered yet
}

export class WorkerLine {
  private worker: Worker | null = null;
  private failures = 0;
  private lastId = 0;
  private readonly listeners = new Map<number, Listener>();
  private readonly silence = new Silence(
    mostBeats,
    () => [...this.listeners.values()].some(listener => listener.owed()),
    reason => this.fail(reason),
  );

  constructor(
    private readonly makeWorker: () => Worker,
    private readonly allowed = workersAllowed(),
  ) {}

  // False: compute in the page. What failed may have passed, as where the network was gone; not for ever.
  get available(): boolean {
    return this.allowed && this.failures < mostFailures;
  }

  // A number for a model that is going to be opened there.
  join(listener: Listener): number {
    this.listeners.set(++this.lastId, listener);
    return this.lastId;
  }
  leave(id: number): void {
    this.listeners.delete(id);
  }

  send(message: ToHost, transfer: Transferable[] = []): void {
    if (!this.available) return;
    try {
      (this.worker ??= this.open()).postMessage(message, transfer);
      this.silence.sent();
    } catch (error) {
      // Not at once: who sends may still be in the making, and is to hear of it.
      queueMicrotask(() => this.fail(String(error)));
    }
  }

  private open(): Worker {
    const worker = this.makeWorker();
    worker.onmessage = (event: MessageEvent<FromWorker>) => {
      const { data } = event;
      if (!('id' in data) || this.worker !== worker) return;
      this.silence.heard();
      this.listeners.get(data.id)?.receive(data);
    };
    worker.onerror = event => {
      event.preventDefault();
      if (this.worker === worker) this.fail(event.message || "the Worker's script could not be loaded");
    };
    return worker;
  }

  // All models that it hosted are out of reach.
  private fail(reason: string): void {
    ++this.failures;
    this.silence.end();
    this.worker?.terminate();
    this.worker = null;
    const lost = [...this.listeners];
    this.listeners.clear();
    for (const [id, listener] of lost) listener.receive({ type: 'failed', id, reason });
  }
}
