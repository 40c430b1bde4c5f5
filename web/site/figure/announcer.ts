// announcer.ts: writes a figure's sentence so that a screen reader says what the reader did, not every tick of a run.

// A status region is spoken at each change. Changes that follow each other sooner than this are told as one.
const pauseBetween = 250;
const pauseWhileRunning = 2500;

export class Announcer {
  private timer = 0;
  private writtenAt = -Infinity;
  private pending = '';
  private wasRunning = false;

  constructor(private readonly element: HTMLElement | null) {}

  say(sentence: string, running: boolean): void {
    this.pending = sentence;
    const ended = this.wasRunning && !running;
    this.wasRunning = running;
    const wait = ended ? 0 : this.writtenAt + (running ? pauseWhileRunning : pauseBetween) - performance.now();
    if (wait <= 0) this.write();
    else if (this.timer === 0) this.timer = window.setTimeout(() => this.write(), wait);
  }

  private write(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    if (!this.element || this.element.textContent === this.pending) return;
    this.writtenAt = performance.now();
    this.element.textContent = this.pending;
  }
}
