// What somebody else's page, or a program with a stolen look of a browser, can have the portal do: nothing.
import http from 'node:http';
import { newPage, portal, until } from './person.mjs';

/** A server of somebody else on this machine: the same site for a browser, another origin. */
async function elsewhere() {
  const server = http.createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' });
    response.end('<!DOCTYPE html><title>Elsewhere</title><p>Elsewhere</p>');
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { server, port: server.address().port };
}

function raw(method, where, headers) {
  return new Promise((done, failed) => {
    const request = http.request(portal + where, { method, headers }, (response) => {
      response.resume();
      response.on('end', () => done(response.statusCode));
    });
    request.on('error', failed);
    request.end(method === 'POST' ? 'a=b' : undefined);
  });
}

/** Does something in a page and gives the status of the answer, which the browser itself may keep from the page. */
async function answers(page, target) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const asked = new Set();
  const statuses = [];
  session.on('Network.requestWillBeSent', ({ requestId, request }) => request.url === target && asked.add(requestId));
  session.on('Network.responseReceivedExtraInfo', (answer) => statuses.push(answer));
  return async (work) => {
    asked.clear();
    await page.evaluate(work, target);
    const [{ statusCode }] = await until(`an answer from ${target}`, () => {
      const ours = statuses.filter(({ requestId }) => asked.has(requestId));
      return ours.length > 0 && ours;
    });
    return statusCode;
  };
}

/** Tries to have `where` done in the name of a person who is signed in; the status of each attempt, by what was tried. */
export async function forge(person, where) {
  const { server, port } = await elsewhere();
  const seen = {};
  for (const [site, host] of [['same site', '127.0.0.1'], ['another site', 'localhost']]) {
    const page = await newPage(person.context, person.who, ['status of 40', 'CORS policy', 'Failed to load resource']);
    await page.goto(`http://${host}:${port}/`);
    const answer = await answers(page, portal + where);
    seen[`fetch from ${site}`] = await answer((target) => fetch(target, {
      method: 'POST',
      mode: 'no-cors',
      credentials: 'include',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'a=b',
    }).then(() => true, () => false));
    seen[`read from ${site}`] = await page.evaluate(
      (target) => fetch(target, { credentials: 'include' }).then((answer) => answer.status, () => 'unreadable'),
      portal + '/my-access',
    );
    seen[`form from ${site}`] = await answer((target) => {
      const form = document.createElement('form');
      form.method = 'post';
      form.action = target;
      document.body.append(form);
      form.submit();
    });
    await page.close();
  }
  const cookies = (await person.context.cookies(portal)).map(({ name, value }) => `${name}=${value}`).join('; ');
  const form = { Cookie: cookies, 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': '3' };
  seen['no header'] = await raw('POST', where, form);
  seen['another origin'] = await raw('POST', where, { ...form, Origin: 'http://elsewhere.example' });
  seen['no origin'] = await raw('POST', where, { ...form, Origin: 'null' });
  seen['cross-site'] = await raw('POST', where, { ...form, Origin: portal, 'Sec-Fetch-Site': 'cross-site' });
  seen['same-site'] = await raw('POST', where, { ...form, Origin: portal, 'Sec-Fetch-Site': 'same-site' });
  seen.get = await raw('GET', where, { Cookie: cookies });
  server.close();
  return seen;
}
