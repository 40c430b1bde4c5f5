// page_model.ts: a model of the page, whoever shows it: the one place that decides where it runs.
//
// It begins in the page, where commands take effect at once. With its first long run it moves to the Worker and stays
// there: the page keeps the last report, and the last saved state in case the Worker fails. Training runs that it waits
// for go to a pool of further Workers. Where no Worker can be had it runs in the page, in short slices.
import type { Declaration, Texts } from './declaration.js';
import { LocalRunner } from './local_runner.js';
import { Model } from './model.js';
import type { PlayState, SavedModel, View, ViewState } from './model.js';
import { RemoteRunner } from './remote_runner.js';
import { RunPool } from './run_pool.js';
import type { Answer, Command, Pacing, Report, Runner, RunnerEvents } from './runner.js';
import { noAnswer } from './silence.js';
import { mostFailures } from './worker_line.js';
import type { WorkerLine } from './worker_line.js';

export interface PageModelParts {
  module(): Promise<WebAssembly.Module>;
  readonly line: WorkerLine;
  makeWorker(): Worker;
  calm(): boolean; // motion is not welcome: states, four a second
  readonly makeModel?: typeof Model.make;
}

export interface ModelListener {
  report?(report: Report): void;
  failed?(error: unknown): void;
  note?(words: string): void; // to the reader
}

// Runs of fewer ticks stay in the page, if their ticks are cheap: starting a Worker would cost more than they do.
export const shortRun = 200;
const pageSliceMs = 10;
const longTickMs = 8;
const shortMs = 100;
const calmPacing = { ticksPerSecond: Infinity, betweenReportsMs: 250 };
const betweenReportsMs = 15; // a report a frame is enough

interface Waiter {
  readonly turn: number;
  resolve(reached: boolean): void;
}

export class PageModel {
  private module: WebAssembly.Module | null = null;
  private runner: Runner | null = null;
  private place: 'page' | 'worker' = 'page';
  private workerFailed = false; // in the present run
  private workerFailures = 0;
  private pool: RunPool | null = null;
  private poolFailed = false;
  private poolFailures = 0;
  private poolFor: { key: string; turn: number; runner: Runner | null } = { key: '', turn: 0, runner: null };
  private assisted = false;
  private opening: Promise<void> | null = null;
  private closing: Promise<void> = Promise.resolve();
  private saved: SavedModel | null = null;
  private orders = 0;
  private readonly unanswered = new Set<(answer: Answer) => void>();
  private last: Report | null = null;
  private waiters: Waiter[] = [];
  private readonly views = new Map<string, View>();
  private readonly looks = new Map<string, ViewState>();
  private readonly holders = new Set<string>();
  private readonly listeners = new Set<ModelListener>();

  constructor(
    readonly declaration: Declaration,
    private readonly parts: PageModelParts,
  ) {}

  // Null before it was open once; kept while it is closed.
  get state(): PlayState | null {
    return this.last?.state ?? null;
  }
  get isOpen(): boolean {
    return this.runner !== null;
  }
  // Orders that are on their way.
  get pending(): number {
    return this.runner instanceof RemoteRunner ? this.runner.pending.length : 0;
  }
  lookOf(view: string): ViewState | null {
    return this.looks.get(view) ?? null;
  }
  listen(listener: ModelListener): void {
    this.listeners.add(listener);
  }

  // ---- life ----

  // begin: what is done the first time; later it goes on from where it was closed.
  open(begin: () => Promise<unknown>): Promise<void> {
    this.opening ??= this.make(begin).catch((error: unknown) => {
      this.opening = null;
      throw error;
    });
    return this.opening;
  }
  private async make(begin: () => Promise<unknown>): Promise<void> {
    await this.closing;
    this.module = await this.parts.module();
    const model = await (this.parts.makeModel ?? Model.make)(this.module, this.declaration);
    if (this.saved) model.load(this.saved);
    this.runner = this.local(model);
    this.runner.pacing(this.pacing());
    if (this.saved) this.runner.start();
    else await begin();
  }

