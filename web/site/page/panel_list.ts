// panel_list.ts: the check lists of the gallery: which panels of a widget the figure, the link and the codes beside them show.
import { widgetOf } from './widget_api.ts';

// `chosen`: "" for all panels. The texts are those of the page with nothing chosen.
export function withPanels(text: string, widget: string, chosen: string): string {
  if (!chosen) return text;
  return text
    .replace(`embed/${widget}.html`, `embed/${widget}.html?panels=${chosen}`)
    .replace(`"${widget}"`, `"${widget}" panels="${chosen}"`);
}

export function connectPanelLists(): void {
  for (const list of document.querySelectorAll<HTMLElement>('[data-panel-list]')) connectPanelList(list);
}

function connectPanelList(list: HTMLElement): void {
  const widget = list.dataset.panelList ?? '';
  const section = list.closest('section');
  const boxes = [...list.querySelectorAll<HTMLInputElement>('input')];
  const link = section?.querySelector<HTMLAnchorElement>('[data-alone]');
  const address = link?.getAttribute('href') ?? '';
  const texts = [...(section?.querySelectorAll('[data-snippet] code') ?? [])]
    .flatMap(textNodes)
    .map(node => ({ node, text: node.data }));
  list.addEventListener('change', ({ target }) => {
    // Without any panel there is no picture: the last one stays.
    if (target instanceof HTMLInputElement && boxes.every(box => !box.checked)) target.checked = true;
    const checked = boxes.filter(box => box.checked);
    const chosen = checked.length === boxes.length ? '' : checked.map(box => box.value).join(',');
    const figure = section?.querySelector<HTMLElement>('figure[data-widget]');
    if (figure) widgetOf(figure)?.panels(chosen ? chosen.split(',') : []);
    link?.setAttribute('href', withPanels(address, widget, chosen));
    for (const { node, text } of texts) node.data = withPanels(text, widget, chosen);
  });
}

function textNodes(root: Node): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (walker.nextNode()) found.push(walker.currentNode as Text);
  return found;
}
