// controls.spec.mjs: every control of every widget, by role and name: value, snapshot, address, and the same after a reload.
import {
  command,
  control,
  expect,
  isUsable,
  live,
  openFigure,
  openFolds,
  otherValue,
  picture,
  plainParams,
  samePicture,
  setByReader,
  settled,
  snapshot,
  test,
  useTool,
} from './lab.mjs';
import { catalog } from './places.mjs';

for (const widget of catalog()) {
  const address = `embed/${widget.id}.html`;

  test.describe(widget.id, () => {
    test('every control changes its value; all stand in the address and survive a reload', async ({ page }) => {
      const root = await openFigure(page, address);
      await openFolds(root);
      const changed = [];
      for (const param of plainParams(widget)) {
        const field = control(root, param);
        await expect(field, param.id).toHaveCount(1);
        if (!(await isUsable(field))) continue; // matters only under other values; see the test of relevance
        const value = otherValue(param, (await snapshot(root)).values[param.id]);
        await setByReader(root, param, value);
        await expect
          .poll(async () => (await snapshot(root)).values[param.id], { message: param.id })
          .toBeCloseTo(value, 6);
        await expect(page).toHaveURL(new RegExp(`[?&]${param.id}=`));
        changed.push(param.id);
      }
      expect(changed.length).toBeGreaterThan(1);

      const after = await snapshot(root);
      await page.evaluate(() => document.activeElement.blur()); // no ring around a handle
      const pictureAfter = await picture(page, root);
      await page.reload();
      const again = await live(page);
      expect(await snapshot(again)).toEqual(after);
      await openFolds(again);
      expect(await samePicture(page, await picture(page, again), pictureAfter), 'the same pixels').toBe(true);
    });

    test('each control shows its value in words where it is not plain', async ({ page }) => {
      const root = await openFigure(page, address);
      const { shown } = await snapshot(root);
      for (const param of widget.params.filter(param => param.kind === 'slider'))
        await expect(root.locator(`input[name=${param.id}]`)).toHaveAttribute('aria-valuetext', shown[param.id]);
      for (const readout of widget.readouts)
        await expect(root.locator(`output[name=${readout.id}]`)).toHaveText(shown[readout.id]);
    });

    test('a control that does not matter says so, changes nothing, and is usable when it matters', async ({
      page,
    }) => {
      const root = await openFigure(page, address);
      await openFolds(root);
      for (const param of plainParams(widget)) {
        const field = control(root, param);
        if (await isUsable(field)) continue;
        await expect(field).toHaveAccessibleDescription(/^Has no effect with the present values\./);
        const { values } = await snapshot(root);
        await tryKeys(page, root, param);
        await settled(page, root);
        expect((await snapshot(root)).values).toEqual(values);
        expect(await becomesUsable(root, widget, field), `${param.id} can be used under some values`).toBe(true);
      }
    });

    for (const action of widget.actions)
      test(`the action ${action.id} is a button and leaves a valid state`, async ({ page }) => {
        const root = await openFigure(page, address);
        await openFolds(root);
        const button = root.getByRole('button', { name: action.label, exact: true });
        await button.focus();
        await button.press('Enter');
        await command(root, 'pause');
        const { values, readouts, sentence } = await snapshot(root);
        for (const value of [...Object.values(values), ...Object.values(readouts)])
          expect(typeof value === 'string' || Number.isFinite(value)).toBe(true);
        expect(sentence.length).toBeGreaterThan(10);
      });

    test('reset and new seed are tools; a new seed is the next one', async ({ page }) => {
      const seed = widget.params.find(param => param.seed);
      test.skip(!seed, 'no RNG seed');
      const root = await openFigure(page, address);
      const first = (await snapshot(root)).values[seed.id];
      const value = async () => (await snapshot(root)).values[seed.id];
      await useTool(root, 'New seed');
      await expect.poll(value).toBe(first + 1);
      await expect(root.locator('[data-seed]')).toHaveText(`seed ${first + 1}`);
      await root.getByRole('button', { name: /^seed \d+ ?: take the next one$/ }).click();
      await expect.poll(value).toBe(first + 2);
      await root.getByRole('button', { name: 'Reset', exact: true }).click();
      await settled(page, root);
      expect(await value(), 'reset keeps the values').toBe(first + 2);
    });

    test('only the controls that matter to the shown panels are shown', async ({ page }) => {
      test.skip(widget.panels.length < 2, 'one panel');
      for (const panel of widget.panels.filter(({ controls }) => controls?.length)) {
        const root = await openFigure(page, `${address}?panels=${panel.id}`);
        const shown = await root
          .locator('form [data-param]:not([hidden])')
          .evaluateAll(all => all.map(({ dataset }) => dataset.param));
        const expected = widget.params.map(({ id }) => id).filter(id => panel.controls.includes(id));
        expect(shown.sort(), panel.id).toEqual(expected.sort());
      }
    });
  });
}

