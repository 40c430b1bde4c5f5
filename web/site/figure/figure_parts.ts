// figure_parts.ts: the parts of a figure's markup that tell: its lesson block, its title, its notice to the reader.
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

export function showNotice(root: HTMLElement, failure: FigureFailure | null): void {
  const notice = root.querySelector<HTMLElement>('[data-notice]');
  if (!notice) return;
  notice.hidden = failure === null;
  notice.textContent = failure?.sentence ?? '';
  notice.title = failure?.reason ?? '';
}
