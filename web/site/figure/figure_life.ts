// figure_life.ts: the life of a figure: poster, live, parked when far away, failed with a reason and with ways on.
//
//   poster -> loading -> paused <-> running        wake(): near the viewport, first touch, or a command
//                 |         |
//               failed    parked -> loading        park(): far from the viewport, or others need the place
//                 |
//              paused                              what may have passed is tried again: seen(), online, by a button
//
// data-settled says that nothing moves: no frame is wanted, nothing runs, no command is on its way.
import { FigureFailure, failureFrom } from '../compute/failure.js';
import type { LiveFigure } from './context_budget.js';
import type { WidgetBlock } from './declaration.js';
import type { FigureModel } from './figure_model.js';
import { showNotice } from './figure_parts.js';
import { FigurePicture } from './figure_picture.js';
import type { PlayerProgram, Touch } from './player.js';
import { warnOnce } from './warnings.js';

export type FigureState = 'poster' | 'loading' | 'running' | 'paused' | 'parked' | 'failed';

export interface LifeEvents {
  touched(touch: Touch): void;
  opened(): void; // the picture can be shown; failures of a moment are over
  left(): void; // parked or failed
  works(works: boolean, focus?: boolean): void; // whether its controls do; focus: the first one takes it
}

const slowMs = 20_000;

export class FigureLife implements LiveFigure {
  readonly ready: Promise<void>;
  readonly picture: FigurePicture;
  private opening = false;
  private abandon = false;
  private near = false;
  private failure: FigureFailure | null = null;
  private readonly waiting: ((live: boolean) => void)[] = [];
  private becameReady: () => void = () => {};

  constructor(
    readonly root: HTMLElement,
    private readonly shared: FigureModel,
    private readonly player: PlayerProgram,
    shown: { readonly block: WidgetBlock; readonly panels: number },
    private readonly events: LifeEvents,
  ) {
    this.ready = new Promise(resolve => (this.becameReady = resolve));
    this.model.listen({ failed: error => this.fail(error) });
    this.picture = new FigurePicture({ figure: this, model: this.model, ...shown }, player, {
      touched: touch => events.touched(touch),
      stirred: () => this.settle(),
      failed: error => this.fail(error),
    });
    addEventListener('online', () => this.seen(this.near));
  }

  get state(): FigureState {
    return this.root.dataset.state as FigureState;
  }

  // Whether it is near the view. Only there it gets a canvas: browsers have few contexts, and frames out of view none to give.
  seen(near: boolean): void {
    this.near = near;
    if (near && this.failure?.mayPass) this.start(() => this.open());
    else if (near) this.wake();
  }

  wake(): void {
    this.abandon = false;
    const { picture } = this;
    if (this.failure) return;
    if (!picture.isOpen) this.start(() => this.open());
    else if (picture.wantsCanvas && this.near) this.start(() => picture.tryCanvas());
  }

  private start(begin: () => Promise<void>): void {
    this.abandon = false;
    if (this.opening) return;
    this.opening = true;
    begin()
      .catch((error: unknown) => this.fail(error))
      .finally(() => {
        this.opening = false;
        this.settle();
        if (!this.abandon) this.wake(); // it was parked, wanted again, seen meanwhile
      });
  }

  // Frees the player, keeps the state, and the picture unless nobody will see it.
  park(keepPicture = true): void {
    this.abandon = true;
    if (keepPicture) this.picture.keepPicture();
    if (!this.picture.isOpen) return;
    this.leave();
    this.setState('parked');
    this.settle();
  }

  // At once if the figure is live, so that a caller can look at the new snapshot straight away; else when it is. False: it
  // cannot live here.
  whenLive(command: () => boolean | Promise<boolean>): Promise<boolean> {
    if (this.picture.isOpen) return Promise.resolve(command());
    if (this.failure && !this.opening) return Promise.resolve(false);
    const done = new Promise<boolean>(resolve => {
      this.waiting.push(live => resolve(live ? command() : false));
    });
    this.wake();
    return done;
  }

  // The picture shows a state of the model.
  shows(running: boolean): void {
    this.setState(running ? 'running' : 'paused');
  }
  settle(): void {
    const { picture } = this;
    const atRest = picture.isOpen
      ? picture.settled && this.state !== 'running' && this.model.pending === 0 && !this.opening
      : !this.opening && (this.state === 'parked' || this.state === 'failed');
    if (this.root.hasAttribute('data-settled') !== atRest) this.root.toggleAttribute('data-settled', atRest);
  }

  // ---- inside ----

  private get model() {
    return this.shared.model;
  }

  // What failed stays so to the eye until it has come to life.
  private async open(): Promise<void> {
    const before = this.state;
    if (!this.failure) this.setState('loading');
    this.settle();
    const slow = setTimeout(
      () => this.showFailure(new FigureFailure('slow', `not ready after ${slowMs / 1000} s`)),
      slowMs,
    );
    try {
      this.player.prepare();
      this.model.hold(this.root.id);
      await this.shared.open();
      const wanted = () => !this.abandon;
      if (!(await this.picture.open(wanted, () => this.near))) {
        this.leave();
        this.setState(before);
        if (!this.failure) showNotice(this.root, null);
        return;
      }
    } finally {
      clearTimeout(slow);
    }
    const { failure } = this;
    this.failure = null;
    this.events.opened();
    const hadFocus = showNotice(this.root, null);
    if (failure) this.events.works(true, hadFocus);
    this.becameReady();
    for (const command of this.waiting.splice(0)) command(true);
  }

  private leave(): void {
    this.picture.close();
    this.events.left();
    this.model.letGo(this.root.id);
  }

  private fail(error: unknown): void {
    const failure = failureFrom(error, 'stopped');
    this.failure = failure;
    this.abandon = true;
    this.leave();
    this.events.works(false);
    this.showFailure(failure);
    for (const command of this.waiting.splice(0)) command(false);
    warnOnce(`${this.root.id}: ${failure.message}`, 'error');
  }
  private showFailure(failure: FigureFailure): void {
    this.setState('failed');
    showNotice(this.root, failure, () => this.start(() => this.open()));
    this.settle();
  }

  private setState(state: FigureState): void {
    if (this.state !== state) this.root.dataset.state = state;
  }
}
