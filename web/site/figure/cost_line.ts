// cost_line.ts: says what one training step costs on this device. The Worker measures it; it is no part of any state.

// Ticks of other widgets are draws or parts of a run, whose time tells nothing.
const measuredTick = 'step';
const betweenUpdatesMs = 500; // a number that changes with every frame cannot be read

export class CostLine {
  private readonly line: HTMLElement | null;
  private lastUpdate = -Infinity;

  constructor(root: HTMLElement, tickLabel: string) {
    this.line = tickLabel === measuredTick ? root.querySelector<HTMLElement>('[data-cost]') : null;
  }

  // msPerTick: computing time of the present run by its ticks. isLast: the run has come to its end.
  show(msPerTick: number, isLast: boolean, now = performance.now()): void {
    if (!this.line || !Number.isFinite(msPerTick) || msPerTick <= 0) return;
    if (!isLast && now - this.lastUpdate < betweenUpdatesMs) return;
    this.lastUpdate = now;
    this.line.textContent = `This run: ${msPerTick.toPrecision(2)} ms a step, measured on this device.`;
    this.line.hidden = false;
  }
}
