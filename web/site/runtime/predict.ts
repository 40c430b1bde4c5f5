// predict.ts: prediction questions: the reader commits first, then the figure plays the steps, then the answer is told.
import type { LooseValues } from './declaration.js';
import { noteAnswer, rememberedAnswer } from './progress.js';
import { warnOnce } from './warnings.js';
import type { WidgetElement } from './widget_element.js';

interface Step {
  readonly label: string;
  readonly params?: LooseValues;
  readonly ticks?: number;
}
interface Question {
  readonly answer: number;
  readonly run?: {
    readonly widget: string;
    readonly steps: readonly Step[];
    readonly report: readonly { readonly id: string; readonly label: string }[];
  };
}

export function bindPredict(box: HTMLElement, figures: ReadonlyMap<string, WidgetElement>, slug: string): void {
  const question = readQuestion(box);
  const form = box.querySelector('form');
  const commit = box.querySelector<HTMLButtonElement>('[data-commit]');
  const answer = box.querySelector<HTMLDetailsElement>('details[data-answer]');
  if (!question || !form || !commit || !answer) return;
  answer.hidden = true;
  form.addEventListener('change', () => (commit.disabled = chosen(form) === null));
  form.addEventListener('submit', event => {
    event.preventDefault();
    const choice = chosen(form);
    if (choice === null || commit.disabled) return;
    noteAnswer(slug, box.id, choice);
    committed(box, form, question, choice, answer, figures);
  });

  // Coming back: the prediction still stands, the answer is at hand.
  const before = rememberedAnswer(slug, box.id);
  const radio = before === null ? null : form.querySelector<HTMLInputElement>(`input[type=radio][value="${before}"]`);
  if (before !== null && radio) {
    radio.checked = true;
    committed(box, form, question, before, answer, figures);
  }
}

function committed(
  box: HTMLElement,
  form: HTMLFormElement,
  question: Question,
  choice: number,
  answer: HTMLDetailsElement,
  figures: ReadonlyMap<string, WidgetElement>,
): void {
  for (const radio of form.querySelectorAll<HTMLInputElement>('input[type=radio]')) radio.disabled = true;
  box
    .querySelector<HTMLButtonElement>('[data-commit]')
    ?.closest<HTMLElement>('.predict-buttons')
    ?.setAttribute('hidden', '');
  const figure = question.run ? figures.get(question.run.widget) : undefined;
  if (question.run && figure) {
    say(box, 'Your prediction is noted. Now let the figure answer.');
    offerRun(box, question, choice, answer, figure);
  } else {
    reveal(box, question, choice, answer);
  }
}

function offerRun(
  box: HTMLElement,
  question: Question,
  choice: number,
  answer: HTMLDetailsElement,
  figure: WidgetElement,
): void {
  const place = box.querySelector<HTMLElement>('[data-run-place]') ?? box;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'action action-first';
  button.dataset.runPrediction = '';
  button.textContent = 'Run it';
  place.replaceChildren(button);
  button.addEventListener('click', () => {
    button.disabled = true;
    void runSteps(box, question, figure, place, button).then(finished => {
      button.disabled = false;
      if (!finished) {
        say(box, 'The figure was changed while it ran, so the run was stopped. Run it again when you like.');
        return;
      }
      button.textContent = 'Run it again';
      reveal(box, question, choice, answer);
    });
  });
}

// Plays each step on the figure and writes its readouts as a row. False: the reader changed something meanwhile.
async function runSteps(
  box: HTMLElement,
  question: Question,
  figure: WidgetElement,
  place: HTMLElement,
  button: HTMLElement,
): Promise<boolean> {
  const run = question.run;
  if (!run) return true;
  const rows = resultTable(
    place,
    button,
    run.report.map(readout => readout.label),
  );
  for (const [index, step] of run.steps.entries()) {
    say(box, `Running ${index + 1} of ${run.steps.length}: ${step.label}`);
    if (!(await figure.play({ ...figure.start.values, ...step.params }, step.ticks ?? 0))) return false;
    const shown = figure.full()?.shown ?? {};
    rows(
      step.label,
      run.report.map(readout => shown[readout.id] ?? ''),
    );
  }
  return true;
}

function resultTable(
  place: HTMLElement,
  button: HTMLElement,
  labels: readonly string[],
): (head: string, cells: readonly string[]) => void {
  const scroll = document.createElement('div');
  scroll.className = 'table-scroll';
  const table = document.createElement('table');
  table.createCaption().textContent = 'What the figure measured';
  const heads = table.createTHead().insertRow();
  for (const label of ['Setting', ...labels]) heads.append(headCell(label, 'col'));
  const body = table.createTBody();
  scroll.append(table);
  place.replaceChildren(button, scroll);
  return (head, cells) => {
    const row = body.insertRow();
    row.append(headCell(head, 'row'));
    for (const cell of cells) row.insertCell().textContent = cell;
  };
}

function headCell(text: string, scope: 'col' | 'row'): HTMLTableCellElement {
  const cell = document.createElement('th');
  cell.scope = scope;
  cell.textContent = text;
  return cell;
}

function reveal(box: HTMLElement, question: Question, choice: number, answer: HTMLDetailsElement): void {
  say(
    box,
    choice === question.answer ? 'Your prediction was right.' : 'It came out differently from your prediction.',
  );
  box.dataset.verdict = choice === question.answer ? 'right' : 'different';
  answer.hidden = false;
  answer.open = true;
}

function say(box: HTMLElement, words: string): void {
  const verdict = box.querySelector('[data-verdict]:not(section)');
  if (verdict) verdict.textContent = words;
}

function chosen(form: HTMLFormElement): number | null {
  const radio = form.querySelector<HTMLInputElement>('input[type=radio]:checked');
  return radio ? Number(radio.value) : null;
}

function readQuestion(box: HTMLElement): Question | null {
  try {
    return JSON.parse(box.querySelector('[data-predict-json]')?.textContent ?? '') as Question;
  } catch (error) {
    warnOnce(`${box.id}: the question's data cannot be read (${String(error)})`);
    return null;
  }
}
