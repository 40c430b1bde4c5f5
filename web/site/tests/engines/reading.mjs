// reading.mjs: what a reader does with one figure: drags, presses keys, reads the numbers, leaves and comes back.
import assert from 'node:assert/strict';
import { dragEvery } from '../browser/dragging.mjs';
import { view } from './page.mjs';

// Fewer than the browser tests take: each is a way between driver and page, and WebKitGTK draws it by the CPU.
const moves = [0.35, 0.85];

// WebDriver refuses to point outside the window. The last pixels stay free: windows of WebKitGTK have a bar.
const reaches = ({ x, y }) => x >= 0 && y >= 0 && x < view.width && y < view.height - 60;

// The figure as dragging.mjs wants it.
const dragged = (figure, widget) => ({
  settled: () => figure.settled(),
  drawn: () => figure.drawn(),
  touches: () => figure.touches(widget),
  values: async () => (await figure.snapshot()).values,
  set: values => figure.command('set', values),
  box: () => figure.box(),
  follows: (param, wanted, most, words) =>
    figure.until(
      words,
      (root, param, wanted, most) => Math.abs(root.widget.get()[param] - wanted) <= most,
      param,
      wanted,
      most,
    ),
});

export function dragHandles(page, figure, widget) {
  const pointer = {
    down: async at => {
      await page.move(at);
      await page.down();
    },
    move: at => page.move(at),
    up: () => page.up(),
    hover: at => page.move(at),
    reaches,
  };
  return dragEvery(dragged(figure, widget), widget, pointer, moves);
}

// The first slider in the open: the arrow key is one step, Home the beginning.
export async function useKeys(page, figure, widget) {
  const param = widget.params.find(({ kind, place }) => kind === 'slider' && place === 'main');
  if (!param) return;
  await figure.call((root, name) => root.querySelector(`input[name="${name}"]`).focus(), param.id);
  const becomes = (words, wanted) =>
    figure.until(
      `${param.id} ${words}`,
      (root, id, wanted) => Math.abs(root.widget.get()[id] - wanted) < 1e-6,
      param.id,
      wanted,
    );
  await page.press('Home');
  await becomes('is at its beginning after Home', param.min);
  await page.press('ArrowRight');
  await becomes('went one step with the arrow key', param.min + param.step);
  await figure.settled();
}

// The fold "All numbers" says what the picture shows: every readout, and the tables of the panels.
export async function readNumbers(figure) {
  const { shown, sentence } = await figure.snapshot();
  await figure.call(root => void (root.querySelector('details[data-fold=numbers]').open = true));
  const twin = await figure.until('"All numbers" has its tables', root => {
    const fold = root.querySelector('details[data-fold=numbers]');
    const outputs = [...fold.querySelectorAll('output[name]')].map(({ name, textContent }) => [name, textContent]);
    const rows = fold.querySelectorAll('[data-panel-table] tr').length;
    const sentence = root.querySelector('[data-describe]').textContent;
    return rows > 1 && outputs.length > 0 && { outputs, sentence };
  });
  for (const [name, text] of twin.outputs) assert.equal(text, shown[name], `"All numbers" tells ${name}`);
  assert.equal(twin.sentence, sentence, 'the visible sentence');
}

// What is left is found again after a reload. It stands in the address of an embed page when the figure has been quiet for a
// moment.
export async function leaveAndReload(page, figure, widget) {
  const { id, max } = widget.params.find(({ seed }) => seed);
  await figure.command('set', { [id]: max });
  await figure.settled();
  const before = await figure.snapshot();
  const kept = text => location.href.includes(text);
  await page.until('what is left is kept', kept, `${id}=${max}`);
  await page.reload();
  await figure.live();
  await figure.settled();
  assert.deepEqual(await figure.snapshot(), before, 'a reload shows what was left');
}
