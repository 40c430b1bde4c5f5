// context_losses.ts: when a figure that lost its WebGL context may try again: later each time, and not without end.
//
// A browser that takes contexts away is short of them; figures that come back at once would take them from each other.

const windowMs = 60_000;
const mostInWindow = 3; // of a figure, within a minute
const mostOfPage = 12; // of all its figures
const firstWaitMs = 1000;

const ofPage: number[] = [];

export class ContextLosses {
  private times: number[] = [];

  // Tells how long to wait before the next try; null: no further one, it goes on without.
  next(now = performance.now()): number | null {
    const recent = (time: number) => now - time < windowMs;
    this.times = this.times.filter(recent);
    ofPage.splice(0, ofPage.length, ...ofPage.filter(recent));
    const wait = firstWaitMs * 2 ** this.times.length;
    this.times.push(now);
    ofPage.push(now);
    return this.times.length > mostInWindow || ofPage.length > mostOfPage ? null : wait;
  }
}
