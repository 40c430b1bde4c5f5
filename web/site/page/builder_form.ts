// builder_form.ts: the options of the link builder: values as a form, and what is hidden, locked, shown.

interface Named {
  readonly id: string;
  readonly label: string;
}
interface BuilderParam extends Named {
  readonly kind: string;
  readonly unit?: string;
  readonly choices?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
}
export interface BuilderWidget {
  readonly id: string;
  readonly title: string;
  readonly heights: readonly [narrow: number, wide: number];
  readonly panels: readonly Named[];
  readonly params: readonly BuilderParam[];
  readonly actions: readonly Named[];
  readonly plays: boolean;
  readonly seeded: boolean;
}

type Values = Readonly<Record<string, number | string | boolean>>;
interface Wishes {
  set(values: Values): void; // a value was typed
  options(): void; // something else that stands in the link
  size(): void;
  again(): void;
}

// Verbs that every figure has, and those of figures that play or have a seed.
const verbsOf = ({ actions, plays, seeded }: BuilderWidget): Named[] => [
  ...actions,
  ...(seeded ? [{ id: 'new_seed', label: 'New seed' }] : []),
  ...(plays
    ? [
        { id: 'run', label: 'Run' },
        { id: 'step', label: 'Step' },
        { id: 'step_back', label: 'Step back' },
      ]
    : []),
  { id: 'reset', label: 'Reset' },
];

type Field = HTMLInputElement | HTMLSelectElement;

export class OptionForm {
  private params: readonly BuilderParam[] = [];

  constructor(
    private readonly form: HTMLFormElement,
    private readonly wishes: Wishes,
  ) {
    form.addEventListener('change', ({ target }) => this.changed(target as Field));
    form.addEventListener('submit', event => event.preventDefault());
    form.addEventListener('reset', () => setTimeout(() => this.wishes.again()));
  }

  show(widget: BuilderWidget): void {
    this.params = widget.params;
    this.note('');
    const panels = widget.panels.length > 1 ? widget.panels : [];
    this.rows(
      'panels',
      panels.map(panel => this.checkRow('panel', panel, true)),
    );
    this.rows('values', [
      ...(widget.params.length ? [heads(['hide', 'lock'])] : []),
      ...widget.params.map(param => this.valueRow(param)),
    ]);
    this.rows('verbs', [heads(['hide', 'lock']), ...verbsOf(widget).map(verb => this.rowOf(verb, verb.label))]);
  }

  // What the figure says. Unless it answers the form itself, a field in which somebody types is let alone.
  fill(values: Values, isAnswer: boolean): void {
    for (const { id, kind } of this.params) {
      const field = this.form.querySelector<Field>(`[name="value_${id}"]`);
      const value = values[id];
      if (!field || value === undefined || (field === document.activeElement && !isAnswer)) continue;
      if (kind === 'toggle') (field as HTMLInputElement).checked = Number(value) === 1;
      else field.value = String(value);
    }
  }

  query(): string {
    const ids = (name: string, checked = true) =>
      [...this.form.querySelectorAll<HTMLInputElement>(`input[name=${name}]`)]
        .filter(box => box.checked === checked)
        .map(({ value }) => value);
    const theme = new FormData(this.form).get('theme');
    const pairs = [
      ['hide', ids('hide').join(',')],
      ['lock', ids('lock').join(',')],
      ['panels', ids('panel', false).length ? ids('panel').join(',') : ''],
      ['theme', typeof theme === 'string' ? theme : ''],
    ];
    return pairs.flatMap(([key, text]) => (text ? [`${key}=${text}`] : [])).join('&');
  }

  // Lengths that can be meant; others are left out and said.
  size(): { width?: string; height?: string } {
    const length = (name: 'width' | 'height') => {
      const field = this.form.elements.namedItem(name) as HTMLInputElement;
      const text = field.value.trim();
      const right = text === '' || /^\d+(\.\d+)?(px|%|r?em|v[hw])?$/.test(text);
      field.setAttribute('aria-invalid', String(!right));
      return right ? text : '';
    };
    return { width: length('width'), height: length('height') };
  }

  note(words: string): void {
    this.form.querySelector('[data-values-note]')!.textContent = words;
  }

  private changed(field: Field): void {
    const param = this.params.find(({ id }) => field.name === `value_${id}`);
    if (param) {
      const { value } = field;
      const isNumber = param.choices || param.min !== undefined;
      const wanted = param.kind === 'toggle' ? (field as HTMLInputElement).checked : isNumber ? Number(value) : value;
      this.wishes.set({ [param.id]: wanted });
    } else if (field.name === 'width' || field.name === 'height') this.wishes.size();
    else {
      // Without any panel there is no picture: the last one stays.
      if (field.name === 'panel' && !this.form.querySelector('input[name=panel]:checked'))
        (field as HTMLInputElement).checked = true;
      this.wishes.options();
    }
  }

  // ---- rows ----

  private rows(name: string, rows: readonly HTMLElement[]): void {
    const place = this.form.querySelector(`[data-${name}]`)!;
    place.replaceChildren(...[...place.children].slice(0, 1), ...rows);
    place.toggleAttribute('hidden', rows.length === 0);
  }

  private checkRow(name: string, { id, label }: Named, checked: boolean): HTMLElement {
    const row = document.createElement('label');
    row.className = 'build-check';
    row.append(checkbox(name, id, checked), label);
    return row;
  }

  private valueRow(param: BuilderParam): HTMLElement {
    const field = fieldOf(param);
    field.id = field.name = `value_${param.id}`;
    const name = document.createElement('label');
    name.htmlFor = field.id;
    name.textContent = param.label;
    return this.rowOf(param, name, field);
  }

  // A name, perhaps a field (beside it or, where both have no room there, below it), and the two boxes.
  private rowOf({ id, label }: Named, name: HTMLElement | string, field?: Field): HTMLElement {
    const row = document.createElement('div');
    row.className = 'build-row';
    const first = document.createElement('span');
    first.className = 'build-field';
    first.append(name, ...(field ? [field] : []));
    const boxes = (['hide', 'lock'] as const).map(verb => {
      const box = checkbox(verb, id, false);
      box.setAttribute('aria-label', `${verb}: ${label}`);
      return box;
    });
    row.append(first, ...boxes);
    return row;
  }
}

function heads(words: readonly string[]): HTMLElement {
  const row = document.createElement('div');
  row.className = 'build-row build-heads';
  row.setAttribute('aria-hidden', 'true');
  for (const word of ['', ...words]) {
    const head = document.createElement('span');
    head.textContent = word;
    row.append(head);
  }
  return row;
}

function checkbox(name: string, value: string, checked: boolean): HTMLInputElement {
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.name = name;
  box.value = value;
  box.checked = box.defaultChecked = checked;
  return box;
}

function fieldOf({ kind, choices, min, max, step }: BuilderParam): Field {
  if (kind === 'choice') {
    const list = document.createElement('select');
    list.append(...(choices ?? []).map((words, place) => new Option(words, String(place))));
    return list;
  }
  const field = document.createElement('input');
  field.type = kind === 'toggle' ? 'checkbox' : min === undefined ? 'text' : 'number';
  if (min !== undefined) Object.assign(field, { min: String(min), max: String(max), step: String(step) });
  return field;
}
