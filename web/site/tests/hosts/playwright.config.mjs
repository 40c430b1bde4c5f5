// playwright.config.mjs: the tests in real hosts: the browser of the other browser tests, pages of these hosts.
import { port } from '../browser/places.mjs';
import base from '../browser/playwright.config.mjs';

export default {
  ...base,
  outputDir: '../../../../build/host-tests',
  webServer: {
    ...base.webServer,
    command: `node ${JSON.stringify(new URL('server.mjs', import.meta.url).pathname)}`,
    url: `http://127.0.0.1:${port}/widgets.json`,
  },
  projects: [{ name: 'hosts' }],
};
