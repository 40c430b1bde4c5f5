// predict_run.ts: plays the steps of a prediction on its figure and fills a table with what the figure reports.
import { figureFailed, widgetOf } from './widget_api.ts';
import type { Snapshot, Values, WidgetApi } from './widget_api.ts';

interface Readout {
  readonly id: string;
  readonly label: string;
  readonly unit?: string;
  readonly decimals?: number;
}

export interface Run {
  readonly widget: string;
  readonly steps: readonly { readonly label: string; readonly params: Values; readonly ticks?: number }[];
  readonly report: readonly Readout[];
}

// A run that is over sooner needs no look at the figure, and the page stays where it is.
const soonMs = 400;
const quietAfterMs = 500;

let runs = 0;
const nextFrame = () => new Promise<void>(resolve => requestAnimationFrame(() => resolve()));

// The figure and all others that show its model.
function viewsOf(figure: HTMLElement): readonly HTMLElement[] {
  const model = figure.dataset.modelOf ?? figure.id;
  const others = [...document.querySelectorAll<HTMLElement>('[data-model-of]')];
  const holder = document.getElementById(model) ?? figure;
  return [holder, ...others.filter(({ dataset }) => dataset.modelOf === model)];
}

// Plays each step on the figure; its row is filled as soon as it is known. While it plays no view of its model speaks
// responses of its own: the verdict says it all, once.
export async function playRun(run: Run, figure: HTMLElement, place: HTMLElement): Promise<void> {
  const widget = widgetOf(figure);
  if (!widget) return;
  const look = setTimeout(() => figure.scrollIntoView({ block: 'start' }), soonMs);
  const views = viewsOf(figure);
  const quiet = String(++runs); // whose silence it is: the next prediction may begin before this one's is over
  for (const view of views) view.dataset.quiet = quiet;
  const body = resultTable(run.report, place);
  try {
    for (const step of run.steps) {
      const cells = addRow(body, step.label, run.report.length);
      const snapshot = await playStep(widget, figure, step.params, step.ticks ?? 0);
      if (!snapshot) {
        for (const cell of cells) cell.textContent = 'not available';
        return;
      }
      run.report.forEach((readout, index) => (cells[index]!.textContent = shownReadout(readout, snapshot)));
    }
  } finally {
    clearTimeout(look);
    // Views that are out of sight tell of the end a little later.
    setTimeout(() => views.forEach(view => view.dataset.quiet === quiet && delete view.dataset.quiet), quietAfterMs);
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
