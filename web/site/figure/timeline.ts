// timeline.ts: the time of a model with ticks: step back, and a slider over the ticks that were reached.
import { setDisabled, setText, showRange } from './control_fields.js';
import type { ControlsState, PlaybackInfo } from './controls_state.js';

const counts = new Intl.NumberFormat('en'); // toLocaleString makes one at each call

// Ticks as a reader counts them.
export const counted = (ticks: number, playback?: PlaybackInfo): string =>
  counts.format(Math.floor(ticks / (playback?.ticks_each ?? 1)));

export class Timeline {
  private readonly slider: HTMLInputElement | null;
  private readonly back: HTMLElement | null;
  private reached = 0;
  private ticks = 0;
  private fixed: string | null = null;

  // seek: asks for the state at that tick, at most the farthest that was reached.
  constructor(
    private readonly root: HTMLElement,
    seek: (tick: number) => void,
  ) {
    this.slider = root.querySelector<HTMLInputElement>('input[data-timeline]');
    this.back = root.querySelector<HTMLElement>('[data-action=step_back]');
    const slider = this.slider;
    slider?.addEventListener('input', () => {
      const tick = this.fixed ? this.ticks : Math.min(this.reached, Number(slider.value));
      slider.value = String(tick);
      if (!this.fixed) seek(tick);
    });
  }

  // reason: the id of the words why it cannot be moved; null: it can.
  fix(reason: string | null): void {
    this.fixed = reason;
    for (const part of [this.slider, this.back]) if (part) setDisabled(part, reason);
  }

  show(state: ControlsState, playback?: PlaybackInfo): void {
    const { slider, root } = this;
    const shown = (ticks: number) => counted(ticks, playback);
    this.reached = Math.max(state.reached, state.ticks);
    for (const place of root.querySelectorAll<HTMLElement>('[data-ticks]')) setText(place, shown(state.ticks));
    for (const place of root.querySelectorAll<HTMLElement>('[data-last-tick]'))
      setText(place, shown(state.last_tick));
    this.ticks = state.ticks;
    if (this.back && !this.fixed) this.back.toggleAttribute('aria-disabled', false);
    if (this.back && state.ticks === 0) this.back.setAttribute('aria-disabled', 'true');
    if (!slider) return;
    slider.max = String(Math.max(state.last_tick, this.reached));
    const value = String(state.ticks);
    if (slider.value !== value) slider.value = value;
    const label = playback?.tick_label ?? 'step';
    const farther = this.reached > state.ticks ? `, ${shown(this.reached)} reached` : '';
    showRange(
      slider,
      `${label.charAt(0).toUpperCase()}${label.slice(1)} ${shown(state.ticks)} of ${shown(state.last_tick)}${farther}`,
    );
    slider.style.setProperty('--reached', String(this.reached / Math.max(1, Number(slider.max))));
  }
}
