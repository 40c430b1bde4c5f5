// background_run.ts: moves the long run of a live figure off the page and takes its states back, newest only.
//
// Training runs that the widget can take from others go to a pool of Workers (run_pool.ts); every other run goes to one
// Worker with a second instance of the widget (worker.ts); where no Worker can be had the page computes by itself. The
// ticks come to the same in all three.
import type { FullSnapshot } from '../figure/declaration.js';
import type { AppAddresses } from '../figure/loader.js';
import type { WidgetApp } from '../figure/widget_app.js';
import { reducedMotion } from '../figure/surroundings.js';
import type { RunPool, RunPoolEvents } from './run_pool.js';
import { WorkerRun, workersAllowed } from './worker_run.js';

export interface BackgroundRunHost {
  // Every entry from outside passes through here, so that a failing program is told once.
  guarded(run: () => void): void;
  // Whether ticks are computed elsewhere has changed.
  optionsChanged(): void;
  wantFrame(): void;
  // What a tick of the present run has cost so far.
  cost(msPerTick: number, isLast: boolean): void;
  // Asks to follow() the present state anew.
  again(): void;
}

type PoolModule = typeof import('./run_pool.js');

// Runs shorter than this are done on the page: starting a Worker would cost more than they do.
export const shortRun = 200;

export class BackgroundRun {
  // The values of the present run, and the ticks and goal of the last state taken from it.
  private run: { values: string; ticks: number; goal: number; by: 'worker' | 'pool' } | null = null;
  private readonly worker: WorkerRun;
  private pool: Promise<RunPool> | null = null;
  private poolUsable: boolean;
  private closed = false;

  constructor(
    private readonly app: WidgetApp,
    private readonly ticksPerSecond: number,
    private readonly host: BackgroundRunHost,
    private readonly addresses: AppAddresses,
    makeWorker: (events: ConstructorParameters<typeof WorkerRun>[4]) => WorkerRun,
  ) {
    this.poolUsable = workersAllowed() && addresses.pool !== '';
    this.worker = makeWorker({
      state: (bytes, msPerTick) => host.guarded(() => this.takeState(bytes, msPerTick)),
      unavailable: () => host.guarded(() => this.goOnElsewhere()),
    });
  }

  get active(): boolean {
    return this.run !== null;
  }

  // Starts, restarts or stops the Workers so that they compute what the widget now is.
  follow(snapshot: FullSnapshot): void {
    const { running, ticks, goal } = snapshot;
    if (!running) {
      if (!this.run) return;
      this.stop();
      this.host.optionsChanged();
      return;
    }
    const values = JSON.stringify(snapshot.values);
    if (this.run && this.run.values === values && this.run.ticks === ticks && this.run.goal === goal) return;
    if (!this.run && goal - ticks < shortRun) return;
    if (this.poolHelps()) this.startPool({ values, ticks, goal, by: 'pool' });
    else if (this.worker.available) this.startWorker(snapshot, { values, ticks, goal, by: 'worker' });
    else this.stop();
    this.host.optionsChanged();
  }

  close(): void {
    this.closed = true;
    this.run = null;
    this.worker.close();
    void this.pool?.then(
      pool => pool.close(),
      () => {},
    );
  }

  private stop(): void {
    if (this.run?.by === 'worker') this.worker.stop();
    if (this.run?.by === 'pool') void this.withPool(pool => pool.stop());
    this.run = null;
  }

  // True if several Workers would share the way to the goal.
  poolHelps(): boolean {
    return this.poolUsable && this.app.wantedRuns(1).length > 0;
  }

  private startWorker(snapshot: FullSnapshot, run: NonNullable<typeof this.run>): void {
    if (this.run?.by === 'pool') this.stop();
    this.run = run;
    this.worker.start(snapshot.values, this.app.save(), reducedMotion() ? Infinity : this.ticksPerSecond);
  }

  private startPool(run: NonNullable<typeof this.run>): void {
    if (this.run?.by === 'worker') this.stop();
    this.run = run;
    void this.withPool(pool => {
      if (this.run === run) pool.start();
    });
  }

  // Its program is fetched when the first sweep starts, so that no other page pays for it.
  private async withPool(use: (pool: RunPool) => void): Promise<void> {
    const { pool, runner, engine } = this.addresses;
    this.pool ??= import(pool).then(
      (module: PoolModule) => new module.RunPool({ runner, engine }, this.poolEvents()),
    );
    try {
      const made = await this.pool;
      if (this.closed) made.close();
      else use(made);
    } catch {
      if (!this.closed) this.poolFailed();
    }
  }

  private poolEvents(): RunPoolEvents {
    return {
      wanted: most => {
        let runs: ReturnType<WidgetApp['wantedRuns']> = [];
        this.host.guarded(() => (runs = this.app.wantedRuns(most)));
        return runs;
      },
      trained: (run, trainAccuracy, testAccuracy) =>
        this.host.guarded(() => this.takeRun(run, trainAccuracy, testAccuracy)),
      unavailable: () => this.poolFailed(),
    };
  }

  private poolFailed(): void {
    this.poolUsable = false;
    this.host.guarded(() => this.goOnElsewhere());
  }

  private takeRun(run: number, trainAccuracy: number, testAccuracy: number): void {
    if (this.run?.by !== 'pool') return;
    this.app.offerRun(run, trainAccuracy, testAccuracy);
    if (this.app.takeOffered() === 0) return;
    this.run.ticks = this.app.ticks();
    this.host.wantFrame();
  }

  private takeState(bytes: Uint8Array, msPerTick: number): void {
    if (!this.run) return;
    if (!this.app.load(bytes)) throw new Error("the Worker's state could not be loaded");
    this.run.ticks = this.app.ticks();
    this.host.cost(msPerTick, !this.app.running());
    this.host.wantFrame();
    // The visible part of the work is done; what is left can be shared out.
    if (this.app.running() && this.poolHelps()) this.goOnElsewhere();
  }

  private goOnElsewhere(): void {
    this.stop();
    this.host.optionsChanged();
    this.host.wantFrame();
    this.host.again();
  }
}
