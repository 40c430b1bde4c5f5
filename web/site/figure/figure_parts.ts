// figure_parts.ts: the parts of a figure's markup that tell: its lesson block, its title, its notice to the reader.
import { setText } from './control_fields.js';
import type { WidgetBlock } from './declaration.js';
import type { FigureFailure } from '../compute/failure.js';
import { warnOnce } from './warnings.js';

export function readBlock(root: HTMLElement): WidgetBlock {
  const widget = root.dataset.widget ?? '';
  try {
    const text = root.querySelector('[data-block-json]')?.textContent ?? '{}';
    return { ...(JSON.parse(text) as object), widget };
  } catch (error) {
    warnOnce(`${root.id}: the figure's block is not valid JSON (${String(error)}); defaults are used`);
    return { widget };
  }
}

export const titleOf = (root: HTMLElement): string => root.querySelector('.widget-title')?.textContent?.trim() ?? '';

export const describedBy = (root: HTMLElement): string => root.querySelector('[data-description]')?.id ?? '';

// The bar is as wide as the stage, but its height does not change with the picture's: who observes it does not see its
// own work.
export const measuredPart = (root: HTMLElement): Element => root.querySelector('.widget-bar') ?? root;

export const stageOf = (root: HTMLElement): HTMLElement => root.querySelector<HTMLElement>('.widget-stage') ?? root;

// The picture stays; below it the reason and the ways on, in the place of the controls.
// True: the focus was on what is gone now. Whoever pressed "Try again" in vain still stands there.
export function showNotice(root: HTMLElement, failure: FigureFailure | null, retry: () => void = () => {}): boolean {
  const notice = root.querySelector<HTMLElement>('[data-notice]');
  if (!notice) return false;
  const words = failure?.sentence ?? '';
  notice.hidden = failure === null;
  setText(notice, words); // the same words are not said twice
  notice.title = failure?.reason ?? '';
  const ways = root.querySelector<HTMLElement>('.ways');
  const mayPass = failure?.mayPass ?? false;
  if (failure && ways && (ways.dataset.retry !== undefined) === mayPass) return false;
  const hadFocus = ways?.contains(document.activeElement) ?? false;
  ways?.remove();
  if (failure) notice.before(waysOn(root, mayPass ? tryAgain : undefined));
  if (failure && hadFocus) notice.focus();
  return hadFocus;

  function tryAgain(): void {
    notice!.textContent = 'Trying again …';
    retry();
  }
}

function waysOn(root: HTMLElement, retry?: () => void): HTMLElement {
  const ways = document.createElement('p');
  ways.className = 'ways';
  if (retry) ways.dataset.retry = '';
  if (retry) ways.append(button('Try again', 'action action-first', retry), ' ');
  const numbers = root.querySelector<HTMLDetailsElement>('details[data-fold=numbers]');
  if (numbers) ways.append(button('Read the numbers', 'text-button', () => (numbers.open = !numbers.open)));
  return ways;
}

function button(words: string, className: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = className;
  made.textContent = words;
  made.addEventListener('click', act);
  return made;
}