  // Somebody needs it; when all have let go it is closed.
  hold(who: string): void {
    this.holders.add(who);
  }
  letGo(who: string): void {
    if (this.holders.delete(who) && this.holders.size === 0) void this.close();
  }

  // Keeps the state and lets the program go.
  close(): Promise<void> {
    const { runner } = this;
    if (!runner) return this.closing;
    this.runner = null;
    this.opening = null;
    this.place = 'page';
    this.pool?.close();
    this.pool = null;
    this.assisted = false;
    this.views.clear();
    if (this.last) this.last = { ...this.last, views: {} }; // a picture that nobody drew keeps its program
    this.settleWaiters(() => false);
    this.closing = runner.close().then(
      saved => void (this.saved = saved),
      () => {
        if (runner instanceof RemoteRunner) this.saved = runner.lastSaved;
      },
    );
    return this.closing;
  }

  // ---- commands ----

  order(...commands: Command[]): Promise<Answer> {
    const { runner } = this;
    if (!runner) return Promise.resolve({ refused: ['the figure is not live'], adjusted: [] });
    ++this.orders;
    this.workerFailed = this.workerFailures >= mostFailures;
    this.poolFailed = this.poolFailures >= mostFailures;
    return new Promise(resolve => {
      this.unanswered.add(resolve);
      runner.order(commands, answer => {
        this.unanswered.delete(resolve);
        resolve(answer);
      });
    });
  }
  // False: something else was ordered before it came to its end.
  async carryOut(...commands: Command[]): Promise<boolean> {
    if (!this.runner) return false;
    const turn = this.orders + 1;
    const ended = new Promise<boolean>(resolve => this.waiters.push({ turn, resolve }));
    void this.order(...commands);
    return ended;
  }
  table(panel: number): Promise<string[][]> {
    return this.runner?.table(panel) ?? Promise.resolve([]);
  }

  // ---- looking ----

  // The picture of a view; it comes with each report from now on.
  look(id: string, view: View | null): void {
    if (view) this.views.set(id, view);
    else this.views.delete(id);
    if (!view) this.looks.delete(id);
    this.runner?.view(id, view);
  }
  // What calm() answers has changed.
  paceChanged(): void {
    this.runner?.pacing(this.pacing());
  }

  // ---- inside ----

  private pacing(): Pacing {
    const { assisted } = this;
    if (this.parts.calm()) return { ...calmPacing, assisted };
    return { ticksPerSecond: this.declaration.playback.ticks_per_second, betweenReportsMs, assisted };
  }

  private local(model: Model, hurries = false): LocalRunner {
    const turn = this.orders;
    const events: RunnerEvents = {
      report: report => {
        if (this.runner === runner) this.take(report);
      },
      failed: error => this.fail(error),
    };
    const runner = new LocalRunner(model, events, {
      sliceMs: pageSliceMs,
      reportsLongTicks: true,
      turn,
      hurries,
    });
    runner.setViews(Object.fromEntries(this.views));
    return runner;
  }

  private take(report: Report): void {
    this.last = report;
    for (const [id, look] of Object.entries(report.views)) if (this.views.has(id)) this.looks.set(id, look);
    if (this.shouldMove(report)) this.moveSoon();
    if (this.place === 'worker') this.help(report);
    for (const listener of this.listeners) listener.report?.(report);
    const { turn, state } = report;
    this.settleWaiters(waiter => (turn > waiter.turn ? false : turn === waiter.turn && !state.running ? true : null));
  }
  private settleWaiters(judge: (waiter: Waiter) => boolean | null): void {
    const before = this.waiters;
    this.waiters = [];
    const left = before.filter(waiter => {
      const reached = judge(waiter);
      if (reached !== null) waiter.resolve(reached);
      return reached === null;
    });
    this.waiters.unshift(...left);
  }

  private shouldMove({ state, msPerTick, longestMs }: Report): boolean {
    if (this.place === 'worker' || this.workerFailed || !state.running || !this.parts.line.available) return false;
    const left = state.goal - state.ticks;
    return left >= shortRun || longestMs > longTickMs || msPerTick * left > shortMs;
  }

