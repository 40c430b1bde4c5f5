// tally.ts: counts what the reader predicted in the whole lesson, from what this device keeps, and forgets it when asked.
import { canRemember, readSetting } from '../figure/settings.ts';
import { forgetEverything, hasAnswers, progressEvent } from './progress.ts';
import { plural } from './words.ts';

export type Outcome = 'right' | 'not' | 'open';

// kept: what was stored, the place of the choice; null: nothing.
export function outcomeOf(kept: string | null, answer: string | undefined): Outcome {
  if (kept === null || !/^\d$/.test(kept)) return 'open';
  return kept === answer ? 'right' : 'not';
}

const words: Record<Outcome, string> = { right: 'right', not: 'came out differently', open: 'not asked yet' };

// "1 right, 2 not asked yet"
export function saidOf(outcomes: readonly Outcome[]): string {
  const counts = (['right', 'not', 'open'] as const).map(
    outcome => [outcomes.filter(each => each === outcome).length, words[outcome]] as const,
  );
  return counts.flatMap(([count, said]) => (count ? [`${String(count)} ${said}`] : [])).join(', ');
}

export function connectTally(): void {
  for (const tally of document.querySelectorAll<HTMLElement>('[data-tally]')) {
    const show = () => showTally(tally);
    document.addEventListener(progressEvent, show);
    connectForgetting(tally);
    show();
  }
}

function showTally(tally: HTMLElement): void {
  const all: { mark: HTMLElement; outcome: Outcome }[] = [];
  for (const row of tally.querySelectorAll('li')) {
    const marks = [...row.querySelectorAll<HTMLElement>('[data-guess]')].map(mark => {
      const outcome = outcomeOf(readSetting(`guess.${mark.dataset.guess ?? ''}`), mark.dataset.answer);
      mark.dataset.outcome = outcome;
      return { mark, outcome };
    });
    setText(row, '[data-said]', saidOf(marks.map(({ outcome }) => outcome)));
    all.push(...marks);
  }
  const count = (outcome: Outcome) => all.filter(each => each.outcome === outcome).length;
  const right = count('right');
  const missed = count('not');
  const made = right + missed;
  setText(tally, '[data-tally-right]', String(right));
  setText(
    tally,
    '[data-tally-words]',
    made
      ? `of ${plural(made, 'prediction')} came out as you said`
      : `of ${plural(all.length, 'prediction')}; your guesses in the chapters are counted here`,
  );
  tally.querySelector('[data-tally-forget]')?.toggleAttribute('hidden', !hasAnswers());
  const ask = tally.querySelector<HTMLAnchorElement>('[data-tally-ask]');
  const first = all.find(({ outcome }) => outcome === 'not') ?? all.find(({ outcome }) => outcome === 'open');
  if (ask) {
    ask.hidden = !first;
    ask.href = first?.mark.dataset.address ?? '';
    ask.textContent = missed ? `Ask the ${String(missed)} again` : 'Go to the first one that is open';
    if (missed === 1) ask.textContent = 'Ask the other one again';
  }
  tally.querySelector('[data-tally-missed]')?.toggleAttribute('hidden', !missed);
  if (!canRemember())
    setText(
      tally,
      '[data-tally-status]',
      'This browser keeps nothing for these pages, so guesses made in the chapters cannot be counted here.',
    );
}

// Asked in words first; the focus stays in the question and comes back.
function connectForgetting(tally: HTMLElement): void {
  const part = (name: string) => tally.querySelector<HTMLElement>(`[data-tally-${name}]`);
  const [button, question, yes, no] = ['forget', 'confirm', 'yes', 'no'].map(part);
  if (!button || !question || !yes || !no) return;
  const ask = (asking: boolean) => {
    question.hidden = !asking;
    button.setAttribute('aria-expanded', String(asking));
    (asking ? no : button).focus();
  };
  button.setAttribute('aria-expanded', 'false');
  button.addEventListener('click', () => ask(question.hidden !== false));
  no.addEventListener('click', () => ask(false));
  question.addEventListener('keydown', event => {
    if (event.key === 'Escape') ask(false);
  });
  yes.addEventListener('click', () => {
    ask(false);
    forgetEverything(); // hides the button: nothing is left to forget
    tally.querySelector<HTMLElement>('[data-tally-ask]')?.focus();
    setText(tally, '[data-tally-status]', 'Forgotten: no guess and no chapter is kept on this device now.');
  });
}

function setText(root: Element, selector: string, text: string): void {
  const place = root.querySelector(selector);
  if (place) place.textContent = text;
}
