// controls_html.mjs: the controls of a figure: one row of real form controls made from the declaration, and what folds under it.
//
// The row is there for everybody. Without a script it is not shown; figure/controls.ts binds it.
import { controlHtml, isDefined, shownValue } from './control_html.mjs';
import { attributes, escapeHtml, labelHtml, lines } from './html.mjs';
import { icon } from './icons.mjs';

const capitalized = words => words.charAt(0).toUpperCase() + words.slice(1);
const counted = number => Number(number).toLocaleString('en');

export const actionButton = (id, label, kind, extra = {}) =>
  `<button${attributes({ type: 'button', class: ['action', kind].filter(Boolean).join(' '), 'data-action': id, ...extra })}>${escapeHtml(label)}</button>`;

// What it does is heard with its name and stands under "All controls"; for the mouse it is a tooltip too.
const declaredButton = ({ id, label, help }, domId, kind, extra) =>
  actionButton(id, label, kind, {
    title: help || undefined,
    'aria-describedby': help ? `${domId}_${id}_does` : undefined,
    ...extra,
  });

// The same as in figure/controls.ts: what the shown panels need. null: everything.
export function wantedControls(declaration, panels = []) {
  const shown = (declaration.panels ?? []).filter(panel => !panels.length || panels.includes(panel.id));
  if (!shown.length || shown.some(panel => !panel.controls?.length)) return null;
  return new Set(shown.flatMap(panel => panel.controls));
}

// The same as in figure/controls.ts: whether a shown panel is about time. Else Run, Step and timeline wait in the fold.
export const playsInTheOpen = (declaration, panels = []) =>
  (declaration.panels ?? []).some(panel => (!panels.length || panels.includes(panel.id)) && panel.plays !== false) ||
  !declaration.panels?.length;

const plainStep = play => (play.step_label ?? 'Step') === 'Step';

function playbackButtons(declaration, leads) {
  const play = declaration.playback ?? {};
  if (!(play.max_ticks > 0)) return [];
  const run = play.run_label ?? 'Run';
  return [
    actionButton('run', run, leads ? 'action-first' : '', { 'data-label-run': run, 'data-label-pause': 'Pause' }),
    ...(plainStep(play) ? [] : [actionButton('step', play.step_label, '')]),
  ];
}

// The one action whose button is filled, where Run does not lead.
function mainAct({ panels = [], actions = [] }, shown) {
  if (!panels.some(panel => panel.main_act)) return actions.find(action => action.place !== 'more')?.id;
  return panels.find(panel => (!shown.length || shown.includes(panel.id)) && panel.main_act)?.main_act;
}

// The main button first, straight under the picture.
function mainActions(declaration, { domId, isHidden, playing, panels }) {
  const runLeads = playing && declaration.playback?.max_ticks > 0 && declaration.playback.run_leads !== false;
  const main = runLeads ? 'run' : mainAct(declaration, panels);
  const playback = playing ? playbackButtons(declaration, runLeads) : [];
  const declared = (declaration.actions ?? [])
    .filter(action => action.place !== 'more')
    .map(action =>
      declaredButton(action, domId, action.id === main ? 'action-first' : '', { hidden: isHidden(action) }),
    );
  return runLeads ? [...playback, ...declared] : [...declared, ...playback];
}

// Step back, step, and a slider over what was reached: it is the progress of a run as well.
function timelineHtml(declaration, domId, ticks) {
  const play = declaration.playback ?? {};
  if (!(play.max_ticks > 0)) return '';
  const label = capitalized(play.tick_label ?? 'step');
  const shown = count => counted(Math.floor(count / (play.ticks_each ?? 1)));
  const [at, last] = [shown(ticks ?? 0), shown(play.max_ticks)];
  const step = (id, words, shape) =>
    `<button${attributes({ type: 'button', class: 'action action-icon', 'data-action': id, 'aria-label': words, title: words })}>${icon(shape)}</button>`;
  const slider = {
    type: 'range',
    id: `${domId}_timeline`,
    'data-timeline': true,
    min: 0,
    max: play.max_ticks,
    step: 1,
    value: ticks ?? 0,
    'aria-valuetext': `${label} ${at} of ${last}`,
  };
  return (
    `<div class="timeline">${step('step_back', 'Step back', 'step_back')}${plainStep(play) ? step('step', 'Step', 'step') : ''}` +
    `<div class="control control-slider"><div class="control-head"><label for="${domId}_timeline">${escapeHtml(label)}</label>` +
    `<span class="value"><span data-ticks>${at}</span> of <span data-last-tick>${last}</span></span></div>` +
    `<input${attributes(slider)}></div></div>`
  );
}

