// frame_loop.ts: draws when something changed and never otherwise; an idle figure costs no frame at all.

// Longest time that one frame may stand for, so that a hidden tab does not catch up when it returns.
const longestStep = 100;

export class FrameLoop {
  private handle = 0;
  private extra = 0;
  private lastTime = 0;
  private drawn = 0;
  private atRest = true;
  private late = false;

  private timer: ReturnType<typeof setTimeout> | undefined;

  // draw(elapsed ms) draws one frame and tells whether it wants another. changed: it fell idle, or is idle no longer.
  // prepare: what a postponed frame needs, before it and in a task of its own.
  constructor(
    private readonly draw: (elapsedMs: number) => boolean,
    private readonly changed: () => void = () => {},
    private readonly prepare: () => void = () => {},
  ) {}

  get idle(): boolean {
    return this.handle === 0;
  }

  // How many frames were drawn so far; tests read it.
  get frames(): number {
    return this.drawn;
  }

  // Asks for one frame, and for `extra` more after it: Dear ImGui needs a frame or two to answer an input.
  want(extra = 0): void {
    this.extra = Math.max(this.extra, extra);
    if (this.handle !== 0) return;
    this.handle = requestAnimationFrame(time => this.run(time));
    if (this.atRest) this.changed();
    this.atRest = false;
  }

  // The browser's next frame is left to others: what is asked for, before or after this, is drawn in the one after it.
  postpone(): void {
    this.late = true;
    if (this.handle === 0) requestAnimationFrame(() => (this.late = this.handle !== 0));
  }

  stop(): void {
    if (this.handle !== 0) cancelAnimationFrame(this.handle);
    clearTimeout(this.timer);
    this.handle = 0;
    this.extra = 0;
    this.lastTime = 0;
    this.atRest = true;
    this.late = false;
  }

  private run(time: number): void {
    if (this.late) {
      this.late = false;
      this.timer = setTimeout(() => {
        this.prepare();
        if (this.handle !== 0) this.handle = requestAnimationFrame(next => this.run(next)); // not stopped
      });
      return;
    }
    this.handle = 0;
    const elapsed = this.lastTime === 0 ? 0 : Math.min(longestStep, Math.max(0, time - this.lastTime));
    this.lastTime = time;
    ++this.drawn;
    const wantsMore = this.draw(elapsed);
    if (this.extra > 0) {
      --this.extra;
      this.want();
    } else if (wantsMore) {
      this.want();
    } else if (this.handle === 0) {
      this.lastTime = 0; // the next frame begins anew
      this.atRest = true;
      this.changed();
    }
  }
}
