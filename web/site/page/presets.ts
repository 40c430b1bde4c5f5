// presets.ts: "Show in figure" of the teacher notes: puts a setting into the figure and goes there.
import { figureById, widgetOf } from './widget_api.ts';
import type { Values } from './widget_api.ts';

export function connectPresets(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-preset]')) {
    const figure = figureById(button.dataset.for ?? '');
    if (!figure) continue;
    button.addEventListener('click', () => {
      void widgetOf(figure)?.set(JSON.parse(button.dataset.preset ?? '{}') as Values);
      figure.scrollIntoView({ block: 'start' });
      const title = figure.querySelector<HTMLElement>('.widget-title');
      if (title) {
        title.tabIndex = -1;
        title.focus({ preventScroll: true });
      }
    });
  }
}
