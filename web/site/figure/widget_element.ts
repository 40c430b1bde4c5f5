// widget_element.ts: a figure of the page: from poster to live widget, parked when far away, failed with a reason.
//
//   poster -> loading -> paused <-> running        wake(): near the viewport, first touch, or a command
//                 |         |
//               failed    parked -> loading        park(): far from the viewport, or others need the place
import { admit, release } from './context_budget.js';
import type { Declaration, FullSnapshot, LooseValues, Snapshot, Values, WidgetBlock } from './declaration.js';
import { FigureFailure, failureFrom } from './failure.js';
import { describedBy, measuredPart, readBlock, showNotice, stageOf, titleOf } from './figure_parts.js';
import { watchPointer } from './input_guard.js';
import { LiveSession } from './live_session.js';
import type { SavedState } from './live_session.js';
import type { AppLoader } from './loader.js';
import type { WidgetApp } from './widget_app.js';
import { checkLink, readLink } from './permalink.js';
import type { RawLink } from './permalink.js';
import { Stage } from './stage.js';
import { needsTextControls } from './surroundings.js';
import { Twin } from './twin.js';
import { warnOnce } from './warnings.js';

type Command = (session: LiveSession) => boolean | Promise<boolean>;

export type FigureState = 'poster' | 'loading' | 'running' | 'paused' | 'parked' | 'failed';

// Below this width drawn controls are too small to hit; zoomed pages come here too.
const narrowest = 400;
const slowMs = 20_000;

export class WidgetElement {
  readonly ready: Promise<void>;
  readonly block: WidgetBlock;
  declaration: Declaration | null = null;
  // The state that the lesson gives; a link holds only what differs from it.
  start: { values: Values; ticks: number } = { values: {}, ticks: 0 };

  private readonly stage: Stage;
  private readonly twin: Twin;
  private link: RawLink;
  private session: LiveSession | null = null;
  private opening = false;
  private abandon = false;
  private saved: SavedState | null = null;
  private latest: FullSnapshot | null = null;
  private prefersText = false;
  private framesBefore = 0;
  private readonly waiting: ((session: LiveSession | null) => void)[] = [];
  private readonly listeners = new Set<(snapshot: FullSnapshot) => void>();
  private becameReady: () => void = () => {};

  constructor(
    readonly root: HTMLElement,
    private readonly loader: AppLoader,
    isFirst: boolean,
  ) {
    this.ready = new Promise(resolve => (this.becameReady = resolve));
    this.block = readBlock(root);
    this.link = readLink(location.search, location.hash, root.id, isFirst);
    this.stage = new Stage(root, stageOf(root));
    this.twin = new Twin(root, { set: values => void this.set(values), act: id => void this.act(id) });
    new ResizeObserver(() => this.sizeChanged()).observe(measuredPart(root));
    root.addEventListener('focusin', () => this.wake());
    root.addEventListener('pointerdown', () => this.wake(), { passive: true });
  }

  get state(): FigureState {
    return this.root.dataset.state as FigureState;
  }
  get hide(): readonly string[] {
    return [...new Set([...(this.block.hide ?? []), ...this.link.hide])];
  }
  get lock(): readonly string[] {
    return [...new Set([...(this.block.lock ?? []), ...this.link.lock])];
  }
  // The teacher's keys of the link itself: they stay in the address when the state in it changes.
  get fixedByLink(): { hide: readonly string[]; lock: readonly string[] } {
    return this.link;
  }
  get frames(): number {
    return this.framesBefore + (this.session?.frames ?? 0);
  }

  // ---- commands; while the figure is not live they wait until it is ----

  // Each promise tells when the command is carried out: true, or false where that was not possible.

  // With "ticks" among the values it starts over and plays that many.
  set(values: LooseValues): Promise<boolean> {
    const { ticks, ...others } = values;
    return this.whenLive(session =>
      ticks === undefined ? session.set(others) : session.play(others, Number(ticks)),
    );
  }
  act(id: string): Promise<boolean> {
    return this.whenLive(session => {
      const known = session.act(id);
      return known;
    });
  }
  // Wakes the figure. False: it cannot live here.
  live(): Promise<boolean> {
    return this.whenLive(() => true);
  }
  step(ticks = 1): Promise<boolean> {
    return this.whenLive(session => session.step(ticks));
  }
  // Public copy of the state; null until the figure was live once.
  snapshot(): Snapshot | null {
    if (!this.latest) return null;
    const { values, readouts, sentence, ticks, running, shown } = this.latest;
    return { values: { ...values }, readouts: { ...readouts }, sentence, ticks, running, shown: { ...shown } };
  }
  onChange(listener: (snapshot: FullSnapshot) => void): void {
    this.listeners.add(listener);
  }

  // Goes to the state that a link describes, as a reload would. The address is already checked by the caller's click.
  goTo(search: string, hash: string, isFirst: boolean): void {
    const link = readLink(search, hash, this.root.id, isFirst);
    void this.whenLive(session => {
      const { values, ticks, warnings } = checkLink(link, session.declaration);
      for (const warning of warnings) warnOnce(warning);
      return session.play({ ...this.start.values, ...values }, ticks ?? this.start.ticks);
    });
  }

  setTextControls(preferred: boolean): void {
    this.prefersText = preferred;
    this.surroundingsChanged();
  }
  wantsTextControls(): boolean {
    const needed = needsTextControls() || this.stage.width() < narrowest;
    const text = needed || this.prefersText;
    this.root.toggleAttribute('data-text-controls', text);
    const tool = this.root.querySelector<HTMLElement>('[data-tool=text_controls]');
    if (tool) {
      tool.setAttribute('aria-pressed', String(text));
      tool.hidden = needed; // there is nothing to choose
    }
    return text;
  }
  surroundingsChanged(): void {
    const text = this.wantsTextControls();
    this.session?.surroundingsChanged(text);
  }
  sizeChanged(): void {
    this.session?.resized(this.wantsTextControls());
  }

