// state_links.ts: the present state of a figure as an address and as what a link says of it.
import type { ModelState } from './declaration.js';
import { withState, writeLink } from './permalink.js';
import type { WidgetElement } from './widget_element.js';

// An address for others: of the page of an embedded figure, of the figure's place on any other page; nothing else that
// stands in the page's own.
export function stateAddress(figure: WidgetElement, aloneOnPage: boolean): string {
  const address = new URL(location.href);
  const state = stateText(figure);
  address.search = aloneOnPage ? state : '';
  address.hash = aloneOnPage ? '' : `${figure.root.id}${state && '?'}${state}`;
  return address.href;
}

// The page's own, with the present state; what others put there stays.
export const ownAddress = (figure: WidgetElement): string =>
  withState(location.href, stateText(figure), figure.root.id, figure.declaration);

// The values and ticks that a link to the widget alone has for the present state.
export function stateLink(figure: WidgetElement): string {
  const state = figure.modelState();
  return state ? writeLink(figure.declaration, state.texts, state.ticks, figure.defaults) : '';
}

// What differs from the state that the lesson gives.
export function ownLink(figure: WidgetElement): string {
  const state = figure.modelState();
  return state ? writeLink(figure.declaration, state.texts, ticksOf(figure, state), figure.start) : '';
}

function stateText(figure: WidgetElement): string {
  const state = figure.modelState();
  if (!state) return '';
  return writeLink(figure.declaration, state.texts, ticksOf(figure, state), figure.start, figure.fixedByLink);
}

const ticksOf = (figure: WidgetElement, { ticks }: ModelState): number => Math.max(ticks, figure.replayTo);
