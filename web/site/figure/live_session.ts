// live_session.ts: the picture of a figure while it is live: a player on its canvas, its frames, its size, its touches.
//
// It shows what it is given and passes on what the reader touches; values and ticks are the model's. Where the browser
// gives no surface to draw on, the player writes each picture as SVG instead: nothing can be dragged, everything is seen.
import { FigureFailure, failureFrom } from '../compute/failure.js';
import type { ViewState } from '../compute/model.js';
import { titleOf } from './figure_parts.js';
import { FrameLoop } from './frame_loop.js';
import { frameFlag } from './player.js';
import type { Manner, Player, Touch } from './player.js';
import type { Stage } from './stage.js';
import { inkColors, reducedMotion } from './surroundings.js';

export interface SessionEvents {
  touched(touch: Touch): void;
  stirred(): void; // nothing moves any more, or something does again
  stopped(error: unknown): void; // the player failed; the session is of no further use
}

const betweenStillsMs = 250;

export class LiveSession {
  // A drag of the reader: the picture follows the pointer at once.
  dragging = false;

  private readonly loop = new FrameLoop(
    elapsedMs => this.guarded(() => this.draw(elapsedMs)) ?? false,
    () => this.events.stirred(),
    () => this.guarded(() => this.handOver()),
  );
  private look: ViewState | null = null;
  private unshown: Manner | null = null; // how the player is to show its picture, which it has not got yet
  private size = { width: 0, height: 0, ratio: 0 };
  private moves = false;
  private streaming = false;
  private closed = false;
  private still = false; // no canvas: SVG
  private windowOpen = false;
  private stillTimer = 0;
  private focused: string | null = null; // the param whose ring is shown

  constructor(
    private readonly player: Player,
    private readonly root: HTMLElement,
    private readonly stage: Stage,
    private readonly events: SessionEvents,
  ) {}

  get frames(): number {
    return this.loop.frames;
  }
  get settled(): boolean {
    return this.loop.idle && !this.moves && this.stillTimer === 0;
  }

  // What opens the canvas, step by step: each is a task of its own, which no other work of the page has to wait long for.
  opening(look: ViewState): readonly (() => void)[] {
    const { player } = this;
    return [
      () => {
        this.look = look;
        this.fit(look);
        this.windowOpen = true;
        if (player.open(this.size.width, this.size.height, this.size.ratio) === 'failed')
          throw new FigureFailure('no_surface', 'neither WebGL nor a 2D canvas could be opened');
      },
      // A frame without a picture makes code, shaders and a font ready. Where the browser gives no 2D context either, SDL's
      // software path fails in it.
      () => {
        try {
          player.frame(0);
        } catch (error) {
          throw failureFrom(error, 'no_surface');
        }
      },
      () => {
        this.applySurroundings();
        player.show(look.picture, 'at_once');
        this.draw(0);
        this.stage.showCanvas();
        this.loop.want(2);
      },
    ];
  }
  openStill(look: ViewState): void {
    this.applySurroundings();
    this.look = look;
    this.player.show(look.picture, 'at_once');
    this.standStill();
  }
  // From now on without a canvas.
  standStill(): void {
    this.still = true;
    this.moves = false;
    this.loop.stop();
    this.closeWindow();
    this.keepPicture();
    this.stage.showPoster();
  }
  get isStill(): boolean {
    return this.still;
  }

  show(look: ViewState, manner: Manner): void {
    // The last picture of a run may be one that was drawn coarser before.
    const refine = this.streaming && manner !== 'streaming';
    if (look === this.look && !refine) return;
    this.guarded(() => {
      this.look = look;
      this.streaming = manner === 'streaming';
      if (this.still) {
        this.player.show(look.picture, 'at_once');
        this.stillTimer ||= window.setTimeout(() => this.guarded(() => this.keepPicture()), betweenStillsMs);
        return;
      }
      const resized = this.fit(look);
      if (resized) this.player.resize(this.size.width, this.size.height, this.size.ratio);
      this.unshown = manner === 'moving' && (resized || this.dragging) ? 'at_once' : manner;
      if (resized) this.draw(0); // a resized canvas is empty
      this.loop.want(1);
    });
  }

