// server.mjs: serves the built site for the browser tests; and on the next port pages of somebody else, whose HTML and
// headers stand in the address.
import http from 'node:http';
import { coursePort, port } from './places.mjs';
import { answer, fileOf } from './site_server.mjs';

http.createServer((request, response) => answer(fileOf(request.url), response)).listen(port, '127.0.0.1');

http
  .createServer((request, response) => {
    const { searchParams } = new URL(request.url, 'http://localhost');
    const ownHeaders = JSON.parse(searchParams.get('headers') ?? '{}');
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...ownHeaders });
    response.end(searchParams.get('html') ?? '');
  })
  .listen(coursePort, '127.0.0.1');