  // The press that began the run is answered first; the move is ahead of the next slice.
  private moveSoon(): void {
    const { runner } = this;
    setTimeout(() => {
      const { last } = this;
      if (!last || this.runner !== runner || !this.shouldMove(last)) return;
      // The Worker must not begin with runs that the pool is going to train.
      this.assisted = last.wanted.length > 0 && !this.poolFailed;
      this.moveToWorker();
      this.help(last);
    });
  }
  private moveToWorker(): void {
    const { runner, module, declaration } = this;
    if (!(runner instanceof LocalRunner) || !module) return;
    const { model, hurries } = runner;
    runner.stop();
    const views = Object.fromEntries(this.views);
    const saved = model.save();
    const pacing = this.pacing();
    this.place = 'worker';
    const events: RunnerEvents = {
      report: report => {
        if (this.runner === remote) this.take(report);
      },
      failed: reason => {
        if (this.runner !== remote) return;
        void this.goOnHere(remote, hurries).catch((error: unknown) => this.fail(error));
        this.noteSilence(String(reason));
      },
    };
    const turn = this.orders;
    const handover = { module, declaration, saved, views, pacing, turn, hurries };
    const remote = new RemoteRunner(this.parts.line, handover, events);
    this.runner = remote;
  }

  // The Worker failed: the page goes on from the last state that came over, with the orders that were not answered.
  private async goOnHere(remote: RemoteRunner, hurries: boolean): Promise<void> {
    this.workerFailed = true;
    ++this.workerFailures;
    if (!this.module) return;
    const model = await (this.parts.makeModel ?? Model.make)(this.module, this.declaration);
    if (this.runner !== remote) return;
    model.load(remote.lastSaved);
    this.place = 'page';
    this.assisted = false;
    const { pending } = remote;
    this.orders -= pending.length;
    const runner = this.local(model, hurries);
    this.runner = runner;
    runner.pacing(this.pacing());
    runner.start();
    for (const { commands, answered } of pending) {
      ++this.orders;
      runner.order(commands, answered);
    }
  }

  // Runs that are wanted are trained by the pool.
  private help({ state, wanted, turn }: Report): void {
    if (this.poolFailed || !this.module) return;
    if (!state.running) {
      this.pool?.rest();
      return;
    }
    if (wanted.length === 0) return;
    const key = this.settingKey(state.texts);
    const { runner, poolFor } = this;
    if (turn !== poolFor.turn || runner !== poolFor.runner) this.pool?.forget();
    this.poolFor = { key, turn, runner };
    this.pool ??= new RunPool(
      this.module,
      this.declaration,
      { trained: run => this.runner?.offer(run), unavailable: reason => this.goOnWithoutPool(reason) },
      this.parts.makeWorker,
    );
    this.assist(true);
    this.pool?.want(state.texts, wanted, key !== poolFor.key);
  }
  private goOnWithoutPool(reason: string): void {
    this.poolFailed = true;
    ++this.poolFailures;
    this.pool = null;
    this.assist(false);
    this.noteSilence(reason);
  }
  // The reader has waited, and waits on.
  private noteSilence(reason: string): void {
    if (reason.includes(noAnswer)) for (const listener of this.listeners) listener.note?.(noAnswer);
  }
  private assist(assisted: boolean): void {
    if (this.assisted === assisted) return;
    this.assisted = assisted;
    this.paceChanged();
  }
  // Of these values the results of training runs depend.
  private settingKey(texts: Texts): string {
    return JSON.stringify(
      this.declaration.params.filter(({ effect }) => effect === 'resets').map(({ id }) => texts[id]),
    );
  }

  private fail(error: unknown): void {
    this.runner = null;
    this.opening = null;
    this.saved = null;
    this.place = 'page';
    this.pool?.close();
    this.pool = null;
    this.settleWaiters(() => false);
    // Whoever waits for an answer of the broken program would wait for ever.
    for (const resolve of this.unanswered) resolve({ refused: ['the program stopped'], adjusted: [] });
    this.unanswered.clear();
    for (const listener of this.listeners) listener.failed?.(error);
  }
}
