// worker_run.ts: the page's side of computing ticks in a Worker; see worker.ts for the other side.
import type { AppAddresses } from '../figure/loader.js';
import type { Values, WidgetBlock } from '../figure/declaration.js';
import type { FromWorker, ToWorker } from './worker_protocol.js';

export interface WorkerRunEvents {
  // A newer state of the present run.
  state(bytes: Uint8Array, msPerTick: number): void;
  // No Worker can be had here; whoever started a run goes on with it on the page.
  unavailable(reason: string): void;
}

// Neither files opened from disk nor frames without an origin may start Workers.
export const workersAllowed = (): boolean =>
  typeof Worker === 'function' && location.protocol !== 'file:' && self.origin !== 'null';

export class WorkerRun {
  private worker: Worker | null = null;
  private generation = 0;
  private usable = workersAllowed();

  constructor(
    private readonly addresses: AppAddresses,
    private readonly module: WebAssembly.Module,
    private readonly widget: string,
    private readonly block: WidgetBlock,
    private readonly events: WorkerRunEvents,
  ) {}

  // False: compute on the page. A Worker that failed once is not tried again.
  get available(): boolean {
    return this.usable;
  }

  start(values: Values, bytes: Uint8Array<ArrayBuffer>, ticksPerSecond: number): void {
    const generation = ++this.generation;
    try {
      this.open();
      this.send({ type: 'run', generation, values, bytes, ticksPerSecond }, [bytes.buffer]);
    } catch (error) {
      this.fail(String(error));
    }
  }

  // Older states that are still on their way are void from here on.
  stop(): void {
    ++this.generation;
    if (this.worker) this.send({ type: 'stop' });
  }

  close(): void {
    ++this.generation;
    this.worker?.terminate();
    this.worker = null;
  }

  private open(): void {
    if (this.worker) return;
    const worker = new Worker(this.addresses.worker);
    this.worker = worker;
    worker.onmessage = (event: MessageEvent<FromWorker>) => {
      if (this.worker === worker) this.receive(event.data);
    };
    worker.onerror = event => {
      event.preventDefault();
      if (this.worker === worker) this.fail(event.message || "the Worker's script could not be loaded");
    };
    const { glue } = this.addresses;
    this.send({ type: 'open', module: this.module, glue, widget: this.widget, block: this.block });
  }

  private receive(message: FromWorker): void {
    if (message.type === 'failed') {
      this.fail(message.reason);
      return;
    }
    if (message.generation !== this.generation) return;
    this.events.state(message.bytes, message.msPerTick);
    if (message.generation === this.generation) this.send({ type: 'taken' });
  }

  private fail(reason: string): void {
    this.usable = false;
    this.close();
    this.events.unavailable(reason);
  }

  private send(message: ToWorker, transfer: Transferable[] = []): void {
    this.worker?.postMessage(message, transfer);
  }
}