  // ---- life ----

  wake(): void {
    this.abandon = false;
    if (this.session || this.opening || this.state === 'failed') return;
    this.opening = true;
    this.open()
      .catch((error: unknown) => this.fail(error))
      .finally(() => (this.opening = false));
  }

  // Frees program and GPU, keeps the state, and the picture unless nobody will see it.
  park(keepPicture = true): void {
    this.abandon = true;
    const session = this.session;
    if (!session) return;
    if (keepPicture) session.drawNow();
    if (!this.session) return; // drawing failed
    this.saved = session.saved();
    if (keepPicture) this.stage.keepStill();
    else this.stage.showPoster();
    this.dropSession();
    this.setState('parked');
  }

  private async open(): Promise<void> {
    const before = this.state;
    this.setState('loading');
    const slow = setTimeout(
      () => this.showFailure(new FigureFailure('slow', `not ready after ${slowMs / 1000} s`)),
      slowMs,
    );
    try {
      admit(this);
      const session = await this.openSession();
      if (!session) {
        release(this);
        if (this.state === 'loading') this.setState(before);
        return;
      }
      showNotice(this.root, null);
      this.latest = session.snapshot();
      this.showChange(this.latest);
      this.becameReady();
      for (const command of this.waiting.splice(0)) command(session);
    } finally {
      clearTimeout(slow);
    }
  }

  // null: nobody wants the figure any more.
  private async openSession(): Promise<LiveSession | null> {
    const canvas = this.stage.newCanvas(titleOf(this.root), describedBy(this.root));
    const app = await this.loader.instance(canvas);
    const module = await this.loader.module();
    // Ticks are played below in slices, instead of all at once inside of create().
    const block = { ...this.block, hide: this.hide, lock: this.lock, ticks: 0 };
    const widget = this.root.dataset.widget ?? '';
    if (app.create(widget, block) === 'unknown_widget') throw new FigureFailure('unknown_widget', widget);
    const declaration = app.declaration();
    this.declaration = declaration;
    this.start = { values: app.snapshot().values, ticks: this.block.ticks ?? 0 };

    const session = new LiveSession(app, declaration, block, this.root, this.stage, this.loader, module, {
      changed: snapshot => this.showChange(snapshot),
      stopped: error => this.fail(error),
    });
    try {
      if (await this.bringToLife(session, app, canvas)) return session;
    } catch (error) {
      session.close();
      throw error;
    }
    session.close();
    this.stage.dropCanvas();
    return null;
  }

  // False: nobody wants the figure any more.
  private async bringToLife(session: LiveSession, app: WidgetApp, canvas: HTMLCanvasElement): Promise<boolean> {
    if (this.saved) {
      session.restore(this.saved);
    } else {
      const { values, ticks, warnings } = checkLink(this.link, session.declaration);
      for (const warning of warnings) warnOnce(warning);
      await session.play(values, ticks ?? this.start.ticks);
    }
    for (const message of app.messages()) warnOnce(`${session.declaration.id}: ${message}`);
    await this.laidOut();
    if (this.abandon) return false;
    this.twin.bind(session.declaration, this.hide, this.lock);
    session.open(this.wantsTextControls());
    watchPointer(canvas, () => session.input());
    canvas.addEventListener('webglcontextlost', () => this.recover(session), { once: true });
    this.session = session;
    this.saved = null;
    return true;
  }

  // The browser took the context away: a fresh canvas brings the figure back.
  private recover(session: LiveSession): void {
    if (this.session !== session) return;
    this.saved = session.saved();
    this.dropSession();
    this.stage.showPoster();
    this.setState('parked');
    this.wake();
  }

  private dropSession(): void {
    const session = this.session;
    this.session = null;
    release(this);
    if (session) {
      this.framesBefore += session.frames;
      session.close();
    }
    this.stage.dropCanvas();
  }

  private showChange(snapshot: FullSnapshot): void {
    this.latest = snapshot;
    if (!this.session) return; // still loading
    this.twin.show(snapshot);
    this.setState(snapshot.running ? 'running' : 'paused');
    for (const listener of this.listeners) listener(snapshot);
  }

  // At once if the figure is live, so that a caller can look at the new snapshot straight away.
  private whenLive(command: Command): Promise<boolean> {
    if (this.session) return Promise.resolve(command(this.session));
    if (this.state === 'failed' && !this.opening) return Promise.resolve(false);
    const done = new Promise<boolean>(resolve => {
      this.waiting.push(session => resolve(session ? command(session) : false));
    });
    this.wake();
    return done;
  }

  private laidOut(): Promise<void> {
    if (this.stage.width() > 0) return Promise.resolve();
    return new Promise(resolve => {
      const observer = new ResizeObserver(() => {
        if (this.stage.width() === 0) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(this.root);
    });
  }

  private fail(error: unknown): void {
    const failure = failureFrom(error, 'stopped');
    this.abandon = true;
    this.dropSession();
    this.stage.showPoster();
    this.twin.setEnabled(false);
    this.showFailure(failure);
    for (const command of this.waiting.splice(0)) command(null);
    warnOnce(`${this.root.id}: ${failure.message}`, 'error');
  }

  private showFailure(failure: FigureFailure): void {
    this.setState('failed');
    showNotice(this.root, failure);
  }

  private setState(state: FigureState): void {
    if (this.state === state) return;
    this.root.dataset.state = state;
  }
}
