// state_links.ts: the present state of a figure as an address and as what a link says of it.
import { foreignPairs, writeLink } from './permalink.js';
import type { WidgetElement } from './widget_element.js';

// The address of the present state: the page's own for an embed page, with the figure's id for one of several.
export function stateAddress(figure: WidgetElement, aloneOnPage: boolean): string {
  const address = new URL(location.href);
  const state = stateText(figure);
  if (aloneOnPage) {
    // What others put into the address stays there.
    const query = [foreignPairs(address.search, figure.declaration), state].filter(Boolean).join('&');
    address.search = query ? `?${query}` : '';
    address.hash = '';
    return address.href;
  }
  address.search = '';
  address.hash = state ? `#${figure.root.id}?${state}` : `#${figure.root.id}`;
  return address.href;
}

// The values and ticks that a link to the widget alone has for the present state.
export function stateLink(figure: WidgetElement): string {
  const state = figure.modelState();
  return state ? writeLink(figure.declaration, state.texts, state.ticks, figure.defaults) : '';
}

// What differs from the state that the lesson gives.
export function ownLink(figure: WidgetElement): string {
  const state = figure.modelState();
  return state ? writeLink(figure.declaration, state.texts, state.ticks, figure.start) : '';
}

function stateText(figure: WidgetElement): string {
  const state = figure.modelState();
  if (!state) return '';
  return writeLink(figure.declaration, state.texts, state.ticks, figure.start, figure.fixedByLink);
}
