// silence.ts: notices that Workers owe an answer and say nothing.
//
// Counted in beats of the page, not as time by a clock: a tab that was frozen, or a computer that slept, wakes with a single
// beat.
const beatMs = 1000;
export const noAnswer = 'The background process does not answer; the run goes on without it.';

export class Silence {
  private beats: ReturnType<typeof setInterval> | undefined;
  private silent = 0; // beats since the last word

  // owed: something was sent that is not answered yet.
  constructor(
    private readonly mostBeats: number,
    private readonly owed: () => boolean,
    private readonly giveUp: (reason: string) => void,
  ) {}

  sent(): void {
    this.beats ??= setInterval(() => this.beat(), beatMs);
  }
  heard(): void {
    this.silent = 0;
  }
  // What is sent next begins to count anew.
  end(): void {
    clearInterval(this.beats);
    this.beats = undefined;
    this.silent = 0;
  }

  private beat(): void {
    if (!this.owed()) this.end();
    else if (++this.silent >= this.mostBeats) this.giveUp(noAnswer);
  }
}
