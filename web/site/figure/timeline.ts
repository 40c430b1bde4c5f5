// timeline.ts: the time of a model with ticks: step back, and a slider over the ticks that were reached.
import { setDisabled, showRange } from './control_fields.js';
import type { ControlsState } from './controls_state.js';

const counts = new Intl.NumberFormat('en'); // toLocaleString makes one at each call
const counted = (count: number): string => counts.format(count);

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

  show(state: ControlsState, tickLabel: string): void {
    const { slider, root } = this;
    this.reached = Math.max(state.reached, state.ticks);
    for (const place of root.querySelectorAll<HTMLElement>('[data-ticks]')) setText(place, counted(state.ticks));
    for (const place of root.querySelectorAll<HTMLElement>('[data-last-tick]'))
      setText(place, counted(state.last_tick));
    this.ticks = state.ticks;
    if (this.back && !this.fixed) this.back.toggleAttribute('aria-disabled', false);
    if (this.back && state.ticks === 0) this.back.setAttribute('aria-disabled', 'true');
    if (!slider) return;
    slider.max = String(Math.max(state.last_tick, this.reached));
    const value = String(state.ticks);
    if (slider.value !== value) slider.value = value;
    const label = tickLabel.charAt(0).toUpperCase() + tickLabel.slice(1);
    const farther = this.reached > state.ticks ? `, ${counted(this.reached)} reached` : '';
    showRange(slider, `${label} ${counted(state.ticks)} of ${counted(state.last_tick)}${farther}`);
    slider.style.setProperty('--reached', String(this.reached / Math.max(1, Number(slider.max))));
  }
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
