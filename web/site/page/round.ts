// round.ts: keeps a round of guesses on this device, so that a reload goes on with it; forgetting the answers ends it.
import { readSetting, writeSetting } from '../figure/settings.ts';
import { forgottenEvent, tell } from './progress.ts';
import { figureById, widgetOf } from './widget_api.ts';
import type { Values } from './widget_api.ts';

// A link that names the figure says what it shows: then nothing is brought back.
export const isAddressed = (hash: string, figure: string): boolean => hash.startsWith(`#${figure}?`);

// What is kept, as values; null where it is nothing or damaged.
export function keptValues(text: string | null): Values | null {
  try {
    const values: unknown = JSON.parse(text ?? 'null');
    return typeof values === 'object' && values !== null && !Array.isArray(values) ? (values as Values) : null;
  } catch {
    return null;
  }
}

export function connectRounds(slug: string): void {
  for (const box of document.querySelectorAll<HTMLElement>('[data-challenge]')) {
    const figure = figureById(box.dataset.challenge ?? '');
    if (figure) keepRound(figure, `round.${slug}.${figure.id}`);
  }
}

function keepRound(figure: HTMLElement, name: string): void {
  let start = '';
  const isLive = () => /^(paused|running)$/.test(figure.dataset.state ?? '');
  const textNow = async () => JSON.stringify((await widgetOf(figure)?.snapshot())?.values ?? null);
  const note = async () => {
    const text = await textNow();
    if (!start || text === 'null') return;
    writeSetting(name, text === start ? null : text);
    tell();
  };
  const begin = async () => {
    const kept = isAddressed(location.hash, figure.id) ? null : keptValues(readSetting(name));
    start = await textNow();
    if (kept) await widgetOf(figure)?.set(kept);
    const sentence = figure.querySelector('[data-describe]');
    if (sentence)
      new MutationObserver(() => void note()).observe(sentence, {
        childList: true,
        characterData: true,
        subtree: true,
      });
  };
  const waiting = new MutationObserver(() => wait());
  const wait = () => {
    if (!isLive()) return;
    waiting.disconnect();
    void begin();
  };
  waiting.observe(figure, { attributes: true, attributeFilter: ['data-state'] });
  wait();
  document.addEventListener(forgottenEvent, () => {
    const values = keptValues(start);
    if (values) void widgetOf(figure)?.set(values);
  });
}
