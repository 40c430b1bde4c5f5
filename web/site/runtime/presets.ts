// presets.ts: buttons that put a figure of the page into a given state ("Settings worth showing" for teachers).
import type { LooseValue } from './declaration.js';
import { reducedMotion } from './surroundings.js';
import { warnOnce } from './warnings.js';
import type { WidgetElement } from './widget_element.js';

export function bindPresets(scope: ParentNode, figures: ReadonlyMap<string, WidgetElement>): void {
  for (const button of scope.querySelectorAll<HTMLButtonElement>('button[data-preset]')) {
    const figure = figures.get(button.dataset.for ?? '');
    const preset = readPreset(button.dataset.preset ?? '');
    if (!figure || !preset) continue;
    button.addEventListener('click', () => {
      const { ticks = 0, ...values } = preset;
      figure.root.scrollIntoView({ block: 'center', behavior: reducedMotion() ? 'auto' : 'smooth' });
      void figure.play({ ...figure.start.values, ...values }, Number(ticks));
    });
  }
}

function readPreset(text: string): Record<string, LooseValue> | null {
  try {
    return JSON.parse(text) as Record<string, LooseValue>;
  } catch {
    warnOnce(`a preset button holds no valid JSON: ${text.slice(0, 80)}`);
    return null;
  }
}