  postpone(): void {
    this.loop.postpone();
  }

  // Colors and motion as the page has them now.
  surroundingsChanged(): void {
    this.guarded(() => {
      this.applySurroundings();
      if (this.still) this.keepPicture();
      else this.loop.want(1);
    });
    this.ratioChanged();
  }
  // The stage's width has its own way, by a new picture; this is for another pixel ratio.
  ratioChanged(): void {
    if (this.still || !this.look || this.size.ratio === devicePixelRatio) return;
    this.guarded(() => {
      this.fit(this.look!);
      this.player.resize(this.size.width, this.size.height, this.size.ratio);
      this.draw(0);
      this.loop.want(1);
    });
  }
  input(): void {
    if (!this.still) this.loop.want(2);
  }
  sendWordsAway(): boolean {
    const gone = !this.still && this.guarded(() => this.player.sendWordsAway());
    if (gone) this.loop.want(1);
    return gone ?? false;
  }
  focus(param: string | null): void {
    if (param === this.focused) return; // a touch of a button needs no frame for that
    this.focused = param;
    this.guarded(() => {
      this.player.focus(param ?? '');
      if (!this.still) this.loop.want(1);
    });
  }

  svg(): string {
    return (
      this.guarded(() => {
        this.handOver();
        return this.player.svg(titleOf(this.root), this.look?.description ?? '');
      }) ?? ''
    );
  }
  // The poster becomes the present picture, in the page's present colors.
  keepPicture(): void {
    window.clearTimeout(this.stillTimer);
    this.stillTimer = 0;
    this.guarded(() => this.applySurroundings());
    this.stage.setPicture(this.svg());
    if (this.still) this.events.stirred();
  }

  close(): void {
    const failed = this.closed;
    this.closed = true;
    window.clearTimeout(this.stillTimer);
    this.loop.stop();
    if (!failed) this.closeWindow();
  }

  // ---- inside ----

  private closeWindow(): void {
    if (!this.windowOpen) return;
    this.windowOpen = false;
    try {
      this.player.close();
    } catch {
      // A program that failed cannot be asked to tidy up; its memory goes with the instance.
    }
  }

  // The player gets the picture that it is to show.
  private handOver(): void {
    const manner = this.unshown;
    this.unshown = null;
    if (manner && this.look) this.player.show(this.look.picture, manner);
  }

  private draw(elapsedMs: number): boolean {
    this.handOver();
    const flags = this.player.frame(elapsedMs);
    this.moves = (flags & frameFlag.moves) !== 0;
    if (flags & frameFlag.eventsWait)
      for (let touch = this.player.event(); touch; touch = this.closed ? null : this.player.event())
        this.events.touched(touch);
    return (flags & (frameFlag.wantsFrame | frameFlag.moves)) !== 0;
  }

  // True: canvas or pixels have another size than before.
  private fit(look: ViewState): boolean {
    const { scale } = look.view;
    const width = look.view.width * scale;
    const height = look.height * scale;
    const ratio = devicePixelRatio;
    const before = this.size;
    if (before.width === width && before.height === height && before.ratio === ratio) return false;
    this.size = { width, height, ratio };
    this.stage.setSize(width, height);
    return true;
  }

  private applySurroundings(): void {
    inkColors(this.root).forEach((rgba, ink) => this.player.color(ink, rgba));
    this.player.reducedMotion(reducedMotion());
  }

  // The program may abort at any call, for lack of memory above all. It is told once and nothing more is called.
  private guarded<T>(run: () => T): T | undefined {
    if (this.closed) return undefined;
    try {
      return run();
    } catch (error) {
      if (this.closed) return undefined; // the model failed, and the figure with it
      this.closed = true;
      this.loop.stop();
      this.events.stopped(error);
      return undefined;
    }
  }
}
