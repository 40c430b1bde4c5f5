// predict.ts: "Predict first": the reader commits, may run it on the figure, and only then sees the answer, with what is
// said of that very choice. Who asks to be shown runs it without a guess; that is no prediction and does not count.
//
// The focus always has a place: first choice, Run it, the verdict. A screen reader hears the verdict and why by that.
import { Kept } from '../figure/kept_state.ts';
import { playRun } from './predict_run.ts';
import type { Run } from './predict_run.ts';
import { forgottenEvent } from './progress.ts';
import { figureById, figureFailed, widgetOf } from './widget_api.ts';

interface Question {
  readonly answer: number;
  readonly run?: Run;
  readonly because?: readonly string[]; // of each choice; as why in plain words, for the ear
  readonly why: string;
}

type Stage = 'open' | 'committed' | 'told';

export function connectPredictions(): void {
  const answers = new Kept('answers');
  document.addEventListener(forgottenEvent, () => answers.clear());
  for (const box of document.querySelectorAll<HTMLElement>('[data-predict]')) connectPrediction(box, answers);
}

function connectPrediction(box: HTMLElement, answers: Kept): void {
  const data = box.querySelector('[data-predict-json]');
  const form = box.querySelector('form');
  const answer = box.querySelector<HTMLDetailsElement>('[data-answer]');
  const verdict = box.querySelector<HTMLElement>('[data-verdict]');
  const place = box.querySelector<HTMLElement>('[data-run-place]');
  const hint = box.querySelector<HTMLElement>('[data-hint]');
  if (!data || !form || !answer || !verdict || !place || !hint) return;
  const question = JSON.parse(data.textContent ?? '{}') as Question;
  const inputs = [...form.querySelectorAll<HTMLInputElement>('input[type=radio]')];
  const showMe = form.querySelector('[data-just-show]');
  const chosen = () => inputs.findIndex(input => input.checked);
  const setStage = (stage: Stage) => (box.dataset.stage = stage);
  const figure = question.run && figureById(question.run.widget);

  const show = () => {
    showMarks(inputs, question.answer, chosen());
    showVerdict(verdict, question, chosen(), figure);
    answer.open = true;
    setStage('told');
    answers.set(box.id, String(chosen()));
  };
  const tell = () => {
    show();
    verdict.focus();
  };

  for (const input of inputs) {
    input.checked = false;
    input.addEventListener('change', () => {
      hint.textContent = 'You can change it until then.';
      showMe?.setAttribute('hidden', '');
      form.querySelector('[data-commit]')?.classList.add('action-first');
    });
  }
  const close = () => {
    for (const input of inputs) input.disabled = true;
    note(inputs[chosen()], 'your guess');
  };
  const settle = () => {
    close();
    setStage('committed');
    if (question.run && figure && !figureFailed(figure) && widgetOf(figure))
      offerRun(question.run, figure, place, tell, chosen() >= 0);
    else tell();
  };
  form.addEventListener('submit', event => {
    event.preventDefault();
    if (chosen() >= 0) return settle();
    hint.textContent = 'Choose one, or';
    inputs[0]?.focus();
  });
  showMe?.addEventListener('click', settle);
  setStage('open');
  // Answered before the page was loaded again: -1 where the reader asked to be shown.
  const before = answers.get(box.id);
  if (before === null || !/^(-1|\d{1,2})$/.test(before) || Number(before) >= inputs.length) return;
  const choice = inputs[Number(before)];
  if (choice) choice.checked = true;
  close();
  show();
}

// chosen: -1 where the reader made no guess.
function showMarks(inputs: readonly HTMLInputElement[], answer: number, chosen: number): void {
  const mark = (at: number, right: boolean) =>
    inputs[at]?.closest('label')?.setAttribute('data-right', String(right));
  mark(answer, true);
  if (chosen === answer) return;
  note(inputs[answer], 'right');
  mark(chosen, false);
}

// Words at the right of a choice.
function note(input: HTMLInputElement | undefined, words: string): void {
  const made = document.createElement('span');
  made.className = 'choice-mark';
  made.textContent = words;
  input?.closest('label')?.append(made);
}

function showVerdict(
  verdict: HTMLElement,
  { answer, because = [], why }: Question,
  chosen: number,
  figure: HTMLElement | null | undefined,
): void {
  const right = chosen === answer;
  const words = right ? 'Right.' : chosen < 0 ? 'This is the answer.' : 'It comes out differently.';
  const told = chosen < 0 ? answer : chosen;
  verdict.setAttribute('aria-label', [words, because[told], why].filter(Boolean).join(' '));
  for (const part of verdict.querySelectorAll<HTMLElement>('[data-because]'))
    part.hidden = Number(part.dataset.because) !== told;
  const word = verdict.querySelector<HTMLElement>('[data-verdict-word]');
  if (word) {
    word.textContent = words;
    if (chosen >= 0) word.dataset.right = String(right);
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

// isGuess: the reader made one; without it the run begins at once.
function offerRun(run: Run, figure: HTMLElement, place: HTMLElement, tell: () => void, isGuess: boolean): void {
  const noted = document.createElement('span');
  noted.className = 'unseen';
  noted.id = `${figure.id}_${place.closest('[data-predict]')?.id ?? ''}_noted`;
  if (isGuess) noted.textContent = 'Your guess is noted.';
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
  const skip = button('Tell me without running', 'text-button', end);
  start.setAttribute('aria-describedby', noted.id);
  place.append(start, ' ', skip, noted);
  start.focus();
  if (!isGuess) start.click();
}