// What a reader's keys would do to the control if it had an effect.
async function tryKeys(page, root, param) {
  await root.locator(`[name="${param.id}"]`).first().focus();
  for (const key of param.kind === 'toggle' ? ['Space'] : ['ArrowUp', 'ArrowDown', 'ArrowDown'])
    await page.keyboard.press(key);
}

// Some value of some other control must make it matter, else it could never be used.
async function becomesUsable(root, widget, field) {
  for (const other of plainParams(widget)) {
    const last = other.kind === 'choice' ? other.choices.length - 1 : other.max;
    for (const value of [other.kind === 'choice' ? 0 : other.min, 1, last]) {
      await command(root, 'set', { [other.id]: value });
      if (await isUsable(field)) {
        await command(root, 'set', { [other.id]: other.default });
        return true;
      }
    }
    await command(root, 'set', { [other.id]: other.default });
  }
  return false;
}

test('a number out of range becomes the nearest allowed one, and a note says so', async ({ page }) => {
  const widget = catalog().find(({ params }) =>
    params.some(({ kind, seed, place }) => kind === 'stepper' && !seed && place === 'main'),
  );
  const param = widget.params.find(({ kind, seed, place }) => kind === 'stepper' && !seed && place === 'main');
  const root = await openFigure(page, `embed/${widget.id}.html`);
  const field = control(root, param);
  const note = root.locator(`[data-param=${param.id}]`).getByRole('status');
  await field.fill(String(param.max + 8));
  await field.press('Enter');
  await expect(note).toHaveText(`at most ${param.max}`);
  await expect(field).toHaveValue(String(param.max));
  expect((await snapshot(root)).values[param.id]).toBe(param.max);
  await field.fill(String(param.min));
  await field.press('Enter');
  await expect(note).toHaveCount(0);
});

test('a number that changes while the reader types in its field stands there when the field is left', async ({
  page,
}) => {
  const root = await openFigure(page, 'embed/trainer.html');
  await openFolds(root);
  const field = root.locator('input[type=number]:visible').first();
  const [name, before] = [await field.getAttribute('name'), await field.inputValue()];
  await field.focus();
  await page.keyboard.press('End');
  await page.keyboard.type('1');
  await page.keyboard.press('Backspace'); // the old text again: leaving the field is no change
  const other = String(Number(before) - 2);
  await root.evaluate((element, [id, value]) => element.widget.set({ [id]: value }), [name, other]);
  await expect(field).toHaveValue(before);
  await field.blur();
  await expect(field).toHaveValue(other);
});

test('all numbers and the tables of the panels open from the menu, and the focus comes back', async ({ page }) => {
  const [widget] = catalog();
  const root = await openFigure(page, `embed/${widget.id}.html`);
  const fold = root.locator('details[data-fold=numbers]');
  await expect(fold).toBeHidden();
  await useTool(root, 'All numbers');
  await expect(fold.locator('summary')).toBeFocused();
  await expect(fold.locator('output').first()).toBeVisible();
  await expect(fold.locator('[data-panel-table] table')).toHaveCount(widget.panels.length);
  for (const table of await fold.locator('table').all()) {
    const columns = await table.locator('thead th').count();
    for (const row of await table.locator('tbody tr').all()) await expect(row.locator('th, td')).toHaveCount(columns);
  }
  await page.keyboard.press('Enter');
  await expect(fold).toBeHidden();
  await expect(root.locator('[data-tools-menu] > summary')).toBeFocused();
  await expect(fold.locator('td'), 'what nobody sees is not kept').toHaveCount(0);
  await useTool(root, 'All numbers');
  await expect(fold.locator('[data-panel-table] table'), 'and comes back').toHaveCount(widget.panels.length);
});

test('the description can be read beside the picture, and names the picture for those who do not see it', async ({
  page,
}) => {
  const root = await openFigure(page, `embed/${catalog()[0].id}.html`);
  const text = root.locator('[data-description]');
  const words = (await text.textContent()).trim();
  expect(words.length).toBeGreaterThan(20);
  await expect(root.locator('canvas')).toHaveAccessibleDescription(words.replace(/\s+/g, ' '));
  expect((await text.boundingBox()).height).toBeLessThan(2);
  const lines = await text.evaluate(element => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top))).size;
  });
  expect(lines, 'unseen, its lines are not broken').toBe(words.split('\n').length);
  await useTool(root, 'Describe the picture');
  expect((await text.boundingBox()).height).toBeGreaterThan(10);
});
