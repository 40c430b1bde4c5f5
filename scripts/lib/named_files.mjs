// named_files.mjs: finds the files that comments and Markdown name and that are not there, as after a move.
import path from 'node:path';

// Whole-line and trailing // comments, /* */ blocks, # comments, and code spans of Markdown.
const slashes = /(?:^|\s)\/\/(.*)$|\/\*([^]*?)\*\//gm;
const hashes = /(?:^|\s)#(.*)$/gm;
const codeSpans = /`([^`\n]+)`/g;
const commentsOf = {
  ...Object.fromEntries(['.cpp', '.h', '.ts', '.mjs', '.inc', '.css'].map(extension => [extension, slashes])),
  ...Object.fromEntries(['.cmake', '.py', '.txt'].map(extension => [extension, hashes])),
  '.md': codeSpans,
};

// A path or a bare name of a source. Quoted ones are examples, and one that starts with a sign is a pattern.
const name =
  /(?<![\w./*<>{}$"'…-])((?:\.\.\/)*(?:[\w.-]+\/)*[\w.-]*\w\.(?:cpp|h|ts|mjs|css|cmake|inc|py|md))(?![\w/*<>{-]|\.\w)/g;

// Names that are no file of the repository, rightly: headers of libraries, and what a build makes.
const foreign = /^(SDL\w*|imgui\w*)\.h$/;
const made = /^(index\.d\.ts|.*\.[0-9a-f]{10}\..*)$/;

// Returns [{ line, name }] of what `text`, the content of `file`, names and `files`, all paths from the root, do not hold.
export function missingNames(file, text, files) {
  const comments = commentsOf[path.extname(file)];
  if (!comments) return [];
  // A name may be shortened at its front: trainer.h, kit/plot.h.
  const known = shortened => files.some(each => each === shortened || each.endsWith(`/${shortened}`));
  const missing = [];
  for (const comment of text.matchAll(comments)) {
    const words = comment.slice(1).find(part => part !== undefined);
    const start = comment.index + comment[0].indexOf(words);
    for (const match of words.matchAll(name)) {
      const named = match[1].replace(/^(\.\.?\/)+/, '');
      const base = path.posix.basename(named);
      if (known(named) || foreign.test(base) || made.test(base)) continue;
      missing.push({ line: text.slice(0, start + match.index).split('\n').length, name: match[1] });
    }
  }
  return missing;
}
