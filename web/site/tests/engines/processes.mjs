// processes.mjs: starts browsers and what they need as groups of processes, and ends each group whole.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const running = new Set();
const folders = new Set();

// Nothing is left behind, however the tests end.
process.on('exit', () => {
  for (const each of running) each.kill('SIGKILL');
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

export class Program {
  // A group of its own: a browser is many processes, and they end together.
  constructor(command, args, env = {}) {
    this.name = path.basename(command);
    this.text = '';
    this.child = spawn(command, args, { detached: true, env: { ...process.env, ...env } });
    this.ended = new Promise(resolve => {
      this.child.on('error', error => resolve(this.took(`${error.message}\n`)));
      this.child.on('exit', code => resolve(this.took(`${this.name} ended with ${code}\n`)));
    });
    for (const stream of [this.child.stdout, this.child.stderr]) stream.on('data', chunk => this.took(chunk));
    this.child.on('error', () => {});
    running.add(this);
  }

  took(chunk) {
    this.text += chunk;
    this.heard?.();
  }

  // What the pattern found in its output. Fails when the program ends before.
  async says(pattern) {
    let over = false;
    void this.ended.then(() => {
      over = true;
      this.heard?.();
    });
    for (;;) {
      const found = pattern.exec(this.text);
      if (found) return found;
      if (over) throw new Error(`${this.name} did not start:\n${this.text.slice(-2000)}`);
      await new Promise(resolve => (this.heard = resolve));
    }
  }

  kill(signal) {
    try {
      process.kill(-this.child.pid, signal);
    } catch {
      // It has ended.
    }
  }

  async stop() {
    this.kill('SIGTERM');
    const late = setTimeout(() => this.kill('SIGKILL'), 5000);
    await this.ended;
    clearTimeout(late);
    this.kill('SIGKILL'); // children that outlive the first of the group
    running.delete(this);
  }
}

export const stopAll = () => Promise.all([...running].map(program => program.stop()));

export function temporaryFolder(name) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `${name}_`));
  folders.add(folder);
  return folder;
}

// A screen of its own, larger than any window here. It finds a free number by itself.
export async function startDisplay() {
  const xvfb = new Program('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x2800x24', '-nolisten', 'tcp']);
  const [, number] = await xvfb.says(/^(\d+)\n/m);
  return { display: `:${number}`, stop: () => xvfb.stop() };
}

// Graphics by the CPU, the same on every machine; nothing of the user's home is read or written.
export const onDisplay = (display, home) => ({
  DISPLAY: display,
  HOME: home,
  XDG_RUNTIME_DIR: home,
  LIBGL_ALWAYS_SOFTWARE: '1',
  NO_AT_BRIDGE: '1',
  WAYLAND_DISPLAY: '',
});

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

// What a Debian package would have brought, or words that say which one.
export function needed(file, debian) {
  if (fs.existsSync(file)) return file;
  throw new Error(`${file} is not there: this stage needs Debian's package ${debian} (npm test installs it)`);
}
