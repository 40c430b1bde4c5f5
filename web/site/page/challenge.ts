// challenge.ts: a link that opens the same round for a friend: the seed and the drop rate of a figure, nothing of the answers.
import { copyText } from '../figure/copying.ts';
import { showShareDialog } from '../taking/share_dialog.ts';
import { figureById, widgetOf } from './widget_api.ts';
import type { Values } from './widget_api.ts';

// page: the address of this page; values: by id, those that are named in params.
export function challengeAddress(page: string, figure: string, params: readonly string[], values: Values): string {
  const address = new URL(page);
  address.search = '';
  const pairs = params
    .filter(id => values[id] !== undefined)
    .map(id => `${encodeURIComponent(id)}=${encodeURIComponent(String(values[id]))}`);
  address.hash = pairs.length ? `#${figure}?${pairs.join('&')}` : `#${figure}`;
  return address.href;
}

export function connectChallenges(): void {
  for (const box of document.querySelectorAll<HTMLElement>('[data-challenge]')) {
    const said = box.querySelector('[data-challenge-said]');
    const button = box.querySelector('[data-challenge-copy]');
    button?.addEventListener('click', () => {
      void addressOf(box).then(async address => {
        if (!(await copyText(address)))
          showShareDialog('The same ten patterns', [{ label: 'Link', text: address }], button);
        else if (said) said.textContent = 'Copied';
      });
    });
  }
}

// A figure that is not alive shows what it starts with.
async function addressOf(box: HTMLElement): Promise<string> {
  const id = box.dataset.challenge ?? '';
  const figure = figureById(id);
  const widget = figure ? widgetOf(figure) : undefined;
  const start = JSON.parse(box.dataset.start ?? '{}') as Values;
  const values = widget ? (await widget.snapshot()).values : {};
  return challengeAddress(location.href, id, (box.dataset.params ?? '').split(','), { ...start, ...values });
}
