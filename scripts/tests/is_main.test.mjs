// is_main.test.mjs: a script that is module and command speaks when called, through a symbolic link too, and only then.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { after } from 'node:test';
import { pathToFileURL } from 'node:url';
import { inRoot, root } from '../lib/paths.mjs';
import { trackedFiles } from '../lib/tracked_files.mjs';

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'dropout_lab_link_'));
const link = path.join(scratch, 'checkout');
fs.symlinkSync(root, link);
after(() => fs.rmSync(scratch, { recursive: true }));

const node = args => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: scratch });
  return { status, text: stdout + stderr };
};

// Commands that end soon without changing anything, and what they say.
const commands = [
  ['scripts/check_style.mjs', [], /^style: \d+ files/m],
  ['scripts/check_rooms.mjs', [], /^rooms: \d+ files/m],
  ['scripts/new_widget.mjs', [], /id/],
  ['scripts/new_lesson.mjs', [], /slug/],
  ['scripts/serve.mjs', ['missing'], /There is no .*missing/],
];

test('a command is heard through a link to the checkout, and through a link to itself', () => {
  for (const [script, args, heard] of commands) {
    assert.match(node([path.join(link, script), ...args]).text, heard, `${script} in a linked folder`);
    const alias = path.join(scratch, path.basename(script));
    fs.symlinkSync(inRoot(script), alias);
    assert.match(node([alias, ...args]).text, heard, `${script} as a link`);
  }
});

test('a module that is only imported says nothing, even where there is no command line', () => {
  for (const [script] of commands) {
    const source = `await import(${JSON.stringify(pathToFileURL(inRoot(script)).href)});`;
    assert.deepEqual(node(['--input-type=module', '--eval', source]), { status: 0, text: '' }, script);
  }
});

test('no script judges this on its own', () => {
  const own = trackedFiles(['.mjs']).filter(
    file =>
      !['scripts/lib/is_main.mjs', 'scripts/tests/is_main.test.mjs'].includes(file) &&
      /process\.argv\[1\]/.test(fs.readFileSync(path.join(root, file), 'utf8')),
  );
  assert.deepEqual(own, []);
});
