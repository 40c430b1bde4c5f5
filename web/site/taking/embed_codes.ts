// embed_codes.ts: the codes for a figure in its present state.
import { titleOf } from '../figure/figure_parts.js';
import { writeLink } from '../figure/permalink.js';
import type { WidgetElement } from '../figure/widget_element.js';
import { codesOf } from './codes.js';
import type { ShareItem } from './share_dialog.js';

// They carry the whole state, as an embed page starts from the widget's defaults.
export function embedCodes(figure: WidgetElement, base: string): ShareItem[] {
  const state = figure.modelState();
  const widget = figure.root.dataset.widget ?? '';
  const fixed = { ...figure.fixedByLink, panels: figure.panels };
  const [narrow = 640, wide = 640] = (figure.root.dataset.frameHeights ?? '').split(' ').filter(Boolean).map(Number);
  return codesOf({
    widget,
    title: titleOf(figure.root) || widget,
    query: state ? writeLink(figure.declaration, state.texts, state.ticks, figure.defaults, fixed) : '',
    base,
    heights: [narrow, wide],
  });
}