function readoutsHtml(declaration, readouts, shown) {
  const rows = (declaration.readouts ?? []).map(readout => {
    const text =
      shown[readout.id] ?? (isDefined(readouts[readout.id]) ? shownValue(readout, readouts[readout.id]) : '');
    return (
      `<div><dt>${labelHtml(readout.label)}</dt>` +
      `<dd><output${attributes({ name: readout.id, 'aria-live': 'off' })}>${escapeHtml(text)}</output></dd>` +
      `${readout.help ? `<dd class="means">${escapeHtml(readout.help)}</dd>` : ''}</div>`
    );
  });
  return rows.length ? ['<dl class="readouts">', rows, '</dl>'] : [];
}

// What a clock fills (page/clock.ts) has no control.
const formParams = ({ params = [] }) => params.filter(param => !param.measured);

const helpHtml = (declaration, domId) => {
  const rows = (entries, ending) =>
    entries
      .filter(({ help }) => help)
      .map(
        ({ id, label, help }) =>
          `<div><dt>${labelHtml(label)}</dt><dd id="${domId}_${id}_${ending}">${escapeHtml(help)}</dd></div>`,
      );
  return [...rows(declaration.actions ?? [], 'does'), ...rows(formParams(declaration), 'help')];
};

const fold = (name, summary, ...content) =>
  lines(`<details class="fold" data-fold="${name}"><summary>${summary}</summary>`, content, '</details>');

// kept: stands there even when it is empty, because figure/controls.ts may move something into it.
const folded = (className, parts, kept = false) =>
  parts.length || kept ? lines(`<div class="${className}">`, parts, '</div>') : '';

// What controls without effect and buttons without room for it refer to; heard with them, not seen.
const reasons = domId => [
  `<p id="${domId}_seed_does" hidden>Same RNG seed, same picture. Press for the next one.</p>`,
  `<p id="${domId}_idle" hidden>Has no effect with the present values.</p>`,
  `<p id="${domId}_locked" hidden>Fixed on this page.</p>`,
];

// options: domId: unique on the page; values, shown, ticks: the pressed figure's, if there is one; hide, lock, panels: the
// block's.
export function controlsHtml(declaration, options) {
  const { domId, values = {}, shown = {}, ticks = 0, hide = [], lock = [], panels = [] } = options;
  const wanted = wantedControls(declaration, panels);
  const isHidden = ({ id }) => hide.includes(id) || (wanted !== null && !wanted.has(id));
  const params = formParams(declaration);
  const placed = (...places) =>
    params
      .filter(param => places.includes(param.place ?? 'main'))
      .map(param => controlHtml(param, { domId, values, shown, isHidden, lock }));
  const moreActions = (declaration.actions ?? [])
    .filter(action => action.place === 'more')
    .map(action => declaredButton(action, domId, '', { hidden: isHidden(action) }));
  const more = placed('more', 'picture');
  const playing = playsInTheOpen(declaration, panels);
  const timeline = timelineHtml(declaration, domId, ticks);
  const help = helpHtml(declaration, domId);
  return lines(
    '<form class="widget-controls" autocomplete="off"><fieldset disabled aria-label="Controls">',
    reasons(domId),
    '<div class="control-row">',
    folded('actions', mainActions(declaration, { domId, isHidden, playing, panels }), Boolean(timeline)),
    playing ? timeline : '',
    placed('main'),
    more.length || moreActions.length || help.length || timeline
      ? fold(
          'controls',
          'All controls',
          folded(
            'actions',
            [...(playing ? [] : playbackButtons(declaration, false)), ...moreActions],
            Boolean(timeline),
          ),
          folded('control-row', [...(playing || !timeline ? [] : [timeline]), ...more], Boolean(timeline)),
          help.length ? ['<dl class="help">', help, '</dl>'] : '',
        )
      : '',
    '</div>',
    '</fieldset></form>',
  );
}

// Opened from the figure's menu: every readout, what a step of the last run cost, and the tables of the panels, which
// figure/numbers_fold.ts makes.
export const numbersHtml = (declaration, { readouts = {}, shown = {} }) =>
  fold(
    'numbers',
    'All numbers',
    readoutsHtml(declaration, readouts, shown),
    '<p class="cost" data-cost hidden></p>',
    '<div data-panel-table></div>',
  );

// CSS pixels that the row takes at the width of the wide posters, at most: for frames that nobody resizes.
export function controlsHeight(declaration) {
  const main = (declaration.params ?? []).filter(param => (param.place ?? 'main') === 'main').length;
  const rows = 1 + (declaration.playback?.max_ticks > 0 ? 1 : 0) + Math.ceil(main / 3);
  return rows * 64;
}
