// local_runner.ts: runs one model right here, in slices that let others in between. It serves the page, and the Worker.
import type { Model, PlayState, SavedModel, TrainedRun, View, ViewState } from './model.js';
import { Pace } from './pace.js';
import type { LooseValues } from './declaration.js';
import type { Answer, Command, Pacing, Report, Runner, RunnerEvents } from './runner.js';

export interface Clock {
  now(): number;
  later(run: () => void, ms: number): () => void; // the answer takes it back
}
export const realClock: Clock = {
  now: () => performance.now(),
  later: (run, ms) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

export interface LocalRunnerOptions {
  readonly sliceMs: number; // so long does an order wait at most, apart from a single long tick
  readonly waitsForTaken?: boolean; // after a report of a run the next comes only after taken()
  readonly reportsLongTicks?: boolean; // at once, so that whoever hears may run it elsewhere
  readonly turn?: number; // orders that another runner carried out before
  readonly hurries?: boolean; // the run that is taken over goes as fast as it can
  readonly clock?: Clock;
}

// These set only where a run goes.
const isRun = ({ type }: Command): boolean =>
  type === 'run' || type === 'run_to' || type === 'run_on' || type === 'pause';

const mostWanted = 8;
const longChunk = 1024;

export class LocalRunner implements Runner {
  private readonly views = new Map<string, View>();
  private readonly pace = new Pace();
  private readonly clock: Clock;
  private takeBack: (() => void) | null = null;
  private paced: Pacing = { ticksPerSecond: 60, betweenReportsMs: 15, assisted: false };
  private fast: boolean; // the present run goes as fast as it can
  private turn: number;
  private chunk = 1;
  private run = { ticks: 0, spentMs: 0, longestMs: 0 };
  private reportedAt = -Infinity;
  private reportIsTaken = true;
  private unreported = false;
  private closed = false;

  constructor(
    readonly model: Model,
    private readonly events: RunnerEvents,
    private readonly options: LocalRunnerOptions,
  ) {
    this.clock = options.clock ?? realClock;
    this.turn = options.turn ?? 0;
    this.fast = options.hurries ?? false;
  }

  order(commands: readonly Command[], answered: (answer: Answer) => void): void {
    this.guarded(() => {
      const refused: string[] = [];
      const adjusted: string[] = [];
      this.run = { ticks: 0, spentMs: 0, longestMs: 0 };
      const before = this.model.ticks;
      for (const command of commands) this.carryOut(command, { refused, adjusted });
      ++this.turn;
      this.pace.restart();
      // A run that is to begin has changed nothing yet: its first task is short.
      const looksSame = !this.unreported && this.model.ticks === before && commands.every(command => isRun(command));
      this.report(!looksSame);
      answered({ refused, adjusted });
      this.goOn();
    });
  }
  get hurries(): boolean {
    return this.fast;
  }
  // Without a report; the next one shows them.
  setViews(views: Readonly<Record<string, View>>): void {
    for (const [id, view] of Object.entries(views)) this.views.set(id, view);
  }
  view(id: string, view: View | null): void {
    if (view) this.views.set(id, view);
    else this.views.delete(id);
    if (view) this.guarded(() => this.report());
  }
  pacing(pacing: Pacing): void {
    this.paced = pacing;
    this.pace.restart();
    this.guarded(() => this.goOn());
  }
  offer(run: TrainedRun): void {
    this.guarded(() => {
      if (this.model.offer(run) && this.model.takeOffered() > 0) this.unreported = true;
      this.goOn();
    });
  }
  table(panel: number): Promise<string[][]> {
    return Promise.resolve(this.guarded(() => this.model.table(panel)) ?? []);
  }
  close(): Promise<SavedModel> {
    this.stop();
    return new Promise(resolve => resolve(this.model.save()));
  }
  // Ends without a word: another runner has taken the model over.
  stop(): void {
    this.closed = true;
    this.takeBack?.();
    this.takeBack = null;
  }
  // The last report was taken.
  taken(): void {
    this.reportIsTaken = true;
    this.guarded(() => {
      if (this.unreported && !this.model.running) this.report();
    });
  }
  start(): void {
    this.guarded(() => {
      this.report();
      this.goOn();
    });
  }

  // ---- inside ----

  private carryOut(command: Command, answer: { refused: string[]; adjusted: string[] }): void {
    const { model } = this;
    if (command.type === 'run' || command.type === 'act') this.fast = false;
    if (command.type === 'run_to' || command.type === 'run_on') this.fast = true;
    switch (command.type) {
      case 'set':
        return this.set(command.values, answer);
      case 'set_part':
        return model.setPart(command.param, command.place, command.value);
      case 'act':
        return model.act(command.action);
      case 'step':
        return model.step(command.ticks);
      case 'run_to':
        return model.runTo(command.tick);
      case 'run_on':
        return model.runTo(model.ticks + Math.max(0, command.ticks));
      case 'seek':
        return model.seek(command.tick);
      case 'run':
        return model.run();
      case 'pause':
        return model.pause();
      case 'reset':
        return model.reset();
    }
  }

  private set(values: LooseValues, { refused, adjusted }: { refused: string[]; adjusted: string[] }): void {
    const { model } = this;
    const { params } = model.declaration;
    for (const [id, value] of Object.entries(values)) {
      const place = params.findIndex(param => param.id === id);
      if (place < 0) {
        refused.push(`there is no parameter "${id.slice(0, 40)}"`);
        continue;
      }
      const staged = model.stage(place, value);
      if (staged !== 'taken') (staged === 'refused' ? refused : adjusted).push(model.message());
    }
    model.apply();
  }

  private goOn(): void {
    if (this.closed || this.takeBack || (!this.model.running && !this.unreported)) return;
    this.wait(0);
  }
  private wait(ms: number): void {
    this.takeBack = this.clock.later(() => {
      this.takeBack = null;
      this.guarded(() => this.slice());
    }, ms);
  }

  private slice(): void {
    const begin = this.clock.now();
    const waits = this.advance();
    const { model, options } = this;
    const now = this.clock.now();
    const tooLong = options.reportsLongTicks === true && now - begin > options.sliceMs;
    const due = tooLong || Math.abs(now - this.reportedAt) >= this.paced.betweenReportsMs || !model.running;
    if (this.unreported && due && this.reportIsTaken) {
      this.reportIsTaken = !this.options.waitsForTaken;
      this.report();
    }
    // Runs of a pool come when they come: offer() goes on.
    if (this.closed || !model.running || this.takeBack) return;
    if (waits === 'pool' && !this.unreported) return;
    this.wait(waits === 'no' ? 0 : 8);
  }

  // For one slice or up to the pace, whichever comes first. The chunk grows until it takes about a millisecond.
  private advance(): 'no' | 'pace' | 'pool' {
    const { model, clock } = this;
    const begin = clock.now();
    // A clock that was set back ends it too.
    for (let now = begin; Math.abs(now - begin) < this.options.sliceMs && model.running;) {
      if (this.paced.assisted && model.wantedRuns(1).length > 0) return 'pool';
      const allowed = this.pace.due(now, this.fast ? Infinity : this.paced.ticksPerSecond);
      const count = Math.min(this.paced.assisted ? 1 : this.chunk, allowed);
      if (count <= 0) return 'pace';
      const done = model.advance(count);
      const spent = clock.now() - now;
      this.pace.done(done);
      this.count(done, spent);
      if (spent < 1 && count === this.chunk) this.chunk = Math.min(this.chunk * 2, longChunk);
      if (spent > 2) this.chunk = Math.max(1, this.chunk >> 1);
      now += spent;
      if (done === 0) break; // nothing comes of it
    }
    return 'no';
  }
  private count(done: number, spentMs: number): void {
    this.run.ticks += done;
    this.run.spentMs += spentMs;
    this.run.longestMs = Math.max(this.run.longestMs, spentMs);
    this.unreported = true;
  }

  private report(withViews = true): void {
    const state = this.model.state();
    const views: Record<string, ViewState> = {};
    if (withViews)
      for (const [id, view] of this.views) views[id] = this.model.viewState(view, draw => this.drawn(draw));
    this.unreported = false;
    this.reportedAt = this.clock.now();
    this.events.report({ state, turn: this.turn, views, wanted: this.wanted(state), ...this.costs() });
  }
  // Whoever looks gets it even when the run has gone elsewhere.
  private drawn<T>(draw: () => T): T {
    try {
      return draw();
    } catch (error) {
      this.fail(error);
      throw error;
    }
  }
  private wanted(state: PlayState): number[] {
    return state.running ? this.model.wantedRuns(mostWanted) : [];
  }
  private costs(): Pick<Report, 'msPerTick' | 'longestMs'> {
    const { ticks, spentMs, longestMs } = this.run;
    return { msPerTick: ticks > 0 ? spentMs / ticks : 0, longestMs };
  }

  // A program may abort at any call, for lack of memory above all. It is told once and nothing more is called.
  private guarded<T>(run: () => T): T | undefined {
    if (this.closed) return undefined;
    try {
      return run();
    } catch (error) {
      this.fail(error);
      return undefined;
    }
  }
  private fail(error: unknown): void {
    this.stop();
    this.events.failed(error);
  }
}
