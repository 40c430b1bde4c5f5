// debian_sources.test.mjs: the archive is found in both formats of apt's configuration, and only the right stanza counts.
import assert from 'node:assert/strict';
import test from 'node:test';
import { debianArchive } from '../lib/debian_sources.mjs';

const newFormat = `Types: deb
# http://snapshot.example/old
URIs: http://archive.example/debian-security
Suites: bookworm-security
Components: main

Types: deb
URIs: http://archive.example/debian
Suites: bookworm
 bookworm-updates
Components: main contrib
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
`;

test('deb822: the stanza of the running release, continued lines included', () => {
  const found = debianArchive([{ name: 'debian.sources', text: newFormat }], 'bookworm');
  assert.equal(found.URIs, 'http://archive.example/debian');
  assert.equal(found['Signed-By'], '/usr/share/keyrings/debian-archive-keyring.gpg');
});

test('one line: options are understood, other suites and comments are not taken', () => {
  const text =
    '# deb http://comment.example/debian bookworm main\ndeb http://other.example/apt stable-x main\n' +
    'deb [arch=amd64 signed-by=/k.gpg] http://archive.example/debian bookworm main\n';
  const found = debianArchive([{ name: '/etc/apt/sources.list', text }], 'bookworm');
  assert.equal(found.URIs, 'http://archive.example/debian');
  assert.equal(found['Signed-By'], '/k.gpg');
});

test('a machine without a Debian archive has none', () => {
  assert.equal(
    debianArchive([{ name: 'x.list', text: 'deb http://a.example/ubuntu noble main\n' }], 'bookworm'),
    undefined,
  );
});
