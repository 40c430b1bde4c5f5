// address_bar.ts: what the reader leaves is kept as it changes: in the address of an embed page, so that reload and copy work;
// in the tab's history on pages with more figures, whose address stays that of the page.
import { keep } from './kept_state.js';
import { ownLink, stateAddress } from './state_links.js';
import type { WidgetElement } from './widget_element.js';

// Browsers allow about 100 changes in 30 s, and a drag makes 60 a second.
const pauseBetween = 300;

export function followInAddress(figure: WidgetElement): void {
  whenQuiet(figure, () => write(stateAddress(figure, true)));
}

// Linked figures show one model: it is kept once, under the figure that it belongs to.
export function followInTab(figure: WidgetElement): void {
  if (figure.root.dataset.modelOf) return;
  whenQuiet(figure, () => keep('figures', figure.root.id, ownLink(figure) || null));
}

// While it runs the state changes at every frame; it is written when the run ends or pauses.
function whenQuiet(figure: WidgetElement, act: () => void): void {
  let timer = 0;
  figure.onState(state => {
    clearTimeout(timer);
    if (!state.running) timer = window.setTimeout(act, pauseBetween);
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
