// numbers_fold.ts: "All numbers" of a figure: its readouts, and a table of what each panel draws, made while it is open.
import { setText } from './control_fields.js';
import type { ControlsState, Declaration, PanelInfo } from './controls_state.js';

type Lines = readonly (readonly string[])[];

// Cells by line; or text, lines ended by \n, cells parted by \t. The first line is the heading, the first cell of each line
// names it. Empty: the panel has no table.
export type PanelTable = string | Lines;

export class NumbersFold {
  private readonly fold: HTMLDetailsElement | null;
  private readonly place: HTMLElement | null;
  private panels: readonly (readonly [index: number, panel: PanelInfo])[] = [];
  private turn = 0;
  private stale = true;
  private latest: ControlsState | null = null;

  constructor(
    root: HTMLElement,
    private readonly table: (panel: number) => PanelTable | Promise<PanelTable>,
  ) {
    this.fold = root.querySelector<HTMLDetailsElement>('details[data-fold=numbers]');
    this.place = root.querySelector<HTMLElement>('[data-panel-table]');
    this.fold?.addEventListener('toggle', () => {
      if (this.latest) this.writeReadouts(this.latest);
      void this.fill();
    });
  }

  bind(declaration: Declaration, shown: readonly string[]): void {
    this.panels = [...(declaration.panels ?? []).entries()].filter(
      ([, panel]) => shown.length === 0 || shown.includes(panel.id),
    );
    this.stale = true;
    void this.fill();
  }

  // What a run goes through is written only where it is seen.
  show(state: ControlsState): void {
    this.latest = state;
    this.stale = true;
    if (!state.running || this.fold?.open) this.writeReadouts(state);
    if (!state.running) void this.fill();
  }

  private writeReadouts(state: ControlsState): void {
    for (const output of this.fold?.querySelectorAll<HTMLOutputElement>('output[name]') ?? []) {
      setText(output, state.shown[output.name] ?? '');
    }
  }

  private async fill(): Promise<void> {
    if (!this.fold?.open || !this.place || !this.stale) return;
    this.stale = false;
    const turn = ++this.turn;
    const tables: HTMLElement[] = [];
    for (const [index, panel] of this.panels) {
      const lines = linesOf(await this.table(index));
      if (lines.length > 0) tables.push(tableOf(panel.title, lines));
    }
    if (turn === this.turn) this.place.replaceChildren(...tables);
  }
}

function linesOf(table: PanelTable): Lines {
  if (typeof table !== 'string') return table;
  const text = table.replace(/\n$/, '');
  return text === '' ? [] : text.split('\n').map(line => line.split('\t'));
}

function tableOf(title: string, [heading, ...lines]: Lines): HTMLElement {
  const scroll = document.createElement('div');
  scroll.className = 'table-scroll';
  scroll.tabIndex = 0;
  scroll.setAttribute('role', 'group');
  scroll.setAttribute('aria-label', title);
  const table = document.createElement('table');
  const words = document.createElement('span');
  words.textContent = title;
  table.createCaption().append(words);
  const head = table.createTHead().insertRow();
  for (const cell of heading ?? []) head.append(headCell('col', cell));
  const body = table.createTBody();
  for (const line of lines) {
    const row = body.insertRow();
    const [name = '', ...cells] = line;
    row.append(headCell('row', name));
    for (const cell of cells) row.insertCell().textContent = cell;
  }
  scroll.append(table);
  return scroll;
}

function headCell(scope: 'col' | 'row', words: string): HTMLTableCellElement {
  const cell = document.createElement('th');
  cell.scope = scope;
  cell.textContent = words;
  return cell;
}
