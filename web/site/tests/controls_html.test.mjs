// controls_html.test.mjs: the row has one real, named control for every parameter, action and readout of a declaration.
import assert from 'node:assert/strict';
import test from 'node:test';
import { asSegments, shownValue } from '../author/control_html.mjs';
import { controlsHtml, numbersHtml } from '../author/controls_html.mjs';
import { figureHtml } from '../author/figure_html.mjs';
import { fixturePress } from './temp_site.mjs';

const press = fixturePress();
const declaration = press.declarations[0];
const figure = press.figures['mask/mask_main'];
const make = (options = {}, changed = {}) =>
  controlsHtml({ ...declaration, ...changed }, { ...figure, domId: 'x', ...options });

const control = (html, id) => html.match(new RegExp(`<(?:input|select)[^>]*name="${id}"[^>]*>`))?.[0];
const wrapper = (html, id) => html.match(new RegExp(`<div[^>]*data-param="${id}"[^>]*>`))?.[0];

test('Every parameter has one control of its kind with its name', () => {
  const html = make();
  for (const param of declaration.params) assert.equal(html.split(`data-param="${param.id}"`).length, 2, param.id);
  assert.match(control(html, 'p'), /type="range".* min="0" max="0.95" step="0.05" value="0.5" aria-valuetext="0.50"/);
  assert.match(control(html, 'units'), /type="number".* min="2" max="12" step="1" value="6"/);
  assert.match(control(html, 'relu'), /type="checkbox"/);
});

test('A choice with few short options stands side by side, others fold into a list', () => {
  const data = choices => make({}, { params: [{ ...declaration.params[3], choices }] });
  const few = data(['spirals', 'moons']);
  assert.equal(few.split('type="radio" name="data"').length, 3);
  assert.match(few, /role="radiogroup" aria-labelledby="x_data_name"/);
  assert.match(few, /value="moons" checked/);
  assert.doesNotMatch(few, /value="spirals" checked|<select/);
  const many = data(['a', 'b', 'c', 'd', 'e', 'f']);
  assert.match(control(many, 'data'), /^<select/);
  assert.match(many, /<option value="b" selected>/);
  assert.equal(
    asSegments({ choices: ['a long name of a choice, more than', 'a row of segments can ever hold'] }),
    false,
  );
});

test('A set is a group of check boxes named by its members; curve, points and cells are their link form', () => {
  const param = {
    ...declaration.params[1],
    id: 'kept',
    kind: 'set',
    choices: ['first', 'second', 'third', 'fourth'],
    default: '1.3-4',
  };
  const html = make({ values: {} }, { params: [param] });
  const boxes = [...html.matchAll(/<input type="checkbox" name="kept" value="(\d)"( checked)?> <span>(\w+)/g)];
  assert.deepEqual(
    boxes.map(([, value, checked, words]) => [value, Boolean(checked), words]),
    [
      ['1', true, 'first'],
      ['2', false, 'second'],
      ['3', true, 'third'],
      ['4', true, 'fourth'],
    ],
  );
  assert.match(html, /role="group" aria-labelledby="x_kept_name"/);
  for (const kind of ['curve', 'points', 'cells']) {
    const field = control(make({ values: { kept: '.1.5"' } }, { params: [{ ...param, kind }] }), 'kept');
    assert.match(field, /type="text".* value="\.1\.5&quot;"/, kind);
  }
});

test('Controls show the values of the figure, without a figure the defaults', () => {
  const html = make();
  assert.match(control(html, 'relu'), / checked/);
  assert.match(html, /<span class="value" data-value="p">0\.50<\/span>/);
  const fresh = controlsHtml(declaration, { domId: 'x' });
  assert.doesNotMatch(control(fresh, 'relu'), / checked/);
  assert.match(fresh, /value="spirals" checked/);
  assert.match(fresh, /data-value="units">6 units</);
});

