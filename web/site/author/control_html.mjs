// control_html.mjs: one parameter as one real form control, by its kind. The same HTML stands in chapters, embeds and the gallery.
import { attributes, escapeHtml, labelHtml } from './html.mjs';

export const isDefined = value => value !== undefined && value !== null;

// Few and short choices stand side by side, so that a contrast is seen before it is tried; others fold into a list.
const mostSegments = 5;
const mostSegmentSigns = 60;
export const asSegments = ({ choices = [] }) =>
  choices.length <= mostSegments && choices.join('').length <= mostSegmentSigns;

// The kinds whose value is text in link form, not a number.
export const isTextKind = kind => ['set', 'curve', 'points', 'cells'].includes(kind);

// The number behind a value: choices by name, toggles by true and false.
function numberOf(param, value) {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') return Math.max(0, (param.choices ?? []).indexOf(value));
  return value;
}

// A declaration has units in the plural; " ms" has none. The same as amount_text() in contract/words.h.
const withUnit = (number, unit) => number + (/^-?1$/.test(number) ? unit.replace(/(?<=\w{3})s$/, '') : unit);

// "0.50", "64 units", "1 unit", "moons", "on": as the widget itself shows values. Used where no figure was pressed.
export function shownValue(param, value) {
  if (isTextKind(param.kind)) return String(value ?? '');
  const number = numberOf(param, value);
  if (param.kind === 'toggle') return number ? 'on' : 'off';
  if (param.kind === 'choice') return param.choices?.[number] ?? String(number);
  return withUnit(Number(number).toFixed(param.decimals ?? 0), param.unit ?? '').replace(/^-/, '−');
}

// What every field of a parameter has. A locked one stays reachable and says why it does not move.
const common = (param, { id, describedBy, locked }) => ({
  id,
  name: param.id,
  'aria-disabled': locked ? 'true' : undefined,
  'aria-describedby': describedBy,
});

const headHtml = (param, { id, text, withValue }) =>
  `<div class="control-head"><label for="${id}">${labelHtml(param.label)}</label>` +
  `${withValue ? `<span class="value" data-value="${escapeHtml(param.id)}">${escapeHtml(text)}</span>` : ''}</div>`;

const range = (param, number) => ({ min: param.min, max: param.max, step: param.step, value: number });

function slider(param, made) {
  const field = { type: 'range', ...common(param, made), ...range(param, made.number), 'aria-valuetext': made.text };
  return `${headHtml(param, { ...made, withValue: true })}<input${attributes(field)}>`;
}

function stepper(param, made) {
  const nudge = (by, sign, word) =>
    `<button${attributes({ type: 'button', class: 'nudge', 'data-nudge': param.id, 'data-by': by })} ` +
    `aria-label="${word} ${escapeHtml(param.label)}">${sign}</button>`;
  const field = { type: 'number', inputmode: 'numeric', ...common(param, made), ...range(param, made.number) };
  return (
    headHtml(param, { ...made, withValue: Boolean(param.unit) }) +
    `<span class="stepper">${nudge(-1, '−', 'Decrease')}<input${attributes(field)}>${nudge(1, '+', 'Increase')}</span>`
  );
}

const toggle = (param, made) =>
  `<label><input${attributes({ type: 'checkbox', ...common(param, made), checked: made.number === 1 })}> ` +
  `<span>${labelHtml(param.label)}</span></label>`;

// Fields under one name: radio buttons of a choice, check boxes of a set.
function group(param, made, role, inputs) {
  const frame = {
    class: role === 'radiogroup' ? 'segments' : 'boxes',
    role,
    'aria-labelledby': `${made.id}_name`,
    'aria-describedby': made.describedBy,
    'aria-disabled': made.locked ? 'true' : undefined,
  };
  return (
    `<div class="control-head"><span id="${made.id}_name">${labelHtml(param.label)}</span></div>` +
    `<div${attributes(frame)}>${inputs.join('')}</div>`
  );
}

function choice(param, made) {
  if (asSegments(param))
    return group(
      param,
      made,
      'radiogroup',
      param.choices.map((words, index) => {
        const field = {
          type: 'radio',
          name: param.id,
          value: words,
          checked: index === made.number,
          'aria-disabled': made.locked ? 'true' : undefined,
        };
        return `<label><input${attributes(field)}><span>${labelHtml(words)}</span></label>`;
      }),
    );
  const options = param.choices.map(
    (words, index) =>
      `<option${attributes({ value: words, selected: index === made.number })}>${escapeHtml(words)}</option>`,
  );
  return `${headHtml(param, made)}<select${attributes(common(param, made))}>${options.join('')}</select>`;
}

// The members of a set in link form are places from 1, with runs: "1.3-5"; "none".
function membersOf(text) {
  const runs = String(text)
    .split('.')
    .map(run => run.split('-').map(Number));
  return place => runs.some(([first, last = first]) => place >= first && place <= last);
}

const set = (param, made) => {
  const isMember = membersOf(made.value);
  return group(
    param,
    made,
    'group',
    (param.choices ?? []).map((words, index) => {
      const field = {
        type: 'checkbox',
        name: param.id,
        value: index + 1,
        checked: isMember(index + 1),
        'aria-disabled': made.locked ? 'true' : undefined,
      };
      return `<label><input${attributes(field)}> <span>${labelHtml(words)}</span></label>`;
    }),
  );
};

const textField = (param, made) =>
  `${headHtml(param, made)}<input${attributes({ type: 'text', spellcheck: 'false', maxlength: 300, ...common(param, made), value: made.value })}>`;

const makers = { slider, stepper, toggle, choice, set, curve: textField, points: textField, cells: textField };

// context: {domId: unique on the page, values, shown, isHidden(param), lock}.
export function controlHtml(param, { domId, values, shown, isHidden, lock }) {
  const value = isDefined(values[param.id]) ? values[param.id] : param.default;
  const number = isTextKind(param.kind) ? NaN : numberOf(param, value);
  const id = `${domId}_${param.id}`;
  const locked = lock.includes(param.id);
  const describedBy =
    [locked && `${domId}_locked`, param.help && `${id}_help`].filter(Boolean).join(' ') || undefined;
  const text = shown[param.id] ?? shownValue(param, value);
  const frame = {
    class: `control control-${param.kind}`,
    'data-param': param.id,
    'data-locked': locked,
    hidden: isHidden(param),
  };
  return `<div${attributes(frame)}>${makers[param.kind](param, { id, value, number, text, locked, describedBy })}</div>`;
}
