// firefox.mjs: Debian's Firefox ESR on a screen of its own, told what to do by WebDriver BiDi.
import fs from 'node:fs';
import path from 'node:path';
import WebSocket from 'ws';
import { needed, onDisplay, Program, startDisplay, temporaryFolder } from './processes.mjs';

// Headless it has no WebGL here; on a screen it has, by the CPU, once it is told not to ask for a graphics card.
const settings = {
  'webgl.force-enabled': true,
  'app.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.region.network.url': '',
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.enabled': false,
};

class Bidi {
  constructor(socket) {
    this.socket = socket;
    this.waiting = new Map();
    this.last = 0;
    this.errors = [];
    socket.on('message', data => this.receive(JSON.parse(data)));
    socket.on('close', () => {
      for (const { reject, method } of this.waiting.values()) reject(new Error(`${method}: Firefox has gone`));
      this.waiting.clear();
    });
  }

  static connect(address) {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(address, { maxPayload: 1 << 28 });
      socket.on('error', reject);
      socket.on('open', () => resolve(new Bidi(socket)));
    });
  }

  send(method, params = {}) {
    const id = ++this.last;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject, method });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  receive({ id, type, result, error, message, method, params }) {
    if (type === 'event') {
      if (method === 'log.entryAdded' && params.level === 'error') this.errors.push(params.text);
      return;
    }
    const { resolve, reject, method: asked } = this.waiting.get(id) ?? {};
    this.waiting.delete(id);
    if (type === 'success') resolve?.(result);
    else reject?.(new Error(`${asked}: ${error}: ${message}`));
  }
}

export async function startFirefox({ width, height }) {
  const program = needed('/usr/bin/firefox-esr', 'firefox-esr');
  needed('/usr/bin/Xvfb', 'xvfb');
  const home = temporaryFolder('dropout_firefox');
  const lines = Object.entries(settings).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`);
  fs.writeFileSync(path.join(home, 'user.js'), lines.join(''));
  const screen = await startDisplay();
  const args = ['--no-remote', '--profile', home, '--remote-debugging-port=0', 'about:blank'];
  const firefox = new Program(program, args, onDisplay(screen.display, home));
  const [, address] = await firefox.says(/WebDriver BiDi listening on (ws:\S+)/);
  const bidi = await Bidi.connect(`${address}/session`);
  await bidi.send('session.new', { capabilities: {} });
  await bidi.send('session.subscribe', { events: ['log.entryAdded'] });
  const { contexts } = await bidi.send('browsingContext.getTree');
  const { context } = contexts[0];
  await bidi.send('browsingContext.setViewport', { context, viewport: { width, height } });

  const perform = (id, type, actions) =>
    bidi.send('input.performActions', { context, actions: [{ id, type, actions }] });
  return {
    name: 'Firefox',
    goto: url => bidi.send('browsingContext.navigate', { context, url, wait: 'complete' }),
    reload: () => bidi.send('browsingContext.reload', { context, wait: 'complete' }),
    async run(expression) {
      const answer = await bidi.send('script.evaluate', { expression, target: { context }, awaitPromise: true });
      if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
      return answer.result.value;
    },
    keys: actions => perform('keyboard', 'key', actions),
    pointer: actions => perform('mouse', 'pointer', actions),
    print: async () => Buffer.from((await bidi.send('browsingContext.print', { context })).data, 'base64'),
    takeErrors: () => bidi.errors.splice(0),
    async close() {
      bidi.socket.terminate();
      await firefox.stop();
      await screen.stop();
    },
  };
}
