// model_host.ts: the Worker's side of running models: each hosted model has a LocalRunner, the page hears its reports.
import { LocalRunner } from './local_runner.js';
import type { Clock } from './local_runner.js';
import { Model } from './model.js';
import type { SavedModel } from './model.js';
import type { Report } from './runner.js';
import type { FromHost, ToHost } from './worker_protocol.js';

const sliceMs = 12;
const betweenCheckpointsMs = 2000;

interface Hosted {
  readonly runner: Promise<LocalRunner>;
  savedAt: number;
}
type Post = (message: FromHost, transfer?: Transferable[]) => void;

export class ModelHost {
  private readonly hosted = new Map<number, Hosted>();

  constructor(
    private readonly post: Post,
    private readonly makeModel = Model.make,
    private readonly clock?: Clock,
  ) {}

  receive(message: ToHost): void {
    const { id } = message;
    if (message.type === 'open') {
      this.hosted.set(id, { runner: this.open(message), savedAt: 0 });
      this.hosted.get(id)!.runner.catch((error: unknown) => this.fail(id, error));
      return;
    }
    // Each message waits until the model is made; they keep their order.
    void this.hosted.get(id)?.runner.then(
      runner => this.carryOut(runner, message),
      () => {},
    );
  }

  private async open(message: Extract<ToHost, { type: 'open' }>): Promise<LocalRunner> {
    const { id, module, declaration, saved, views, pacing, turn, hurries } = message;
    const model = await this.makeModel(module, declaration);
    if (!model.load(saved)) throw new Error('the saved state could not be loaded');
    const runner = new LocalRunner(
      model,
      { report: report => this.report(id, model, report), failed: error => this.fail(id, error) },
      { sliceMs, waitsForTaken: true, turn, hurries, ...(this.clock ? { clock: this.clock } : {}) },
    );
    runner.setViews(views);
    runner.pacing(pacing);
    runner.start();
    return runner;
  }

  private carryOut(runner: LocalRunner, message: Exclude<ToHost, { type: 'open' }>): void {
    const { id } = message;
    switch (message.type) {
      case 'order':
        return runner.order(message.commands, answer => this.post({ type: 'answer', id, answer }));
      case 'view':
        return runner.view(message.view, message.value);
      case 'pacing':
        return runner.pacing(message.pacing);
      case 'offer':
        return runner.offer(message.run);
      case 'taken':
        return runner.taken();
      case 'table':
        return void runner.table(message.panel).then(table => this.post({ type: 'table', id, table }));
      case 'close':
        this.hosted.delete(id);
        return void runner.close().then(
          saved => this.post({ type: 'closed', id, saved }, [saved.bytes.buffer]),
          (error: unknown) => this.fail(id, error),
        );
    }
  }

  private report(id: number, model: Model, report: Report): void {
    const hosted = this.hosted.get(id);
    if (!hosted) return;
    const transfer = Object.values(report.views).map(({ picture }) => picture.buffer as Transferable);
    let saved: SavedModel | null = null;
    if (!report.state.running || performance.now() - hosted.savedAt > betweenCheckpointsMs) {
      hosted.savedAt = performance.now();
      saved = model.save();
      transfer.push(saved.bytes.buffer);
    }
    this.post({ type: 'report', id, report, saved }, transfer);
  }

  private fail(id: number, error: unknown): void {
    this.hosted.delete(id);
    this.post({ type: 'failed', id, reason: String(error) });
  }
}
