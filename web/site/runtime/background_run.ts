// background_run.ts: moves the long run of a live figure into a Worker and takes its states back, newest only.
import type { FullSnapshot } from './declaration.js';
import type { WidgetApp } from './widget_app.js';
import { reducedMotion } from './surroundings.js';
import { WorkerRun } from './worker_run.js';

export interface BackgroundRunHost {
  // Every entry from outside passes through here, so that a failing program is told once.
  guarded(run: () => void): void;
  // Whether ticks are computed elsewhere has changed.
  optionsChanged(): void;
  wantFrame(): void;
}

// Runs shorter than this are done on the page: starting a Worker would cost more than they do.
const shortRun = 200;

export class BackgroundRun {
  // The values of the present run, and the ticks and goal of the last state taken from it.
  private run: { values: string; ticks: number; goal: number } | null = null;
  private readonly worker: WorkerRun;

  constructor(
    private readonly app: WidgetApp,
    private readonly ticksPerSecond: number,
    private readonly host: BackgroundRunHost,
    makeWorker: (events: ConstructorParameters<typeof WorkerRun>[4]) => WorkerRun,
  ) {
    this.worker = makeWorker({
      state: bytes => host.guarded(() => this.takeState(bytes)),
      unavailable: () => host.guarded(() => this.goOnOnPage()),
    });
  }

  get active(): boolean {
    return this.run !== null;
  }

  // Starts, restarts or stops the Worker so that it computes what the widget now is.
  follow(snapshot: FullSnapshot): void {
    const { running, ticks, goal } = snapshot;
    if (!running) {
      if (!this.run) return;
      this.worker.stop();
      this.run = null;
      this.host.optionsChanged();
      return;
    }
    const values = JSON.stringify(snapshot.values);
    if (this.run && this.run.values === values && this.run.ticks === ticks && this.run.goal === goal) return;
    if (!this.worker.available || (!this.run && goal - ticks < shortRun)) return;
    this.run = { values, ticks, goal };
    this.host.optionsChanged();
    this.worker.start(snapshot.values, this.app.save(), reducedMotion() ? Infinity : this.ticksPerSecond);
  }

  close(): void {
    this.worker.close();
  }

  private takeState(bytes: Uint8Array): void {
    if (!this.run) return;
    if (!this.app.load(bytes)) throw new Error("the Worker's state could not be loaded");
    this.run.ticks = this.app.ticks();
    this.host.wantFrame();
  }

  private goOnOnPage(): void {
    this.run = null;
    this.host.optionsChanged();
    this.host.wantFrame();
  }
}
