// twin_html.test.mjs: the form has one real, named control for every parameter, action and readout of a declaration.
import assert from 'node:assert/strict';
import test from 'node:test';
import { shownValue, twinHtml } from '../author/twin_html.mjs';
import { fixturePress } from './temp_site.mjs';

const press = fixturePress();
const declaration = press.declarations[0];
const figure = press.figures['mask/mask_main'];
const make = (options = {}) => twinHtml(declaration, { ...figure, domId: 'x', title: 'T', ...options });

const control = (html, id) => html.match(new RegExp(`<(?:input|select)[^>]*name="${id}"[^>]*>`))?.[0];

test('Every parameter has one control of its kind with its name', () => {
  const html = make();
  for (const param of declaration.params) assert.equal(html.split(`name="${param.id}"`).length, 2, param.id);
  assert.match(control(html, 'p'), /type="range".* min="0" max="0.95" step="0.05" value="0.5" aria-valuetext="0.50"/);
  assert.match(control(html, 'units'), /type="number".* min="2" max="12" step="1" value="6"/);
  assert.match(control(html, 'relu'), /type="checkbox"/);
  assert.match(control(html, 'data'), /^<select/);
});

test('Controls show the values of the figure', () => {
  const html = make();
  assert.match(control(html, 'relu'), / checked/);
  assert.match(html, /<option value="moons" selected>/);
  assert.doesNotMatch(html, /<option value="spirals" selected>/);
  assert.match(html, /<span class="value" data-value="p">0\.50<\/span>/);
});

test('Without a figure the defaults are shown', () => {
  const html = twinHtml(declaration, { domId: 'x', title: 'T' });
  assert.doesNotMatch(control(html, 'relu'), / checked/);
  assert.match(html, /<option value="spirals" selected>/);
  assert.match(html, /data-value="units">6 units</);
});

test('Every control has a label or name of its own, and its help', () => {
  const html = make();
  for (const { id, help } of declaration.params) {
    const labelled =
      html.includes(`<label for="x_${id}">`) || new RegExp(`<label><input[^>]*name="${id}"`).test(html);
    assert.ok(labelled, id);
    assert.match(control(html, id), new RegExp(`aria-describedby="x_${id}_help"`));
    assert.ok(html.includes(`<dd id="x_${id}_help">${help}</dd>`));
  }
});

test('Every action, declared or built in, is a button', () => {
  const html = make();
  for (const id of ['run', 'step', 'new_mask', 'forget', 'new_seed', 'reset'])
    assert.equal(html.split(`data-action="${id}"`).length, 2, id);
  assert.match(html, /data-action="run" data-label-run="Draw many" data-label-pause="Pause">Draw many</);
  assert.ok(html.indexOf('data-action="forget"') > html.indexOf('data-fold="more"'));
});

test('A widget without ticks has no Run, one without a seed no New seed', () => {
  const still = {
    ...declaration,
    params: declaration.params.filter(param => !param.seed),
    playback: { max_ticks: 0 },
  };
  const html = twinHtml(still, { domId: 'x', title: 'T' });
  assert.doesNotMatch(html, /data-action="(run|step|new_seed)"|data-ticks/);
  assert.match(html, /data-action="reset"/);
});

test('Every readout is an output', () => {
  assert.match(make(), /<output name="kept"[^>]*>3 units<\/output>/);
});

test('Hidden controls are hidden, locked ones are disabled', () => {
  const html = make({ hide: ['units'], lock: ['p'] });
  assert.match(html, /<div class="control control-stepper" data-param="units" hidden>/);
  assert.match(html, /data-param="p" data-locked>/);
  assert.match(control(html, 'p'), / disabled/);
  assert.doesNotMatch(control(make(), 'p'), / disabled/);
});

test('Until a script takes over everything is disabled', () => {
  assert.match(make(), /<form class="twin" aria-label="Controls: T" autocomplete="off"><fieldset disabled>/);
});

test('Declared words cannot become markup', () => {
  const evil = {
    ...declaration,
    params: [{ ...declaration.params[0], label: '<b>"x', help: '<script>', unit: '<i>' }],
  };
  const html = twinHtml(evil, { domId: 'x', title: '"><img>' });
  assert.doesNotMatch(html, /<(b|script|i|img)>/);
});

test('Values read as the widget shows them', () => {
  const [p, units, relu, data, x1] = declaration.params;
  assert.equal(shownValue(p, 0.3), '0.30');
  assert.equal(shownValue(units, 12), '12 units');
  assert.equal(shownValue(relu, true), 'on');
  assert.equal(shownValue(data, 1), 'moons');
  assert.equal(shownValue(x1, -1), '−1.0');
});
