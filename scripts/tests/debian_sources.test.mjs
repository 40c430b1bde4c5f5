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
    'deb [arch=amd64 signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://archive.example/debian bookworm main # ours\n';
  const found = debianArchive([{ name: '/etc/apt/sources.list', text }], 'bookworm');
  assert.equal(found.URIs, 'http://archive.example/debian');
  assert.equal(found['Signed-By'], '/usr/share/keyrings/debian-archive-keyring.gpg');
  assert.equal(found.Components, 'main');
});

test('a machine without a Debian archive has none', () => {
  assert.equal(
    debianArchive([{ name: 'x.list', text: 'deb http://a.example/ubuntu noble main\n' }], 'bookworm'),
    undefined,
  );
});

// What is found when the archive's own stanza, which every one of these has, is changed in one place.
function foundWith(change) {
  const own = {
    Types: 'deb',
    URIs: 'http://archive.example/debian',
    Suites: 'bookworm bookworm-updates',
    Components: 'main contrib',
    'Signed-By': '/usr/share/keyrings/debian-archive-keyring.gpg',
    ...change,
  };
  const text = Object.entries(own)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${value}\n`);
  return debianArchive([{ name: 'x.sources', text: text.join('') }], 'bookworm') !== undefined;
}

test('S13: a stanza that is switched off, holds other things or is for another release is none', () => {
  for (const change of [
    {},
    { Enabled: 'yes' },
    { Types: 'deb deb-src' },
    { Suites: 'stable' },
    { 'Signed-By': '/usr/share/keyrings/debian-archive-bookworm-automatic.asc' },
  ])
    assert.equal(foundWith(change), true, JSON.stringify(change));
  for (const change of [
    { Enabled: 'no' },
    { Enabled: 'False' },
    { Types: 'deb-src' },
    { Types: undefined },
    { Suites: 'bookworm-security' },
    { Components: 'contrib main-extra' },
    { Components: undefined },
  ])
    assert.equal(foundWith(change), false, JSON.stringify(change));
});

test("S13: somebody else's packages for Debian are not Debian", () => {
  for (const change of [
    { Suites: 'stable', 'Signed-By': '/etc/apt/keyrings/browser.gpg' },
    { 'Signed-By': '/usr/share/keyrings/debian-archive-keyring.gpg /etc/apt/keyrings/browser.gpg' },
    { 'Signed-By': '/etc/apt/keyrings/not-debian-archive-keyring.gpg' },
    { 'Signed-By': undefined, URIs: 'https://browser.example/linux/deb/', Suites: 'stable', Components: 'main' },
    { 'Signed-By': undefined, URIs: 'https://vendor.example/debian/12/prod' },
    { 'Signed-By': undefined, URIs: 'https://vendor.example/?/debianish' },
    { 'Signed-By': undefined, URIs: 'http://archive.example/debian https://vendor.example/apt' },
  ])
    assert.equal(foundWith(change), false, JSON.stringify(change));
  for (const URIs of [
    'http://archive.example/debian',
    'https://mirror.example/pub/debian/',
    'http://snapshot.example/archive/debian/20250520T000000Z',
    'mirror+file:///etc/apt/mirrors/debian.list',
  ])
    assert.equal(foundWith({ 'Signed-By': undefined, URIs }), true, URIs);
});
