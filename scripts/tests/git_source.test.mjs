// git_source.test.mjs: what is fetched from Git is held to its commit, in every CMake file that fetches.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { after } from 'node:test';
import { inRoot, root } from '../lib/paths.mjs';
import { trackedFiles } from '../lib/tracked_files.mjs';

const scratch = mkdtempSync(path.join(os.tmpdir(), 'dropout_lab_git_'));
after(() => rmSync(scratch, { recursive: true }));

const upstream = path.join(scratch, 'upstream');
const git = (...args) =>
  execFileSync('git', ['-C', upstream, '-c', 'user.name=a', '-c', 'user.email=a@a.example', ...args], {
    encoding: 'utf8',
  }).trim();

// A repository whose tag v1 names a new commit that holds this text.
function release(text) {
  writeFileSync(path.join(upstream, 'source.txt'), text);
  git('add', '.');
  git('commit', '--quiet', '-m', 'release');
  git('tag', '--force', 'v1');
  return git('rev-parse', 'HEAD');
}

function fetched(folder, commit, ...more) {
  const project = path.join(scratch, folder);
  mkdirSync(project);
  writeFileSync(
    path.join(project, 'CMakeLists.txt'),
    `cmake_minimum_required(VERSION 3.25)\nproject(fetching NONE)\ninclude(${inRoot('scripts/cmake/git_source.cmake')})\n` +
      `dropout_git_source(theirs file://${upstream} v1 ${commit})\n` +
      'file(READ ${theirs_SOURCE_DIR}/source.txt text)\nmessage(STATUS "read: ${text}")\n',
  );
  // CMake's own choice would be Make, which a machine need not have.
  const args = ['-G', 'Ninja', '-S', project, '-B', path.join(project, 'build'), ...more];
  const { status, stdout, stderr } = spawnSync('cmake', args, { encoding: 'utf8' });
  return { passed: status === 0, text: stdout + stderr };
}

test('S13: sources from Git are taken by their commit: a tag that was moved is refused', () => {
  mkdirSync(upstream);
  git('init', '--quiet');
  const commit = release('as we know it');
  const first = fetched('first', commit);
  assert.ok(first.passed, first.text);
  assert.match(first.text, /read: as we know it/);

  release('changed');
  const moved = fetched('moved', commit);
  assert.equal(moved.passed, false);
  assert.match(moved.text, new RegExp(`v1 is commit\\s+[0-9a-f]{40}, not\\s+${commit}`));
  assert.doesNotMatch(moved.text, /read:/, 'refused before anything of it is used');

  const given = fetched('given', commit, `-DFETCHCONTENT_SOURCE_DIR_THEIRS=${upstream}`);
  assert.ok(given.passed, 'a folder that the caller names is the caller’s word');
});

test('S13: nothing is fetched any other way', () => {
  const files = trackedFiles(['.cmake', '.txt']).filter(file => /\.cmake$|CMakeLists\.txt$/.test(file));
  let count = 0;
  for (const file of files) {
    const text = readFileSync(path.join(root, file), 'utf8').replace(/#.*/g, '');
    if (!file.endsWith('git_source.cmake'))
      assert.doesNotMatch(text, /FetchContent_|ExternalProject|file\(DOWNLOAD/, file);
    for (const [, , , commit] of text.matchAll(/dropout_git_source\((\w+)\s+(https:\S+)\s+\S+\s+(\S+)\)/g)) {
      assert.match(commit, /^[0-9a-f]{40}$/, file);
      count += 1;
    }
  }
  assert.equal(count, 5);
});
