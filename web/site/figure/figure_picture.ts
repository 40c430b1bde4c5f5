// figure_picture.ts: the picture of a figure through its life: opened in small tasks, lost and won again, given up.
//
// It knows how a view of a model comes onto the stage; what the reader sees in words and controls is not its business.
import { failureFrom } from '../compute/failure.js';
import type { PageModel } from '../compute/page_model.js';
import type { ViewState } from '../compute/model.js';
import { admit, release } from './context_budget.js';
import type { LiveFigure } from './context_budget.js';
import { ContextLosses } from './context_losses.js';
import type { WidgetBlock } from './declaration.js';
import { describedBy, stageOf, titleOf } from './figure_parts.js';
import { watchPointer } from './input_guard.js';
import { LiveSession } from './live_session.js';
import type { Manner, PlayerProgram, Touch } from './player.js';
import { nextTask } from './next_task.js';
import { Stage } from './stage.js';

export interface PictureEvents {
  touched(touch: Touch): void;
  stirred(): void; // nothing moves any more, or something does again
  failed(error: unknown): void;
}

export interface PictureSubject {
  readonly figure: LiveFigure; // to be parked when others need its place
  readonly model: PageModel;
  readonly block: WidgetBlock; // as the player gets it
  readonly panels: number; // a set, see model.h
}

export class FigurePicture {
  private readonly root: HTMLElement;
  private readonly stage: Stage;
  private readonly losses = new ContextLosses();
  private session: LiveSession | null = null;
  private canvasMayComeBack = false;
  private recovering = 0; // a timer: the canvas may come back then
  private framesBefore = 0;
  private asked = { width: 0, scale: 0 };
  private looked: (() => void)[] = [];

  constructor(
    private readonly subject: PictureSubject,
    private readonly player: PlayerProgram,
    private readonly events: PictureEvents,
  ) {
    this.root = subject.figure.root;
    this.stage = new Stage(this.root, stageOf(this.root));
  }

  get isOpen(): boolean {
    return this.session !== null;
  }
  get settled(): boolean {
    return (this.session?.settled ?? true) && this.recovering === 0;
  }
  get frames(): number {
    return this.framesBefore + (this.session?.frames ?? 0);
  }
  // It stands still, as SVG, and would get a canvas by tryCanvas().
  get wantsCanvas(): boolean {
    return this.canvasMayComeBack;
  }

  // ---- life ----

  // The model must be open. Out of view it does without a canvas. False: nobody wants the figure any more.
  async open(wanted: () => boolean, inView: () => boolean): Promise<boolean> {
    await this.laidOut();
    const session = wanted() ? await this.newSession(inView) : null;
    if (!session) return false;
    this.session = session;
    if (!wanted()) this.close();
    // While it was made it may have had to make room, and is wanted again.
    else if (!session.isStill) admit(this.subject.figure);
    return this.session !== null;
  }

  // The still picture goes on until the canvas is there.
  async tryCanvas(): Promise<void> {
    const before = this.session;
    this.canvasMayComeBack = false;
    const session = await this.newSession();
    if (!before || this.session !== before) {
      session.close();
      if (!this.session) this.dropCanvas();
      return;
    }
    this.framesBefore += before.frames;
    before.close();
    this.session = session;
    this.show('at_once');
  }

  // Frees the player. The poster, which then shows, is the last picture if keepPicture() was called.
  close(): void {
    const { session } = this;
    this.session = null;
    this.stopRecovering();
    this.canvasMayComeBack = false;
    if (session) {
      this.framesBefore += session.frames;
      session.close();
    }
    this.dropCanvas();
    this.stage.showPoster();
    this.subject.model.look(this.root.id, null);
  }

  // In several tasks, none of them long.
  private async newSession(inView = () => true): Promise<LiveSession> {
    await nextTask();
    const look = await this.firstLook();
    void look.picture; // drawn now, in the task of its words
    const canvas = inView() ? this.newCanvas() : null;
    const player = await this.player.instance(canvas);
    await nextTask();
    const { block, model } = this.subject;
    player.create(block, model.declaration);
    const session = new LiveSession(player, this.root, this.stage, {
      touched: touch => this.events.touched(touch),
      stirred: () => this.events.stirred(),
      stopped: error => this.events.failed(error),
    });
    if (!canvas) {
      session.openStill(look);
      this.canvasMayComeBack = true;
      return session;
    }
    try {
      for (const step of session.opening(look)) {
        await nextTask();
        step();
      }
    } catch (error) {
      const failure = failureFrom(error, 'stopped');
      if (failure.kind !== 'no_surface') throw failure;
      this.dropCanvas();
      session.openStill(look);
      return session;
    }
    watchPointer(
      canvas,
      () => session.input(),
      down => (session.dragging = down),
    );
    canvas.addEventListener('webglcontextlost', () => this.contextLost(session), { once: true });
    return session;
  }

  private newCanvas(): HTMLCanvasElement {
    admit(this.subject.figure);
    return this.stage.newCanvas(titleOf(this.root), describedBy(this.root), this.losses.tooMany);
  }

  // The browser took the context away. The picture stands still until the figure is seen and may try again.
  private contextLost(session: LiveSession): void {
    if (this.session !== session) return;
    session.standStill();
    this.dropCanvas();
    this.recovering = window.setTimeout(() => {
      this.stopRecovering();
      this.canvasMayComeBack = true;
      this.subject.figure.wake();
      this.events.stirred();
    }, this.losses.next());
    this.events.stirred();
  }
  private stopRecovering(): void {
    clearTimeout(this.recovering);
    this.recovering = 0;
  }

  private dropCanvas(): void {
    release(this.subject.figure);
    this.stage.dropCanvas();
  }

  // ---- looking ----

  // The model has reported.
  reported(): void {
    for (const resolve of this.looked.splice(0)) resolve();
  }
  // What the model drew last for this figure; null before it did.
  get look(): ViewState | null {
    return this.subject.model.lookOf(this.root.id);
  }
  show(manner: Manner): void {
    if (this.look) this.session?.show(this.look, manner);
  }
  // Draws a frame later than it would.
  postpone(): void {
    this.session?.postpone();
  }

  sizeChanged(): void {
    if (!this.session) return;
    this.session.ratioChanged();
    const { width, scale } = this.stage.fitted();
    if (width > 0 && (width !== this.asked.width || scale !== this.asked.scale)) this.ask();
  }
  surroundingsChanged(): void {
    this.session?.surroundingsChanged();
  }
  sendWordsAway(): boolean {
    return this.session?.sendWordsAway() ?? false;
  }
  focus(param: string | null): void {
    this.session?.focus(param);
  }
  svg(): string {
    return this.session?.svg() ?? '';
  }
  keepPicture(): void {
    this.session?.keepPicture();
  }

  private ask(): void {
    this.asked = this.stage.fitted();
    this.subject.model.look(this.root.id, { ...this.asked, panels: this.subject.panels });
  }
  // Asks for a picture that fits the stage and waits for it.
  private async firstLook(): Promise<ViewState> {
    this.ask();
    for (;;) {
      if (this.look) return this.look;
      await new Promise<void>(resolve => this.looked.push(resolve));
    }
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
}
