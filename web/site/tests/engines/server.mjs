// server.mjs: the built site for all engines. The first folder of an address says what its pages find in their browser:
// everything ("whole"), no WebGL, or no Worker. Not each driver can put that in place before a page begins, a page can.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { answer, fileOf, headers, typeOf } from '../browser/site_server.mjs';

// In the page, before its own scripts: what goes wrong is kept for the test, and Workers are counted.
function watch() {
  window.problems = [];
  window.workers = 0;
  const tell = (kind, text) => window.problems.push(`${kind}: ${text}`);
  addEventListener(
    'error',
    ({ message, filename, lineno, target }) =>
      tell('error', message ? `${message} ${filename}:${lineno}` : `${target.src ?? target.href} did not load`),
    true,
  );
  addEventListener('unhandledrejection', ({ reason }) => tell('rejected', reason?.stack ?? reason));
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    tell('policy', `${violatedDirective} ${blockedURI}`),
  );
  window.Worker &&= class extends window.Worker {
    constructor(...given) {
      super(...given);
      ++window.workers;
    }
  };
}

function takeWorkers() {
  window.Worker = undefined;
}

function takeWebGl() {
  const own = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
    return /webgl/.test(kind) ? null : own.call(this, kind, ...rest);
  };
}

const scripts = {
  whole: [watch],
  without_worker: [takeWorkers, watch],
  without_webgl: [takeWebGl, watch],
};

const nameOfScript = 'before_the_page.js';

function answerFor(kind, rest, response) {
  if (rest === `/${nameOfScript}`) {
    response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', ...headers });
    response.end(scripts[kind].map(script => `(${script})();\n`).join(''));
    return;
  }
  const file = fileOf(rest);
  if (!file || path.extname(file) !== '.html') return void answer(file, response);
  const html = fs.readFileSync(file, 'utf8');
  response.writeHead(200, { 'content-type': typeOf(file), ...headers });
  response.end(html.replace('<head>', `<head><script src="/${kind}/${nameOfScript}"></script>`));
}

// -> {address(kind, page), takeMissing(), close()}
export async function serveSite() {
  const missing = [];
  const server = http.createServer((request, response) => {
    const [, kind, rest] = /^\/(\w+)(\/.*)$/.exec(request.url) ?? [];
    if (!scripts[kind]) return void answer(undefined, response);
    response.on('finish', () => response.statusCode >= 400 && missing.push(request.url));
    answerFor(kind, rest, response);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  return {
    address: (kind, page) => `http://127.0.0.1:${port}/${kind}/${page}`,
    takeMissing: () => missing.splice(0),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
