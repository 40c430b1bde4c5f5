// run.mjs: runs programs with their output in a log file, a sign of life while they take long, and the tail on failure.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { logFolder, root } from './paths.mjs';
import { elapsed, Problem, say } from './say.mjs';

// The full path of a program on PATH, or undefined.
export function which(program) {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const candidate = path.join(folder, program);
    try {
      accessSync(candidate, constants.X_OK);
      return candidate;
    } catch {
      // Not here.
    }
  }
  return undefined;
}

// What a quick program prints, or undefined when it fails or takes longer than timeoutMs.
export function output(command, args, { timeoutMs = 20_000, env, cwd = root } = {}) {
  const result = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    timeout: timeoutMs,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...env },
  });
  return result.status === 0 ? result.stdout.trim() : undefined;
}

// Shows that a long program lives: on a terminal one line that changes, else a line every 20 seconds.
class SignOfLife {
  constructor(title) {
    this.title = title;
    this.started = Date.now();
    this.last = '';
    this.onTerminal = Boolean(process.stderr.isTTY);
    this.timer = setInterval(() => this.show(), this.onTerminal ? 500 : 20_000);
    this.timer.unref();
  }

  show() {
    const line = `      ${elapsed(this.started)}  ${this.last}`.slice(0, (process.stderr.columns ?? 110) - 1);
    if (this.onTerminal) process.stderr.write(`\r\x1b[K${line}`);
    else say(line);
  }

  end() {
    clearInterval(this.timer);
    if (this.onTerminal) process.stderr.write('\r\x1b[K');
  }
}

// Runs a program with its output in build/logs/<name>.log (and on the screen when show is true).
// Returns { code, text, lines }; throws nothing. code is -1 when it could not be started or was killed.
export function runLogged(name, command, args, { env, cwd = root, show = false } = {}) {
  mkdirSync(logFolder, { recursive: true });
  const log = createWriteStream(path.join(logFolder, `${name}.log`));
  const life = show ? undefined : new SignOfLife(name);
  const chunks = [];
  return new Promise(resolve => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const take = chunk => {
      const text = chunk.toString();
      chunks.push(text);
      log.write(text);
      if (show) process.stderr.write(text);
      else
        life.last =
          text
            .trimEnd()
            .split(/[\r\n]/)
            .at(-1) ?? '';
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const finish = code => {
      life?.end();
      log.end();
      const text = chunks.join('');
      resolve({ code, text, log: path.relative(root, path.join(logFolder, `${name}.log`)) });
    };
    child.on('error', error => {
      chunks.push(`${error.message}\n`);
      finish(-1);
    });
    child.on('close', code => finish(code ?? -1));
  });
}

export function tail(text, lineCount = 25) {
  return text
    .trimEnd()
    .split('\n')
    .slice(-lineCount)
    .map(line => `      ${line}`)
    .join('\n');
}

// Like runLogged, but a failure is a Problem that shows the last lines and names the log.
export async function runOrFail(name, command, args, options = {}) {
  const result = await runLogged(name, command, args, options);
  if (result.code === 0) return result;
  if (!options.show) say(tail(result.text));
  throw new Problem(options.failure ?? `${name} failed; the whole output is in ${result.log}`);
}
