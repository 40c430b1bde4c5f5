// webkit.mjs: Debian's WebKitGTK: its small browser on a screen of its own, told what to do by WebDriver over HTTP.
import fs from 'node:fs';
import { freePort, needed, onDisplay, Program, startDisplay, temporaryFolder } from './processes.mjs';

// Debian's folders are named after the machine: /usr/lib/x86_64-linux-gnu.
const browsers = () => fs.readdirSync('/usr/lib').map(name => `/usr/lib/${name}/webkit2gtk-4.1/MiniBrowser`);
// A net against hanging, not a measurement.
const mostMs = 600_000;

async function ask(address, method, body) {
  const response = await fetch(address, { method, body: body && JSON.stringify(body) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${address.replace(/.*\/session/, 'session')}: ${value.error}: ${value.message}`);
  return value;
}

async function newSession(address) {
  const options = {
    binary: needed(browsers().find(file => fs.existsSync(file)) ?? 'MiniBrowser', 'webkit2gtk-driver'),
    args: ['--automation', '--enable-write-console-messages-to-stdout=true'],
  };
  const { sessionId } = await ask(`${address}/session`, 'POST', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
  });
  return `${address}/session/${sessionId}`;
}

export async function startWebkit({ width, height }) {
  const program = needed('/usr/bin/WebKitWebDriver', 'webkit2gtk-driver');
  needed('/usr/bin/Xvfb', 'xvfb');
  const home = temporaryFolder('dropout_webkit');
  const screen = await startDisplay();
  const port = await freePort();
  const driver = new Program(program, [`--port=${port}`], onDisplay(screen.display, home));
  const session = await newSession(await answering(driver, port));
  const post = (name, body = {}) => ask(`${session}/${name}`, 'POST', body);
  await post('timeouts', { script: mostMs, pageLoad: mostMs });
  await post('window/rect', { x: 0, y: 0, width, height });

  const perform = (id, type, actions) => post('actions', { actions: [{ id, type, actions }] });
  let heard = 0;
  return {
    name: 'WebKitGTK',
    goto: url => post('url', { url }),
    reload: () => post('refresh'),
    async run(expression) {
      const script = `const done = arguments[0];
        (${expression}).then(text => done({ text }), error => done({ error: String(error) }));`;
      const { text, error } = await post('execute/async', { script, args: [] });
      if (error) throw new Error(error);
      return text;
    },
    keys: actions => perform('keyboard', 'key', actions),
    pointer: actions => perform('mouse', 'pointer', actions),
    print: undefined, // "unknown command"
    takeErrors() {
      const news = driver.text.slice(heard);
      heard = driver.text.length;
      return news.split('\n').filter(line => /^CONSOLE \S+ ERROR/.test(line));
    },
    async close() {
      await ask(session, 'DELETE').catch(() => {});
      await driver.stop();
      await screen.stop();
    },
  };
}

// The address of the driver, once it answers.
async function answering(driver, port) {
  const address = `http://127.0.0.1:${port}`;
  let over = false;
  void driver.ended.then(() => (over = true));
  for (;;) {
    const status = await ask(`${address}/status`, 'GET').catch(() => undefined);
    if (status) return address;
    if (over) throw new Error(`WebKitWebDriver did not start:\n${driver.text}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
