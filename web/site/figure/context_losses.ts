// context_losses.ts: how a figure goes on that lost its WebGL context: once more after a while, then in software.
//
// A browser that takes contexts away is short of them, over all frames of a page. Figures that came back at once, and again
// and again, would take them from each other without end.

const windowMs = 60_000;
const waitMs = 1000;

export class ContextLosses {
  private last = -Infinity;
  private second = false;

  // From now on it draws in software.
  get tooMany(): boolean {
    return this.second;
  }

  // Tells how long to wait before the next try.
  next(now = performance.now()): number {
    this.second ||= now - this.last < windowMs;
    this.last = now;
    return this.second ? 0 : waitMs;
  }
}
