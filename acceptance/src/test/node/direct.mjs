// Both clients straight at the API host of Atlassian's, with an API token of alice's. Ends with 0 when all went well.
//
// Usage: node direct.mjs SIMULATOR

import { useBoth } from './cloud-clients.mjs';

const [simulator] = process.argv.slice(2);
const json = (path, body) =>
  fetch(`${simulator}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  }).then((response) => response.json());

const scopes = [
  'read:space:confluence', 'read:page:confluence', 'write:page:confluence', 'delete:page:confluence', 'read:comment:confluence',
  'write:comment:confluence', 'search:confluence', 'read:confluence-user', 'write:confluence-content', 'write:confluence-file',
  'readonly:content.attachment:confluence',
];
const { token } = await json('/simulator/api-tokens', { user: 'alice', days: 7, scopes });
const { sites } = await json('/simulator/sites');
const rivers = sites.find((site) => site.name === 'rivers');
const email = 'alice@example.com';

const lines = await useBoth({
  host: `${simulator}/ex/confluence/${rivers.cloudId}`,
  auth: { type: 'basic', email, apiToken: token },
  oldAuth: { basic: { email, apiToken: token } },
  headers: {},
});
console.log(lines.join('\n'));
