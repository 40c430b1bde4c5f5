// debian_sources.mjs: fetches upstream sources from Debian's source packages, through a private apt configuration.
//
// The machine's own apt configuration is only read: it tells where its Debian archive is and which key signs it. The
// private one asks the same archive for source packages of another release, in folders of its own.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runOrFail, which } from './run.mjs';
import { Problem } from './say.mjs';

// The release whose source packages hold the versions that we build.
const release = 'trixie';

// "Key: value" stanzas of a deb822 file; comments are skipped, continued lines joined.
function stanzas(text) {
  const body = text
    .split('\n')
    .filter(line => !line.startsWith('#'))
    .join('\n');
  return body
    .split(/\n\s*\n/)
    .map(block => {
      const fields = {};
      let key;
      for (const line of block.split('\n')) {
        const match = /^([A-Za-z-]+):\s*(.*)$/.exec(line);
        if (match) {
          key = match[1];
          fields[key] = match[2];
        } else if (key && line.trim()) {
          fields[key] += ` ${line.trim()}`;
        }
      }
      return fields;
    })
    .filter(fields => fields.URIs);
}

// The same facts from a line of the older format: deb [options] uri suite components…
function stanzaOfLine(line) {
  const match = /^deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s+(.+)$/.exec(line.replace(/#.*/, '').trim());
  if (!match) return [];
  const signedBy = /signed-by=(\S+)/.exec(match[1] ?? '')?.[1].replaceAll(',', ' ');
  const [, , URIs, Suites, Components] = match;
  return [{ Types: 'deb', URIs, Suites, Components, ...(signedBy && { 'Signed-By': signedBy }) }];
}

const words = text => (text ?? '').split(/\s+/).filter(Boolean);

// Others publish for Debian too, with suites named stable and components named main. Theirs are signed with their own
// keys, or lie elsewhere than at an archive's usual address, which ends in /debian (snapshots add a date) or is the list
// of mirrors that cloud images have.
const usualAddress =
  /^[a-z+]+:\/\/[^/]+(\/[^/]+)*\/debian(\/\d{8}T\d{6}Z)?\/?$|^mirror\+file:(\/\/)?\/etc\/apt\/mirrors\/debian\.list$/;

function isDebians(fields) {
  const keys = words(fields['Signed-By']);
  if (keys.length > 0) return keys.every(key => /^\/.*\/debian-archive-[\w-]+\.(gpg|pgp|asc)$/.test(key));
  return words(fields.URIs).every(address => usualAddress.test(address));
}

// Where apt on this machine gets Debian's main packages from: the stanza that names the running release itself.
export function debianArchive(files, codename) {
  const all = files.flatMap(({ name, text }) =>
    name.endsWith('.sources') ? stanzas(text) : text.split('\n').flatMap(stanzaOfLine),
  );
  return all.find(fields => {
    const suites = words(fields.Suites);
    return (
      words(fields.Types).includes('deb') &&
      !/^(no|false|without|off|disable|0)$/i.test(fields.Enabled ?? '') &&
      (suites.includes(codename) || suites.includes('stable')) &&
      words(fields.Components).includes('main') &&
      isDebians(fields)
    );
  });
}

function aptFiles() {
  const found = [];
  const read = name => {
    try {
      found.push({ name, text: readFileSync(name, 'utf8') });
    } catch {
      // An unreadable or missing file says nothing.
    }
  };
  read('/etc/apt/sources.list');
  try {
    for (const name of readdirSync('/etc/apt/sources.list.d')) {
      if (/\.(sources|list)$/.test(name)) read(path.join('/etc/apt/sources.list.d', name));
    }
  } catch {
    // No such folder.
  }
  return found;
}

export function isDebian() {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

// Downloads source packages and unpacks their original sources: returns { package name: folder }.
// Signatures are checked by apt with the machine's own Debian keys.
export async function fetchDebianSources(packages, folder) {
  const codename = /^VERSION_CODENAME=(\w+)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
  const archive = which('apt-get') && isDebian() && debianArchive(aptFiles(), codename);
  if (!archive)
    throw new Problem(
      'The sources of SDL2 and Dear ImGui could not be reached upstream, and this machine has no Debian archive to take them from: connect to the internet and try again.',
    );

  rmSync(folder, { recursive: true, force: true });
  for (const part of ['parts', 'lists/partial', 'cache/archives/partial', 'download']) {
    mkdirSync(path.join(folder, part), { recursive: true });
  }
  const signedBy = archive['Signed-By'] ? `Signed-By: ${archive['Signed-By']}\n` : '';
  writeFileSync(
    path.join(folder, 'parts', 'debian.sources'),
    `Types: deb-src\nURIs: ${archive.URIs}\nSuites: ${release}\nComponents: main\n${signedBy}`,
  );
  writeFileSync(path.join(folder, 'empty.list'), '');
  const privately = [
    ['Dir::Etc::sourcelist', 'empty.list'],
    ['Dir::Etc::sourceparts', 'parts'],
    ['Dir::State::lists', 'lists'],
    ['Dir::Cache', 'cache'],
  ].flatMap(([key, part]) => ['-o', `${key}=${path.join(folder, part)}`]);
  // Root would hand downloads to the user _apt, who may not enter a home folder.
  privately.push('-o', 'APT::Sandbox::User=root');

  const failure = `Debian's source packages ${packages.join(' and ')} could not be fetched: is the network reachable?`;
  await runOrFail('apt_source_lists', 'apt-get', [...privately, 'update'], { failure });
  await runOrFail('apt_source_packages', 'apt-get', [...privately, 'source', '--download-only', ...packages], {
    cwd: path.join(folder, 'download'),
    failure,
  });

  const folders = {};
  for (const name of packages) {
    const archiveFile = readdirSync(path.join(folder, 'download')).find(
      file => file.startsWith(`${name}_`) && /\.orig\.tar\.\w+$/.test(file),
    );
    folders[name] = path.join(folder, name);
    mkdirSync(folders[name]);
    await runOrFail(`unpack_${name}`, 'tar', [
      '-xf',
      path.join(folder, 'download', archiveFile),
      '-C',
      folders[name],
      '--strip-components=1',
    ]);
  }
  return folders;
}
