// chromium.mjs: Chromium as the browser tests start it, behind the same few functions as the other engines.
import { chromium } from '@playwright/test';
import { launch } from '../browser/playwright.config.mjs';

export async function startChromium({ width, height }) {
  const browser = await chromium.launch(launch());
  const page = await browser.newPage({ viewport: { width, height } });
  const errors = [];
  page.on('console', message => message.type() === 'error' && errors.push(message.text()));
  return {
    name: 'Chromium',
    goto: url => page.goto(url),
    reload: () => page.reload(),
    run: expression => page.evaluate(expression),
    async keys(actions) {
      const names = { '\uE004': 'Tab', '\uE007': 'Enter', '\uE011': 'Home', '\uE014': 'ArrowRight', ' ': 'Space' };
      for (const { type, value } of actions)
        await page.keyboard[type === 'keyDown' ? 'down' : 'up'](names[value] ?? value);
    },
    async pointer(actions) {
      for (const { type, x, y } of actions)
        if (type === 'pointerMove') await page.mouse.move(x, y);
        else await page.mouse[type === 'pointerDown' ? 'down' : 'up']();
    },
    print: () => page.pdf(),
    takeErrors: () => errors.splice(0),
    close: () => browser.close(),
  };
}
