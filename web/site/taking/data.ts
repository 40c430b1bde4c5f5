// data.ts: what a figure shows, in numbers: its readouts in full precision, and the table of each panel that is shown.
import { titleOf } from '../figure/figure_parts.js';
import type { WidgetElement } from '../figure/widget_element.js';
import { csvOf } from './csv.js';
import type { CsvTable } from './csv.js';

// address: of the state. The figure is live.
export async function dataOf(figure: WidgetElement, address: string): Promise<string> {
  const { declaration, panels } = figure;
  const state = figure.modelState();
  if (!state) throw new Error('the figure could not be started');
  const readouts = declaration.readouts.map(({ id, label, unit }) => [label, exact(state.readouts[id]), unit]);
  const tables: CsvTable[] = [{ name: 'Readouts', lines: [['Readout', 'Value', 'Unit'], ...readouts] }];
  for (const [place, { id, title }] of declaration.panels.entries()) {
    if (panels.length && !panels.includes(id)) continue;
    const lines = await figure.table(place);
    if (lines.length) tables.push({ name: title, lines });
  }
  const notes: [string, string][] = [
    ['Figure', titleOf(figure.root) || declaration.title],
    ['Link', address],
    ['What it says', state.sentence],
    [declaration.playback.ticks_each ? 'ticks' : declaration.playback.tick_label || 'ticks', String(state.ticks)],
    ...declaration.params.map(({ id, label }): [string, string] => [`${label} (${id})`, state.texts[id] ?? '']),
  ];
  return csvOf(notes, tables);
}

const exact = (value: number | undefined): string => (Number.isFinite(value) ? String(value) : '');
