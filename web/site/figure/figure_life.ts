// figure_life.ts: the life of a figure: poster, live, parked when far away, failed with a reason and with ways on.
//
//   poster -> loading -> paused <-> running        wake(): near the viewport, first touch, or a command
//                 |         |
//               failed    parked -> loading        park(): far from the viewport, or others need the place
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
  works(works: boolean, again?: boolean): void; // whether its controls do; again: the reader asked for another attempt
}

const slowMs = 20_000;

export class FigureLife implements LiveFigure {
  readonly ready: Promise<void>;
  readonly picture: FigurePicture;
  private opening = false;
  private abandon = false;
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
  }

  get state(): FigureState {
    return this.root.dataset.state as FigureState;
  }

  wake(): void {
    this.abandon = false;
    const { picture } = this;
    if (this.opening || this.state === 'failed' || (picture.isOpen && !picture.wantsCanvas)) return;
    this.opening = true;
    const awake = picture.isOpen ? picture.tryCanvas() : this.open();
    awake
      .catch((error: unknown) => this.fail(error))
      .finally(() => {
        this.opening = false;
        this.settle();
      });
  }

  // What failed may have passed: the network is back, memory was freed.
  private retry(): void {
    this.setState('poster');
    showNotice(this.root, null);
    this.events.works(true, true);
    this.wake();
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
    if (this.state === 'failed' && !this.opening) return Promise.resolve(false);
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
      : this.state === 'parked' || this.state === 'failed';
    if (this.root.hasAttribute('data-settled') !== atRest) this.root.toggleAttribute('data-settled', atRest);
  }

  // ---- inside ----

  private get model() {
    return this.shared.model;
  }

  private async open(): Promise<void> {
    const before = this.state;
    this.setState('loading');
    this.settle();
    const slow = setTimeout(
      () => this.showFailure(new FigureFailure('slow', `not ready after ${slowMs / 1000} s`)),
      slowMs,
    );
    try {
      this.player.prepare();
      this.model.hold(this.root.id);
      await this.shared.open();
      if (!(await this.picture.open(() => !this.abandon))) {
        this.leave();
        if (this.state === 'loading') this.setState(before);
        return;
      }
      showNotice(this.root, null);
      this.events.opened();
      this.becameReady();
      for (const command of this.waiting.splice(0)) command(true);
    } finally {
      clearTimeout(slow);
    }
  }

  private leave(): void {
    this.picture.close();
    this.events.left();
    this.model.letGo(this.root.id);
  }

  private fail(error: unknown): void {
    const failure = failureFrom(error, 'stopped');
    this.abandon = true;
    this.leave();
    this.events.works(false);
    this.showFailure(failure);
    for (const command of this.waiting.splice(0)) command(false);
    warnOnce(`${this.root.id}: ${failure.message}`, 'error');
  }
  private showFailure(failure: FigureFailure): void {
    this.setState('failed');
    showNotice(this.root, failure, () => this.retry());
    this.settle();
  }

  private setState(state: FigureState): void {
    if (this.state !== state) this.root.dataset.state = state;
  }
}
