// address_bar.ts: keeps the address of an embed page equal to the state of its figure, so that reload and copy work.
import { stateAddress } from './figure_tools.js';
import type { WidgetElement } from './widget_element.js';

// Browsers allow about 100 changes in 30 s, and a drag makes 60 a second.
const pauseBetween = 300;

export function followInAddress(figure: WidgetElement): void {
  let timer = 0;
  figure.onState(state => {
    clearTimeout(timer);
    // While it runs the address would change at every frame; it is written when the run ends or pauses.
    if (!state.running) timer = window.setTimeout(() => write(stateAddress(figure, true)), pauseBetween);
  });
}

function write(address: string): void {
  if (address === location.href) return;
  try {
    history.replaceState(history.state, '', address);
  } catch {
    // Sandboxed frames and some file: pages forbid it; the figure works without.
  }
}
