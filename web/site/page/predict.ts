// predict.ts: "Predict first": the reader commits, may run it on the figure, and only then sees the answer.
import { figureById, figureFailed, widgetOf } from './widget_api.ts';
import type { Snapshot, Values, WidgetApi } from './widget_api.ts';

interface Readout {
  readonly id: string;
  readonly label: string;
  readonly unit?: string;
  readonly decimals?: number;
}

interface Run {
  readonly widget: string;
  readonly steps: readonly { readonly label: string; readonly params: Values; readonly ticks?: number }[];
  readonly report: readonly Readout[];
}

interface Question {
  readonly answer: number;
  readonly run?: Run;
}

type Stage = 'open' | 'committed' | 'told';

const nextFrame = () => new Promise<void>(resolve => requestAnimationFrame(() => resolve()));

export function connectPredictions(): void {
  for (const box of document.querySelectorAll<HTMLElement>('[data-predict]')) connectPrediction(box);
}

function connectPrediction(box: HTMLElement): void {
  const data = box.querySelector('[data-predict-json]');
  const form = box.querySelector('form');
  const answer = box.querySelector<HTMLDetailsElement>('[data-answer]');
  const verdict = box.querySelector<HTMLElement>('[data-verdict]');
  const place = box.querySelector<HTMLElement>('[data-run-place]');
  const commit = box.querySelector<HTMLButtonElement>('[data-commit]');
  if (!data || !form || !answer || !verdict || !place || !commit) return;
  const question = JSON.parse(data.textContent ?? '{}') as Question;
  const inputs = [...form.querySelectorAll<HTMLInputElement>('input[type=radio]')];
  const setStage = (stage: Stage) => (box.dataset.stage = stage);

  const tell = () => {
    const chosen = inputs.findIndex(input => input.checked);
    mark(inputs[question.answer], 'right', 'choice-right');
    if (chosen !== question.answer) mark(inputs[chosen], 'your prediction', '');
    verdict.textContent = chosen === question.answer ? 'You predicted it.' : 'It comes out differently.';
    answer.open = true;
    setStage('told');
  };

  inputs.forEach(input => {
    input.checked = false;
    input.addEventListener('change', () => (commit.disabled = false));
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    if (!inputs.some(input => input.checked)) return;
    for (const input of inputs) input.disabled = true;
    setStage('committed');
    const run = question.run;
    const figure = run && figureById(run.widget);
    if (run && figure && !figureFailed(figure) && widgetOf(figure)) offerRun(run, figure, place, tell);
    else tell();
  });
  setStage('open');
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

function button(words: string, className: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = className;
  made.textContent = words;
  made.addEventListener('click', act);
  return made;
}

function offerRun(run: Run, figure: HTMLElement, place: HTMLElement, tell: () => void): void {
  const start = button('Run it', 'action action-first', () => {
    start.disabled = true;
    skip.hidden = true;
    void play(run, figure, place)
      .catch(() => undefined)
      .then(() => {
        start.remove();
        skip.remove();
        tell();
      });
  });
  const skip = button('Tell me without running', 'action action-quiet', () => {
    start.remove();
    skip.remove();
    tell();
  });
  place.append(start, ' ', skip);
  start.focus();
}

// Plays each step on the figure; its row is filled as soon as it is known.
async function play(run: Run, figure: HTMLElement, place: HTMLElement): Promise<void> {
  const widget = widgetOf(figure);
  if (!widget) return;
  figure.scrollIntoView({ block: 'nearest' });
  const body = resultTable(run.report, place);
  for (const step of run.steps) {
    const cells = addRow(body, step.label, run.report.length);
    const snapshot = await playStep(widget, figure, step.params, step.ticks ?? 0);
    if (!snapshot) {
      for (const cell of cells) cell.textContent = 'not available';
      return;
    }
    run.report.forEach((readout, index) => (cells[index]!.textContent = shownReadout(readout, snapshot)));
  }
}

async function playStep(
  widget: WidgetApi,
  figure: HTMLElement,
  params: Values,
  ticks: number,
): Promise<Snapshot | null> {
  await widget.set(params);
  await widget.reset();
  // False: the reader changed the figure meanwhile, so its numbers answer another question.
  if (ticks > 0 && (await widget.step(ticks)) === false) return null;
  // Long runs are computed elsewhere: look again each frame until all ticks are done.
  for (;;) {
    const snapshot = await widget.snapshot();
    if (snapshot.ticks >= ticks && !snapshot.running) return snapshot;
    if (figureFailed(figure)) return null;
    await nextFrame();
  }
}

function shownReadout(readout: Readout, snapshot: Snapshot): string {
  const shown = snapshot.shown?.[readout.id];
  if (shown) return shown;
  const value = snapshot.readouts[readout.id];
  return value === undefined ? '' : `${value.toFixed(readout.decimals ?? 2)}${readout.unit ?? ''}`;
}

function resultTable(report: readonly Readout[], place: HTMLElement): HTMLTableSectionElement {
  const scroll = document.createElement('div');
  scroll.className = 'table-scroll';
  const table = document.createElement('table');
  const caption = document.createElement('span');
  caption.textContent = 'What the figure computed just now';
  table.createCaption().append(caption);
  const head = table.createTHead().insertRow();
  for (const words of ['Setting', ...report.map(readout => readout.label)]) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    if (words !== 'Setting') cell.className = 'right';
    cell.textContent = words;
    head.append(cell);
  }
  const body = table.createTBody();
  scroll.append(table);
  place.append(scroll);
  return body;
}

function addRow(body: HTMLTableSectionElement, label: string, count: number): HTMLTableCellElement[] {
  const row = body.insertRow();
  const head = document.createElement('th');
  head.scope = 'row';
  head.textContent = label;
  row.append(head);
  return Array.from({ length: count }, () => {
    const cell = row.insertCell();
    cell.className = 'right';
    cell.textContent = '…';
    return cell;
  });
}
