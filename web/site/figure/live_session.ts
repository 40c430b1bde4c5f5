// live_session.ts: a figure while it is live: one program instance with its canvas, frames, ticks and changes.
//
// The state lives in C++. After anything that may have changed it, the session reads one snapshot and passes it on;
// whoever shows a value shows the snapshot's.
import { BackgroundRun, shortRun } from '../compute/background_run.js';
import { CostLine } from './cost_line.js';
import type { Declaration, FullSnapshot, LooseValues, Values, WidgetBlock } from './declaration.js';
import { nextSeed, seedParam } from './declaration.js';
import { FrameLoop } from './frame_loop.js';
import type { AppLoader } from './loader.js';
import type { Stage } from './stage.js';
import { inkColors, reducedMotion } from './surroundings.js';
import { frameFlag, option } from './widget_app.js';
import type { WidgetApp } from './widget_app.js';
import { FigureFailure, failureFrom } from './failure.js';
import { WorkerRun } from '../compute/worker_run.js';

export interface SessionEvents {
  changed(snapshot: FullSnapshot): void;
  stopped(error: unknown): void; // the program failed; the session is of no further use
}

// What evolves, kept while a figure is parked.
export interface SavedState {
  readonly values: Values;
  readonly bytes: Uint8Array;
}

const playSliceMs = 10;
const fewTicks = 20;
const poolLookMs = 20;
const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms));

export class LiveSession {
  private readonly loop = new FrameLoop(elapsedMs => this.frame(elapsedMs));
  private readonly background: BackgroundRun;
  private text = '';
  private last: FullSnapshot;
  private width = 0;
  private height = 0;
  private pixelRatio = devicePixelRatio;
  private textControls = false;
  private openWindow = false;
  private closed = false;
  // Each command of the reader makes a new turn; a playback of an older turn ends.
  private turn = 0;
  private played: { values: string; ticks: number } | null = null;

  constructor(
    private readonly app: WidgetApp,
    readonly declaration: Declaration,
    block: WidgetBlock,
    private readonly root: HTMLElement,
    private readonly stage: Stage,
    loader: AppLoader,
    module: WebAssembly.Module,
    private readonly events: SessionEvents,
  ) {
    this.last = app.snapshot();
    const costLine = new CostLine(root, declaration.playback.tick_label);
    this.background = new BackgroundRun(
      app,
      declaration.playback.ticks_per_second,
      {
        guarded: run => void this.guarded(run),
        optionsChanged: () => this.setOptions(),
        wantFrame: () => this.loop.want(),
        cost: (msPerTick, isLast) => costLine.show(msPerTick, isLast),
        again: () => this.background.follow(app.snapshot()),
      },
      loader.addresses,
      events => new WorkerRun(loader.addresses, module, declaration.id, block, events),
    );
  }

  get frames(): number {
    return this.loop.frames;
  }
  snapshot(): FullSnapshot {
    return this.last;
  }
  saved(): SavedState {
    return { values: this.app.snapshot().values, bytes: this.app.save() };
  }
  restore(saved: SavedState): void {
    this.command(() => {
      this.app.setValues(saved.values);
      this.app.load(saved.bytes);
    });
  }

  // Opens the window on the canvas and draws the first frame. The stage must be laid out (width above 0).
  open(textControls: boolean): void {
    this.textControls = textControls;
    this.setOptions();
    this.setColors();
    this.width = this.stage.width();
    this.height = this.app.height(this.width);
    this.stage.setSize(this.width, this.height);
    this.openWindow = true;
    this.openOnCanvas();
    this.stage.showCanvas();
    this.loop.want(2);
  }

  close(): void {
    this.closed = true;
    ++this.turn;
    this.loop.stop();
    this.background.close();
    try {
      if (this.openWindow) this.app.close();
    } catch {
      // A program that failed cannot be asked to tidy up; its memory goes with the instance.
    }
  }

  // Draws now, so that the canvas's picture can be copied in this very task.
  drawNow(): void {
    this.guarded(() => this.draw(0));
  }
  input(): void {
    this.loop.want(2);
  }

  // ---- commands ----

  set(values: LooseValues): true {
    this.command(() => this.app.setValues(values));
    return true;
  }
  // A declared action or one of the verbs that every widget has. False: there is no such action.
  act(id: string): boolean {
    const seed = seedParam(this.declaration);
    if (id === 'reset') this.command(() => this.app.reset());
    else if (id === 'step') this.command(() => this.app.step(1));
    else if (id === 'run') this.command(() => this.app.run());
    else if (id === 'pause') this.command(() => this.app.pause());
    else if (id === 'new_seed' && seed)
      this.set({ [seed.id]: nextSeed(seed, this.last.values[seed.id] ?? seed.min) });
    else {
      const index = this.declaration.actions.findIndex(action => action.id === id);
      if (index < 0) return false;
      this.command(() => this.app.act(index));
    }
    return true;
  }

  // So many further ticks; few at once, many in slices that leave the page responsive. False: the reader did something
  // else before the last one.
  step(ticks: number): Promise<boolean> {
    const count = this.tickCount(ticks);
    this.command(() => this.app.step(Math.min(count, fewTicks)));
    return this.playTo(this.last.ticks + count - Math.min(count, fewTicks));
  }

