// predict.ts: "Predict first": the reader commits, may run it on the figure, and only then sees the answer.
//
// The focus always has a place: first choice, Run it, the verdict. A screen reader hears the verdict and why by that.
import { playRun } from './predict_run.ts';
import type { Run } from './predict_run.ts';
import { figureById, figureFailed, widgetOf } from './widget_api.ts';

interface Question {
  readonly answer: number;
  readonly run?: Run;
  readonly why: string; // in plain words, for the ear
}

type Stage = 'open' | 'committed' | 'told';

export function connectPredictions(): void {
  for (const box of document.querySelectorAll<HTMLElement>('[data-predict]')) connectPrediction(box);
}

function connectPrediction(box: HTMLElement): void {
  const data = box.querySelector('[data-predict-json]');
  const form = box.querySelector('form');
  const answer = box.querySelector<HTMLDetailsElement>('[data-answer]');
  const verdict = box.querySelector<HTMLElement>('[data-verdict]');
  const place = box.querySelector<HTMLElement>('[data-run-place]');
  const hint = box.querySelector<HTMLElement>('[data-hint]');
  if (!data || !form || !answer || !verdict || !place || !hint) return;
  const question = JSON.parse(data.textContent ?? '{}') as Question;
  const inputs = [...form.querySelectorAll<HTMLInputElement>('input[type=radio]')];
  const chosen = () => inputs.findIndex(input => input.checked);
  const setStage = (stage: Stage) => (box.dataset.stage = stage);
  const figure = question.run && figureById(question.run.widget);

  const tell = () => {
    showMarks(inputs, question.answer, chosen());
    showVerdict(verdict, chosen() === question.answer, question.why, figure);
    answer.open = true;
    setStage('told');
    verdict.focus();
  };

  for (const input of inputs) {
    input.checked = false;
    input.addEventListener('change', () => {
      hint.textContent = '';
      form.querySelector('[data-commit]')?.classList.add('action-first');
    });
  }
  form.addEventListener('submit', event => {
    event.preventDefault();
    if (chosen() < 0) {
      hint.textContent = 'Choose one.';
      inputs[0]?.focus();
      return;
    }
    for (const input of inputs) input.disabled = true;
    setStage('committed');
    if (question.run && figure && !figureFailed(figure) && widgetOf(figure))
      offerRun(question.run, figure, place, tell);
    else tell();
  });
  setStage('open');
}

function showMarks(inputs: readonly HTMLInputElement[], answer: number, chosen: number): void {
  mark(inputs[answer], 'right', 'choice-right');
  if (chosen !== answer) mark(inputs[chosen], 'your prediction', '');
}

function mark(input: HTMLInputElement | undefined, words: string, className: string): void {
  const label = input?.closest('label');
  if (!label) return;
  if (className) label.classList.add(className);
  const note = document.createElement('span');
  note.className = 'choice-mark';
  note.textContent = words;
  label.append(note);
}

function showVerdict(
  verdict: HTMLElement,
  right: boolean,
  why: string,
  figure: HTMLElement | null | undefined,
): void {
  const words = right ? 'You predicted it.' : 'It comes out differently.';
  verdict.setAttribute('aria-label', `${words} ${why}`);
  const word = verdict.querySelector<HTMLElement>('[data-verdict-word]');
  if (word) {
    word.textContent = words;
    word.dataset.right = String(right);
  }
  if (figure) verdict.append(button('Back to the figure', 'text-button', () => goTo(figure)));
}

// To the main button, where the reader goes on.
function goTo(figure: HTMLElement): void {
  figure.scrollIntoView({ block: 'start' });
  figure
    .querySelector<HTMLElement>('.action-first:not([hidden]), button[data-action]:not([hidden])')
    ?.focus({ preventScroll: true });
}

function button(words: string, className: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = className;
  made.textContent = words;
  made.addEventListener('click', act);
  return made;
}

function offerRun(run: Run, figure: HTMLElement, place: HTMLElement, tell: () => void): void {
  const noted = document.createElement('span');
  noted.className = 'unseen';
  noted.id = `${figure.id}_${place.closest('[data-predict]')?.id ?? ''}_noted`;
  noted.textContent = 'Your prediction is noted.';
  const end = () => {
    // The verdict takes the focus before the buttons that may have it go.
    tell();
    for (const part of [start, skip, noted]) part.remove();
  };
  const start = button('Run it', 'action action-first', () => {
    if (start.getAttribute('aria-disabled') === 'true') return;
    // A disabled button would drop the focus.
    start.setAttribute('aria-disabled', 'true');
    start.textContent = 'Running';
    skip.hidden = true;
    void playRun(run, figure, place)
      .catch(() => undefined)
      .then(end);
  });
  const skip = button('Tell me without running', 'action action-quiet', end);
  start.setAttribute('aria-describedby', noted.id);
  place.append(start, ' ', skip, noted);
  start.focus();
}
