// address_bar.ts: what the reader leaves is kept as it changes: in the address of an embed page, so that reload and copy work;
// in the tab's history on pages with more figures, whose address stays that of the page. And links into the page are followed.
import { Kept } from './kept_state.js';
import { ownAddress, ownLink } from './state_links.js';
import type { WidgetElement } from './widget_element.js';

// Browsers allow about 100 changes in 30 s, and a drag makes 60 a second.
const pauseBetween = 300;
const betweenRunning = 1000;

export function followInAddress(figure: WidgetElement): void {
  const { id } = figure.root;
  const address = () => location.search + location.hash;
  // The address changes with the state, so the first one is kept.
  const given = new Kept('given');
  const begin = () => {
    if (given.get(id) === null) given.set(id, address());
    figure.beginsWith(given.get(id) ?? address());
  };
  begin();
  const quiet = whenQuiet(figure, () => write(ownAddress(figure)));
  given.arrived = () => {
    // Only a place on the page.
    if (!location.hash.includes('=')) return;
    quiet.forget();
    given.set(id, null);
    begin();
    figure.goTo();
  };
}

export function followInTab(figures: ReadonlyMap<string, WidgetElement>): void {
  const kept = new Kept('figures');
  const forget = new Map<string, () => void>();
  for (const [id, figure] of figures) {
    const model = modelOf(figure);
    const left = kept.get(model);
    // A round of guesses is kept on the device.
    if (document.querySelector(`[data-challenge="${id}"]`)) continue;
    if (left !== null) figure.comeBackTo(left);
    // In print and in the find bar it is as it was left, wherever on the page it stands.
    if (left) afterFirstFrames(() => figure.wake());
    const quiet = whenQuiet(figure, () => kept.set(model, ownLink(figure)));
    forget.set(id, quiet.forget);
  }
  // "#mask_main?p=0.3" names no element, so the browser does not scroll to it; nor does it reload when only that changes.
  const target = () => {
    const mark = location.hash.indexOf('?');
    return mark > 0 ? figures.get(location.hash.slice(1, mark)) : undefined;
  };
  if (!kept.wasHere) target()?.root.scrollIntoView();
  kept.arrived = () => {
    const figure = target();
    if (!figure) return;
    forget.get(figure.root.id)?.();
    kept.set(modelOf(figure), null);
    figure.root.scrollIntoView();
    figure.goTo();
  };
}

// Linked figures show one model: it is kept once, under the figure that it belongs to.
const modelOf = ({ root }: WidgetElement): string => root.dataset.modelOf ?? root.id;

// By then whoever watches what is in view has had its first word.
function afterFirstFrames(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(act)));
}

// While it runs the state changes at every frame: it is written now and then, and soon after the run ends or pauses.
function whenQuiet(figure: WidgetElement, act: () => void): { forget(): void } {
  let timer = 0;
  const forget = () => {
    clearTimeout(timer);
    timer = 0;
  };
  const now = () => {
    forget();
    act();
  };
  figure.onState(({ running }) => {
    if (running && timer) return;
    forget();
    timer = window.setTimeout(now, running ? betweenRunning : pauseBetween);
  });
  // A telephone may throw a page away that nobody sees.
  document.addEventListener('visibilitychange', () => document.hidden && timer && now());
  return { forget };
}

function write(address: string): void {
  if (address === location.href) return;
  try {
    history.replaceState(history.state, '', address);
  } catch {
    // Sandboxed frames and some file: pages forbid it; the figure works without.
  }
}
