// announcer.ts: the one voice of a page: what figures have to say goes through one queue, held back until it is stable.
//
// A drag, a playback or a run changes a figure many times; the newest words of each figure win, and nothing is written
// while something is still changing. A run says at most three things: that it started, how far it is, and its result.
import type { ControlsState, PlaybackInfo } from './controls_state.js';
import { counted } from './timeline.js';

const stableAfterMs = 350;
const progressAfterMs = 10_000;

interface Voice {
  key: string; // of the state that was told last
  running: boolean;
  muted: boolean; // running, and somebody else speaks for this run, to its end
  startedAt: number;
  toldProgress: boolean;
}

export class Announcer {
  private readonly voices = new Map<HTMLElement, Voice>();
  private readonly waiting = new Map<HTMLElement, string>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private last = '';

  // write: puts words where a screen reader hears them.
  constructor(
    private readonly write: (words: string) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  // The state of a figure, each time it changed. A figure with data-quiet has somebody else to speak for it, and so has a
  // run that was heard of in quiet, however late its end is told.
  tell(figure: HTMLElement, state: ControlsState, playback?: PlaybackInfo): void {
    const before = this.voices.get(figure);
    const isQuiet = figure.dataset.quiet !== undefined;
    const key = JSON.stringify([state.response ?? state.sentence, state.values, state.ticks]);
    const voice: Voice = {
      key,
      running: state.running,
      // A figure that opens running restores what a block or a link asks for: nobody waits for its end.
      muted: state.running && (isQuiet || !before || before.muted),
      startedAt: before?.running ? before.startedAt : this.now(),
      toldProgress: Boolean(before?.running && before.toldProgress),
    };
    this.voices.set(figure, voice);
    if (!before || isQuiet || before.muted) return; // nobody did anything yet, or another speaks
    const words = this.wordsFor(voice, before, state, playback);
    if (!words) return;
    this.waiting.set(figure, words);
    this.holdBack();
  }

  // It is parked. When it comes back it finds whatever happened meanwhile: others have told that.
  forget(figure: HTMLElement): void {
    this.voices.delete(figure);
  }

  private wordsFor(voice: Voice, before: Voice, state: ControlsState, playback?: PlaybackInfo): string {
    const news = state.response ?? state.sentence;
    if (state.running && !before.running) return `Started: ${playback?.run_label ?? 'Run'}.`;
    if (state.running) {
      if (voice.toldProgress || this.now() - voice.startedAt < progressAfterMs) return '';
      voice.toldProgress = true;
      return `${capitalized(playback?.tick_label ?? 'step')} ${counted(state.ticks, playback)} of ${counted(state.goal ?? state.last_tick, playback)}.`;
    }
    if (before.running)
      return `${state.ticks >= (state.goal ?? state.last_tick) ? 'Done' : 'Paused'}: ${news || state.sentence}`;
    return voice.key === before.key ? '' : news;
  }

  private holdBack(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), stableAfterMs);
  }

  private flush(): void {
    // Two figures that show one model say the same.
    const words = [...new Set(this.waiting.values())].join(' ');
    this.waiting.clear();
    // The same words twice are two events: a no-break space makes them differ.
    const written = words === this.last ? `${words}\u00a0` : words;
    this.last = written;
    this.write(written);
  }
}

const capitalized = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

let ofPage: Announcer | null = null;

// The page's own, with its live region.
export function announcer(): Announcer {
  if (ofPage) return ofPage;
  const region = document.createElement('p');
  region.className = 'unseen';
  region.dataset.response = '';
  region.setAttribute('aria-live', 'polite');
  (document.querySelector('main') ?? document.body).append(region);
  ofPage = new Announcer(words => (region.textContent = words));
  return ofPage;
}
