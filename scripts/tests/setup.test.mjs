// setup.test.mjs: set-up refuses what it would harm.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { inRoot } from '../lib/paths.mjs';
import { ensureNodeModules } from '../setup.mjs';

test('node_modules that is a link is refused, and what lies behind it stays', async () => {
  mkdirSync(inRoot('build'), { recursive: true });
  const folder = mkdtempSync(inRoot('build', 'setup_test_'));
  try {
    const others = path.join(folder, 'others');
    mkdirSync(others);
    writeFileSync(path.join(others, 'kept.txt'), '');
    writeFileSync(path.join(folder, 'package-lock.json'), '{}');
    symlinkSync(others, path.join(folder, 'node_modules'));
    await assert.rejects(ensureNodeModules('build', path.basename(folder)), /node_modules is a symbolic link/);
    assert.ok(existsSync(path.join(others, 'kept.txt')));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
