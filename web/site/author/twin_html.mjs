// twin_html.mjs: the accessible twin of a widget: real form controls made from its declaration.
//
// The same HTML stands in chapters, embed pages and the gallery. The runtime only enables the fieldset and binds it.
import { attributes, escapeHtml, lines } from './html.mjs';

const capitalized = words => words.charAt(0).toUpperCase() + words.slice(1);

const isDefined = value => value !== undefined && value !== null;

// The number behind a value: choices by name, toggles by true and false.
function numberOf(param, value) {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') return Math.max(0, (param.choices ?? []).indexOf(value));
  return value;
}

// "0.50", "64 units", "moons", "on": as the widget itself shows values. Used where no figure was pressed.
export function shownValue(param, value) {
  const number = numberOf(param, value);
  if (param.kind === 'toggle') return number ? 'on' : 'off';
  if (param.kind === 'choice') return param.choices?.[number] ?? String(number);
  return `${Number(number)
    .toFixed(param.decimals ?? 0)
    .replace(/^-/, '−')}${param.unit ?? ''}`;
}

function inputFor(param, number, id, shown, locked) {
  const common = { id, name: param.id, disabled: locked, 'aria-describedby': param.help ? `${id}_help` : undefined };
  if (param.kind === 'choice') {
    const options = param.choices.map(
      (choice, index) =>
        `<option${attributes({ value: choice, selected: index === number })}>${escapeHtml(choice)}</option>`,
    );
    return `<select${attributes(common)}>${options.join('')}</select>`;
  }
  const range = { min: param.min, max: param.max, step: param.step, value: number };
  if (param.kind === 'slider')
    return `<input${attributes({ type: 'range', ...common, ...range, 'aria-valuetext': shown })}>`;
  const nudge = (by, sign, word) =>
    `<button type="button" class="nudge" data-nudge="${escapeHtml(param.id)}" data-by="${by}"${locked ? ' disabled' : ''} ` +
    `aria-label="${word} ${escapeHtml(param.label)}">${sign}</button>`;
  const field = `<input${attributes({ type: 'number', inputmode: 'numeric', ...common, ...range })}>`;
  return `<span class="stepper">${nudge(-1, '−', 'Decrease')}${field}${nudge(1, '+', 'Increase')}</span>`;
}

function controlHtml(param, { domId, values, shown, hide, lock }) {
  const number = numberOf(param, isDefined(values[param.id]) ? values[param.id] : param.default);
  const text = shown[param.id] ?? shownValue(param, number);
  const locked = lock.includes(param.id);
  const id = `${domId}_${param.id}`;
  const frame = attributes({
    class: `control control-${param.kind}`,
    'data-param': param.id,
    'data-locked': locked,
    hidden: hide.includes(param.id),
  });
  if (param.kind === 'toggle') {
    const box = attributes({
      type: 'checkbox',
      id,
      name: param.id,
      checked: number === 1,
      disabled: locked,
      'aria-describedby': param.help ? `${id}_help` : undefined,
    });
    return `<div${frame}><label><input${box}> <span>${escapeHtml(param.label)}</span></label></div>`;
  }
  const withValue = param.kind === 'slider' || (param.kind === 'stepper' && param.unit);
  const value = withValue
    ? `<span class="value" data-value="${escapeHtml(param.id)}">${escapeHtml(text)}</span>`
    : '';
  return (
    `<div${frame}><div class="control-head"><label for="${id}">${escapeHtml(param.label)}</label>${value}</div>` +
    `${inputFor(param, number, id, text, locked)}</div>`
  );
}

const actionButton = (id, label, help, kind, extra = {}) =>
  `<button${attributes({ type: 'button', class: `action ${kind}`, 'data-action': id, title: help || undefined, ...extra })}>${escapeHtml(label)}</button>`;

