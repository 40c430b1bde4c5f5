// pace.ts: how many ticks are due. Results never depend on it, only the watching does.

// A tab that was hidden does not catch up: one look stands for at most this long.
const longestMs = 100;

export class Pace {
  private owed = 0;
  private lastMs: number | null = null;

  // Whole ticks that are due at this time; fractions are carried over. What a slow machine could not do is let go, so
  // that a pause is a pause.
  due(nowMs: number, ticksPerSecond: number): number {
    if (ticksPerSecond === Infinity) return Infinity;
    const elapsed = Math.min(longestMs, Math.max(0, nowMs - (this.lastMs ?? nowMs)));
    this.lastMs = nowMs;
    const most = (longestMs * ticksPerSecond) / 1000 + 1;
    this.owed = Math.min(most, this.owed + (elapsed * ticksPerSecond) / 1000);
    return Math.floor(this.owed);
  }
  done(ticks: number): void {
    this.owed = Math.max(0, this.owed - ticks);
  }
  restart(): void {
    this.owed = 0;
    this.lastMs = null;
  }
}
