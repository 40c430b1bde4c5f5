// block_parts.mjs: what several kinds of lesson blocks are made of.
import { plural } from './words.mjs';

export const asList = text => (Array.isArray(text) ? text : [text]);

export const label = words => `<p class="box-label">${words}</p>`;

// A block that names an earlier figure as its model shows that one's state: values, hidden and locked controls are its.
export function withModel(block, page) {
  if (!block.model) return block;
  const source = withModel(page.widgetBlock(block.model), page);
  const { params, ticks, widget } = source;
  const { hide = source.hide, lock = source.lock } = block;
  return { ...block, widget, params, ticks, hide, lock, model: source.model ?? source.id };
}

// A fold says what is in it and, at the right, how much.
export const foldSummary = (name, holds, size) =>
  `<summary><strong>${name}</strong> <span>${holds}</span>${size ? ` <small>${size}</small>` : ''}</summary>`;

// Nothing where there is none.
export const counted = (count, name) => (count ? [plural(count, name)] : []);
