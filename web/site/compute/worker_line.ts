// worker_line.ts: the page's one Worker that hosts models: started with the first long run, shared by all of them.
import type { FromHost, FromWorker, ToHost } from './worker_protocol.js';

// Neither files opened from disk nor frames without an origin may start Workers.
export const workersAllowed = (): boolean =>
  typeof Worker === 'function' && location.protocol !== 'file:' && self.origin !== 'null';

// Workers are tried so often on a page.
export const mostFailures = 3;

// A Worker that owes an answer and says nothing for so many beats is given up. Beats of the page, not time by a clock: a tab
// that was frozen, or a computer that slept, wakes with a single one.
export const beatMs = 1000;
const mostBeats = 10;
export const noAnswer = 'The background process does not answer; the run goes on in this page.';

export interface Listener {
  receive(message: FromHost): void;
  owed(): boolean; // something was sent that is not answered yet
}

export class WorkerLine {
  private worker: Worker | null = null;
  private failures = 0;
  private lastId = 0;
  private beats: ReturnType<typeof setInterval> | undefined;
  private silent = 0; // beats since its last word
  private readonly listeners = new Map<number, Listener>();

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
      this.beats ??= setInterval(() => this.beat(), beatMs);
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
      this.silent = 0;
      this.listeners.get(data.id)?.receive(data);
    };
    worker.onerror = event => {
      event.preventDefault();
      if (this.worker === worker) this.fail(event.message || "the Worker's script could not be loaded");
    };
    return worker;
  }

  private beat(): void {
    if (![...this.listeners.values()].some(listener => listener.owed())) this.rest();
    else if (++this.silent >= mostBeats) this.fail(noAnswer);
  }
  // The next message begins to count anew.
  private rest(): void {
    clearInterval(this.beats);
    this.beats = undefined;
    this.silent = 0;
  }

  // All models that it hosted are out of reach.
  private fail(reason: string): void {
    ++this.failures;
    this.rest();
    this.worker?.terminate();
    this.worker = null;
    const lost = [...this.listeners];
    this.listeners.clear();
    for (const [id, listener] of lost) listener.receive({ type: 'failed', id, reason });
  }
}