test('Every control has a label or name of its own, and its help', () => {
  const html = make();
  for (const { id, help, kind } of declaration.params) {
    const labelled =
      html.includes(kind === 'choice' ? `id="x_${id}_name"` : `<label for="x_${id}">`) ||
      new RegExp(`<label><input[^>]*name="${id}"`).test(html);
    assert.ok(labelled, id);
    assert.match(html, new RegExp(`aria-describedby="x_${id}_help"`));
    assert.ok(html.includes(`<dd id="x_${id}_help">${help}</dd>`));
  }
});

test('The main button comes first, whether Run leads or an action', () => {
  const playback = { ...declaration.playback, run_leads: true };
  const first = html => html.match(/<button[^>]*class="action action-first"[^>]*data-action="(\w+)"/)?.[1];
  assert.equal(first(make({}, { playback })), 'run');
  assert.equal(first(make({}, { playback: { ...playback, run_leads: false } })), 'new_mask');
  for (const run_leads of [true, false]) {
    const html = make({}, { playback: { ...playback, run_leads } });
    assert.equal(html.split('action-first').length, 2, 'one filled button');
    assert.ok(html.indexOf('action-first') < html.indexOf('data-param='));
  }
});

test('A panel names its main act; where no shown panel has one, no button is filled', () => {
  const playback = { ...declaration.playback, run_leads: false };
  const panels = [
    { id: 'touch', title: 'Touch', controls: ['p', 'new_mask', 'forget'] },
    { id: 'act', title: 'Act', controls: ['new_mask'], main_act: 'new_mask' },
  ];
  const filled = shown =>
    [...make({ panels: shown }, { playback, panels }).matchAll(/action-first"[^>]*data-action="(\w+)"/g)].map(
      found => found[1],
    );
  assert.deepEqual(filled(['touch']), []);
  assert.deepEqual(filled(['act']), ['new_mask']);
  assert.deepEqual(filled(['touch', 'act']), ['new_mask']);
});

test('Every action, declared or built in, is a button of the figure', () => {
  const html = figureHtml(declaration, figure, { slug: 'mask', id: 'x', block: { title: 'T' } });
  for (const id of ['run', 'step', 'step_back', 'new_mask', 'forget', 'reset'])
    assert.equal(html.split(`data-action="${id}"`).length, 2, id);
  assert.match(html, /data-action="new_seed"/);
  assert.match(html, /data-action="run" data-label-run="Draw many" data-label-pause="Pause">Draw many</);
  assert.ok(html.indexOf('data-action="forget"') > html.indexOf('data-fold="controls"'));
});

test('A widget with ticks has a timeline that says where it stands', () => {
  const html = make({ ticks: 1200 });
  assert.match(html, /<span data-ticks>1,200<\/span> of <span data-last-tick>10,000<\/span>/);
  assert.match(html, /data-timeline min="0" max="10000" step="1" value="1200" aria-valuetext="Draw 1,200 of 10,000"/);
});

test('A timeline counts what a reader counts, and moves by ticks all the same', () => {
  const playback = { ...declaration.playback, tick_label: 'nets trained', ticks_each: 75 };
  const html = make({ ticks: 1200 }, { playback });
  assert.match(html, /<span data-ticks>16<\/span> of <span data-last-tick>133<\/span>/);
  assert.match(html, /step="1" value="1200" aria-valuetext="Nets trained 16 of 133"/);
});

test('Where no shown panel plays, Run, Step and the timeline wait under All controls, and an action leads', () => {
  const panels = [
    { id: 'still', title: 'Still', controls: ['p', 'new_mask'], plays: false },
    { id: 'run', title: 'Run', controls: ['p'], plays: true },
  ];
  const places = html =>
    ['data-action="run"', 'data-timeline', 'data-action="step_back"'].map(
      part => html.indexOf(part) > html.indexOf('data-fold="controls"'),
    );
  const still = make({ panels: ['still'] }, { panels });
  assert.deepEqual(places(still), [true, true, true]);
  assert.match(still, /class="action action-first"[^>]*data-action="new_mask"/);
  for (const shown of [['run'], ['still', 'run'], []])
    assert.deepEqual(places(make({ panels: shown }, { panels })), [false, false, false], shown.join());
});

test('A widget without ticks has no Run and no timeline, one without a seed no New seed', () => {
  const still = {
    ...declaration,
    params: declaration.params.filter(param => !param.seed),
    playback: { max_ticks: 0 },
  };
  const html = figureHtml(still, figure, { slug: 'mask', id: 'x', block: {} });
  assert.doesNotMatch(html, /data-action="(run|step|step_back|new_seed)"|data-ticks|data-timeline|data-seed/);
  assert.match(html, /data-action="reset"/);
});

test('Every readout is an output', () => {
  assert.match(numbersHtml(declaration, figure), /<output name="kept"[^>]*>3 units<\/output>/);
});

test('Hidden controls are hidden, locked ones stay reachable and say why they do not move', () => {
  const html = make({ hide: ['units'], lock: ['p'] });
  assert.match(wrapper(html, 'units'), / hidden>/);
  assert.match(wrapper(html, 'p'), / data-locked>/);
  assert.match(control(html, 'p'), / aria-disabled="true" aria-describedby="x_locked x_p_help"/);
  assert.doesNotMatch(control(html, 'p'), / disabled/);
  assert.match(html, /<p id="x_locked" hidden>Fixed on this page\.<\/p>/);
  assert.doesNotMatch(control(make(), 'p'), /disabled/);
});

test('Only the controls that matter to the shown panels are shown', () => {
  const panels = [
    { id: 'one', title: 'One', controls: ['p', 'new_mask'] },
    { id: 'two', title: 'Two', controls: ['units', 'p'] },
    { id: 'all', title: 'All', controls: [] },
  ];
  const shownIn = ids => {
    const html = make({ panels: ids }, { panels });
    const params = declaration.params.map(({ id }) => id).filter(id => !wrapper(html, id).endsWith(' hidden>'));
    return [...params, ...(/data-action="new_mask"[^>]* hidden/.test(html) ? [] : ['new_mask'])];
  };
  assert.deepEqual(shownIn(['one']), ['p', 'new_mask']);
  assert.deepEqual(shownIn(['two']), ['p', 'units']);
  assert.deepEqual(shownIn(['one', 'two']), ['p', 'units', 'new_mask']);
  assert.equal(shownIn(['one', 'all']).length, declaration.params.length + 1);
  assert.equal(shownIn([]).length, declaration.params.length + 1);
});

test('Until a script takes over everything is disabled', () => {
  assert.match(make(), /<form class="widget-controls" autocomplete="off"><fieldset disabled aria-label="Controls">/);
});

test('Declared words cannot become markup', () => {
  const evil = '<b>"x</b><script>';
  const param = { ...declaration.params[0], label: evil, help: evil, unit: evil, choices: [evil, evil], default: 0 };
  for (const kind of ['slider', 'stepper', 'toggle', 'choice', 'set', 'curve']) {
    const html = make({}, { params: [{ ...param, kind }], actions: [{ id: 'a', label: evil, help: evil }] });
    assert.doesNotMatch(html, /<(b|script)>/, kind);
  }
});

test('Values read as the widget shows them', () => {
  const [p, units, relu, data, x1] = declaration.params;
  assert.equal(shownValue(p, 0.3), '0.30');
  assert.equal(shownValue(units, 12), '12 units');
  assert.equal(shownValue(relu, true), 'on');
  assert.equal(shownValue(data, 1), 'moons');
  assert.equal(shownValue(x1, -1), '−1.0');
});

test('What a clock of the reader fills has no control and is not explained as one', () => {
  const timed = { ...declaration.params[0], id: 'times', label: 'Times', help: 'Taken here.', measured: true };
  const html = make({}, { params: [...declaration.params, timed] });
  assert.equal(wrapper(html, 'times'), undefined);
  assert.doesNotMatch(html, /Taken here/);
  assert.ok(wrapper(html, declaration.params[0].id));
});