function mainActions(declaration) {
  const play = declaration.playback ?? {};
  const run = play.run_label ?? 'Run';
  const runLeads = play.run_leads !== false;
  const playback = play.max_ticks > 0 && [
    actionButton('run', run, '', runLeads ? 'action-first' : '', {
      'data-label-run': run,
      'data-label-pause': 'Pause',
    }),
    actionButton('step', play.step_label ?? 'Step', '', ''),
  ];
  const buttons = playback && runLeads ? [...playback] : [];
  for (const action of declaration.actions ?? [])
    if (action.place !== 'more')
      buttons.push(actionButton(action.id, action.label, action.help, buttons.length ? '' : 'action-first'));
  if (playback && !runLeads) buttons.push(...playback);
  if ((declaration.params ?? []).some(param => param.seed))
    buttons.push(actionButton('new_seed', 'New seed', 'Takes the next RNG seed.', ''));
  buttons.push(actionButton('reset', 'Reset', 'Back to the start with the same values.', 'action-quiet'));
  return buttons;
}

function readoutsHtml(declaration, readouts, shown, ticks) {
  const play = declaration.playback ?? {};
  const counter =
    play.max_ticks > 0
      ? `<div><dt>${escapeHtml(capitalized(play.tick_label ?? 'step'))}s done</dt><dd><span data-ticks>${ticks ?? 0}</span> of <span data-last-tick>${play.max_ticks.toLocaleString('en')}</span></dd></div>`
      : '';
  const rows = (declaration.readouts ?? []).map(readout => {
    const text =
      shown[readout.id] ?? (isDefined(readouts[readout.id]) ? shownValue(readout, readouts[readout.id]) : '');
    return (
      `<div><dt>${escapeHtml(readout.label)}</dt>` +
      `<dd><output${attributes({ name: readout.id, 'aria-live': 'off', title: readout.help || undefined })}>${escapeHtml(text)}</output></dd></div>`
    );
  });
  return rows.length || counter ? ['<dl class="readouts">', counter, rows, '</dl>'] : [];
}

const fold = (summary, content, name) =>
  content.length
    ? lines(`<details class="twin-fold" data-fold="${name}"><summary>${summary}</summary>`, content, '</details>')
    : '';

// domId: unique on the page. values, readouts, shown, ticks: the pressed figure's, if there is one.
export function twinHtml(
  declaration,
  { domId, title, values = {}, readouts = {}, shown = {}, ticks = 0, hide = [], lock = [] },
) {
  const context = { domId, values, shown, hide, lock };
  const params = declaration.params ?? [];
  const placed = place =>
    params.filter(param => (param.place ?? 'main') === place).map(param => controlHtml(param, context));
  const moreActions = (declaration.actions ?? [])
    .filter(action => action.place === 'more')
    .map(action => actionButton(action.id, action.label, action.help, ''));
  const more = placed('more');
  const picture = placed('picture');
  const help = params
    .filter(param => param.help)
    .map(
      param =>
        `<div><dt>${escapeHtml(param.label)}</dt><dd id="${domId}_${param.id}_help">${escapeHtml(param.help)}</dd></div>`,
    );
  return lines(
    `<form class="twin" aria-label="Controls: ${escapeHtml(title)}" autocomplete="off"><fieldset disabled>`,
    '<div class="controls">',
    placed('main'),
    '</div>',
    '<div class="actions">',
    mainActions(declaration),
    '</div>',
    fold(
      'More',
      [
        more.length ? lines('<div class="controls">', more, '</div>') : '',
        moreActions.length ? lines('<div class="actions">', moreActions, '</div>') : '',
      ].filter(Boolean),
      'more',
    ),
    fold('Values in the picture', picture.length ? ['<div class="controls">', picture, '</div>'] : [], 'picture'),
    fold('All numbers', readoutsHtml(declaration, readouts, shown, ticks), 'readouts'),
    fold('What these controls mean', help.length ? ['<dl class="help">', help, '</dl>'] : [], 'help'),
    '</fieldset></form>',
  );
}
