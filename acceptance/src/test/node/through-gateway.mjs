// Both clients through the gateway: with its address, an app key and the user's name, and without a token. Connects alice first, as an
// application does, and follows the links of lists as they are given. Ends with 0 when all went well.
//
// Usage: PORTAL_KEY=… node through-gateway.mjs GATEWAY

import assert from 'node:assert/strict';
import { useBoth } from './cloud-clients.mjs';
import { UserAgent } from './user-agent.mjs';

const [gateway] = process.argv.slice(2);
const key = process.env.PORTAL_KEY;
const RETURN_TO = 'http://localhost:8082/back';
const host = `${gateway}/sites/wiki`;
const headers = { 'Tributary-User': 'alice' };

const ask = async (url, body) => {
  const response = await fetch(new URL(url, gateway), {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...(body ? {} : headers) },
    body: body && JSON.stringify(body),
  });
  const answer = await response.json();
  assert.ok(response.ok, `${url}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
};

async function connect() {
  const state = crypto.randomUUID();
  const { url } = await ask('/v1/connect-links', { user: 'alice', site: 'wiki', returnTo: RETURN_TO, state });
  const back = await new UserAgent('alice', 'alice').approve(url, RETURN_TO);
  assert.equal(back.searchParams.get('state'), state);
  await ask('/v1/connections', { connectionCode: back.searchParams.get('connection_code'), user: 'alice' });
}

/** As the documentation of version 2 has it: joined with the host. */
async function followByHost() {
  const titles = new Set();
  for (let url = `${host}/wiki/api/v2/pages?limit=5`; url; ) {
    const page = await ask(url);
    page.results.forEach(({ title }) => titles.add(title));
    url = page._links.next && new URL(page._links.next, gateway);
  }
  return titles.size;
}

/** As the documentation of version 1 has it: joined with the base that the answer names. */
async function followByBase() {
  const titles = new Set();
  for (let url = `${host}/wiki/rest/api/search?cql=type%3Dpage&limit=5`; url; ) {
    const page = await ask(url);
    page.results.forEach(({ title }) => titles.add(title));
    url = page._links.next && page._links.base + page._links.next;
  }
  return titles.size;
}

await connect();
const lines = await useBoth({
  host,
  auth: { type: 'bearer', token: key },
  oldAuth: { oauth2: { accessToken: key } },
  headers,
});
console.log(lines.join('\n'));
console.log(`links: ${await followByHost()} pages by version 2, ${await followByBase()} by version 1`);
