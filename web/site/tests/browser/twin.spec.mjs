// twin.spec.mjs: every control of every widget, by role and name: value, snapshot, address, and the same after a reload.
import {
  control,
  expect,
  live,
  openFigure,
  openTwin,
  otherValue,
  picture,
  setByReader,
  snapshot,
  test,
  samePicture,
} from './lab.mjs';
import { catalog } from './places.mjs';

const isUsable = field => field.evaluate(element => !element.disabled);

for (const widget of catalog()) {
  const address = `embed/${widget.id}.html`;

  test.describe(widget.id, () => {
    for (const param of widget.params)
      test(`${param.id} changes by its control, stands in the address and survives a reload`, async ({ page }) => {
        const root = await openFigure(page, address);
        await openTwin(root);
        const field = control(root, param);
        await expect(field).toHaveCount(1);
        test.skip(!(await isUsable(field)), 'matters only under other values; see relevance');

        const before = await snapshot(root);
        const value = otherValue(param, before.values[param.id]);
        await setByReader(root, param, value);
        await expect.poll(async () => (await snapshot(root)).values[param.id]).toBeCloseTo(value, 6);
        await expect(page).toHaveURL(new RegExp(`[?&]${param.id}=`));

        const after = await snapshot(root);
        // The mouse is not over the canvas, so nothing in the picture is hovered.
        const pictureAfter = await picture(page, root);
        await page.reload();
        const again = await live(page);
        await openTwin(again);
        expect(await snapshot(again)).toEqual(after);
        await control(again, param).focus();
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

    test('a control that does not matter is disabled and becomes usable when it matters', async ({ page }) => {
      const root = await openFigure(page, address);
      await openTwin(root);
      for (const param of widget.params) {
        const relevant = await root.evaluate(
          (element, id) => !element.querySelector(`[name="${id}"]`).disabled,
          param.id,
        );
        if (relevant) continue;
        // Some value of some other control must make it matter, else it could never be used.
        let used = false;
        for (const other of widget.params) {
          const last = other.kind === 'choice' ? other.choices.length - 1 : other.max;
          for (const value of [other.kind === 'choice' ? 0 : other.min, 1, last]) {
            await root.evaluate((element, [id, to]) => element.widget.set({ [id]: to }), [other.id, value]);
            used ||= await isUsable(control(root, param));
          }
          await root.evaluate((element, [id, to]) => element.widget.set({ [id]: to }), [other.id, other.default]);
        }
        expect(used, `${param.id} can be used under some values`).toBe(true);
      }
    });

    for (const action of widget.actions)
      test(`the action ${action.id} is a button and leaves a valid state`, async ({ page }) => {
        const root = await openFigure(page, address);
        await openTwin(root);
        const button = root.getByRole('button', { name: action.label, exact: true });
        await button.focus();
        await button.press('Enter');
        await root.evaluate(element => element.widget.pause());
        const { values, readouts, sentence } = await snapshot(root);
        for (const number of [...Object.values(values), ...Object.values(readouts)])
          expect(Number.isFinite(number)).toBe(true);
        expect(sentence.length).toBeGreaterThan(10);
      });

    test('reset and new seed are buttons; a new seed is the next one', async ({ page }) => {
      const seed = widget.params.find(param => param.seed);
      test.skip(!seed, 'no RNG seed');
      const root = await openFigure(page, address);
      await openTwin(root);
      const first = await snapshot(root);
      await root.getByRole('button', { name: 'New seed', exact: true }).press('Enter');
      await expect.poll(async () => (await snapshot(root)).values[seed.id]).toBe(first.values[seed.id] + 1);
      await expect(root.locator('[data-seed]')).toHaveText(`RNG seed ${first.values[seed.id] + 1}`);
    });
  });
}