  // Sets the values, starts over and plays that many ticks.
  play(values: LooseValues, ticks: number): Promise<boolean> {
    this.command(() => {
      this.app.setValues(values);
      this.app.reset();
    });
    return this.playTo(this.tickCount(ticks));
  }

  private async playTo(ticks: number): Promise<boolean> {
    const turn = this.turn;
    const values = JSON.stringify(this.last.values);
    const goal = Math.min(ticks, this.last.last_tick);
    while (!this.closed && this.app.ticks() < goal) {
      if (this.guarded(() => this.shareOut(goal))) {
        while (this.background.active && this.turn === turn && this.app.ticks() < goal) await pause(poolLookMs);
        if (this.turn !== turn || this.closed) return false;
        this.guarded(() => this.readChanges()); // the frame that would do it may still be to come
        if (this.app.ticks() < goal && !this.app.running()) return false; // the reader paused it in the canvas
        continue;
      }
      this.played = { values, ticks: this.app.ticks() };
      this.guarded(() => this.playSlice(goal));
      await pause(0);
      if (this.turn !== turn) return false;
    }
    this.played = null;
    return !this.closed;
  }

  // True: several Workers are on the way to the goal. Then the figure runs, and ticks come as their results do.
  private shareOut(goal: number): boolean {
    if (goal - this.app.ticks() < shortRun) return false;
    this.app.runTo(goal);
    if (!this.background.poolHelps()) return false;
    this.played = null;
    this.readChanges();
    this.loop.want();
    return this.background.active;
  }

  private tickCount(ticks: number): number {
    const end = this.last.last_tick;
    return Number.isFinite(ticks) ? Math.min(end, Math.max(0, Math.round(ticks))) : 0;
  }

  // ---- surroundings ----

  resized(textControls: boolean): void {
    const controlsChanged = textControls !== this.textControls;
    this.textControls = textControls;
    if (controlsChanged) this.setOptions();
    this.guarded(() => this.fit(controlsChanged));
  }
  surroundingsChanged(textControls: boolean): void {
    this.guarded(() => {
      this.setColors();
      this.textControls = textControls;
      this.setOptions();
      this.fit(true);
    });
  }

  // ---- inside ----

  private openOnCanvas(): void {
    try {
      if (this.app.open(this.width, devicePixelRatio) === 'failed')
        throw new FigureFailure('no_surface', 'neither WebGL nor a 2D canvas could be opened');
      this.draw(0);
    } catch (error) {
      // Where the browser gives no 2D context either, SDL's software path fails in the first frame.
      throw failureFrom(error, 'no_surface');
    }
  }

  private command(run: () => void): void {
    ++this.turn;
    this.played = null;
    this.guarded(() => {
      run();
      this.readChanges();
      this.loop.want(1);
    });
  }

  private playSlice(goal: number): void {
    const begin = performance.now();
    for (let chunk = 1; performance.now() - begin < playSliceMs && this.app.ticks() < goal; chunk *= 2)
      this.app.step(Math.min(chunk, goal - this.app.ticks()));
    if (this.played) this.played.ticks = this.app.ticks();
    this.readChanges();
    this.loop.want();
  }

  private frame(elapsedMs: number): boolean {
    return (
      this.guarded(() => {
        const wantsFrame = this.draw(elapsedMs);
        this.fit(false);
        return wantsFrame;
      }) ?? false
    );
  }

  private draw(elapsedMs: number): boolean {
    const flags = this.app.frame(elapsedMs);
    if (flags & frameFlag.changed) this.readChanges();
    return (flags & frameFlag.wantsFrame) !== 0;
  }

  // Follows the stage's width and the height the picture wants. A resized canvas is empty, so it is drawn at once.
  private fit(always: boolean): void {
    const width = this.stage.width();
    if (width === 0) return;
    const height = this.app.height(width);
    const ratio = devicePixelRatio;
    if (!always && width === this.width && height === this.height && ratio === this.pixelRatio) return;
    this.width = width;
    this.height = height;
    this.pixelRatio = ratio;
    this.stage.setSize(width, height);
    this.app.resize(width, devicePixelRatio);
    this.draw(0);
    this.loop.want(1);
  }

  private readChanges(): void {
    const snapshot = this.app.snapshot();
    const text = JSON.stringify(snapshot);
    if (text === this.text) return;
    this.text = text;
    this.last = snapshot;
    // The reader turned something in the canvas while a playback was going on.
    if (
      this.played &&
      (this.played.values !== JSON.stringify(snapshot.values) || this.played.ticks !== snapshot.ticks)
    )
      ++this.turn;
    this.background.follow(snapshot);
    this.events.changed(snapshot);
  }

  private setOptions(): void {
    const flags =
      (this.textControls ? 0 : option.controlsInCanvas) |
      (reducedMotion() ? option.reducedMotion : 0) |
      (this.background.active ? option.ticksElsewhere : 0);
    this.app.options(flags);
  }

  private setColors(): void {
    inkColors(this.root).forEach((rgba, ink) => this.app.color(ink, rgba));
  }

  // The program may abort at any call, for lack of memory above all. It is told once and nothing more is called.
  private guarded<T>(run: () => T): T | undefined {
    if (this.closed) return undefined;
    try {
      return run();
    } catch (error) {
      this.closed = true;
      this.loop.stop();
      this.background.close();
      this.events.stopped(error);
      return undefined;
    }
  }
}
