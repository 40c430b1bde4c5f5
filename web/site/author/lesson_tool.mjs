// lesson_tool.mjs: runs lesson_tool, native or as WebAssembly under this Node (a .js file), several at once.
import { spawn } from 'node:child_process';
import os from 'node:os';

// -> {status, errors}: errors are the lines of its report but the last, which counts.
function run(tool, words) {
  const [program, ...before] = tool.endsWith('.js') ? [process.execPath, tool] : [tool];
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...before, ...words], { stdio: ['ignore', 'ignore', 'pipe'] });
    let told = '';
    child.stderr.setEncoding('utf8').on('data', text => (told += text));
    child.on('error', error => reject(new Error(`${error.message}: ${tool}`)));
    child.on('close', status => {
      const lines = told.split('\n').filter(line => line.trim() && !/^\d+ passed, \d+ failed$/.test(line));
      resolve({ status, errors: lines });
    });
  });
}

// The lines with which the tool refuses; empty: all is well.
export async function toolErrors(tool, words) {
  const { status, errors } = await run(tool, words);
  if (status === 0) return [];
  return errors.length ? errors : [`lesson_tool ${words.join(' ')} ended with ${status} and said nothing`];
}

// The same for several calls, as many at once as there are cores; each line once.
export async function allToolErrors(tool, calls) {
  const waiting = [...calls];
  const errors = [];
  const work = async () => {
    while (waiting.length) errors.push(...(await toolErrors(tool, waiting.shift())));
  };
  await Promise.all(Array.from({ length: Math.min(os.availableParallelism(), calls.length) }, work));
  return [...new Set(errors)];
}
