// Two clients by others against a running simulator: openid-client connects alice and renews, confluence.js reads and writes
// as her, openid-client disconnects. Ends with 0 when all went well.
//
// Usage: node foreign-clients.mjs BASE_URL   (or BASE_URL in the environment), such as http://localhost:8090/confluence
// The client registration is the simulator's default; CLIENT_ID, CLIENT_SECRET and REDIRECT_URI change it.

import assert from 'node:assert/strict';
import { ConfluenceClient } from 'confluence.js';
import * as oauth from 'openid-client';
import { UserAgent } from './user-agent.mjs';

const base = (process.argv[2] ?? process.env.BASE_URL ?? '').replace(/\/$/, '');
assert.ok(base, 'Usage: node foreign-clients.mjs BASE_URL');
const { CLIENT_ID = 'tributary', CLIENT_SECRET = 'tributary-secret' } = process.env;
const { REDIRECT_URI = 'http://localhost:8080/callback' } = process.env;

function configuration() {
  const endpoint = (name) => `${base}/rest/oauth2/latest/${name}`;
  const server = {
    issuer: base,
    authorization_endpoint: endpoint('authorize'),
    token_endpoint: endpoint('token'),
    revocation_endpoint: endpoint('revoke'),
  };
  const authentication = oauth.ClientSecretPost(CLIENT_SECRET);
  const config = new oauth.Configuration(server, CLIENT_ID, undefined, authentication);
  oauth.allowInsecureRequests(config);
  return config;
}

async function connect(config) {
  const pkceCodeVerifier = oauth.randomPKCECodeVerifier();
  const expectedState = oauth.randomState();
  const url = oauth.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT_URI,
    scope: 'WRITE',
    state: expectedState,
    code_challenge: await oauth.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  const callback = await new UserAgent('alice', 'alice').approve(url, REDIRECT_URI);
  return oauth.authorizationCodeGrant(config, callback, { pkceCodeVerifier, expectedState });
}

const confluence = (accessToken) =>
  new ConfluenceClient({
    host: base,
    apiPrefix: '/rest',
    authentication: { oauth2: { accessToken } },
    noCheckAtlassianToken: true,
  });

async function readAndWrite(client) {
  const me = await client.users.getCurrentUser();
  assert.equal(me.username, 'alice');

  const pages = await client.content.getContent({ type: 'page', spaceKey: 'DEMO', expand: ['version', 'space'], limit: 5 });
  assert.ok(pages.results.length > 0 && pages.results[0].version.number > 0);

  const title = `Written by a foreign client ${Date.now()}`;
  const storage = (value) => ({ storage: { value, representation: 'storage' } });
  const page = await client.content.createContent({ type: 'page', title, space: { key: 'DEMO' }, body: storage('<p>Heron</p>') });
  const updated = await client.content.updateContent({
    id: page.id,
    type: 'page',
    title,
    version: { number: page.version.number + 1 },
    body: storage('<p>Heron and kingfisher</p>'),
  });
  assert.equal(updated.version.number, 2);

  const found = await client.content.searchContentByCQL({ cql: `type = page and text ~ "kingfisher" and title = "${title}"` });
  assert.deepEqual(found.results.map((result) => result.id), [page.id]);

  const labels = await client.contentLabels.addLabelsToContent({ id: page.id, body: [{ prefix: 'global', name: 'birds' }] });
  assert.deepEqual(labels.results.map((label) => label.name), ['birds']);

  const file = { file: Buffer.from('blue and orange'), filename: 'kingfisher.txt', minorEdit: true, comment: 'seen' };
  const attached = await client.contentAttachments.createAttachments({ id: page.id, attachments: file });
  assert.equal(attached.results[0].extensions.comment, 'seen');
  const bytes = await client.contentAttachments.downloadAttachment({ id: page.id, attachmentId: attached.results[0].id });
  assert.equal(Buffer.from(bytes).toString(), 'blue and orange');

  await client.content.deleteContent({ id: page.id });
  console.log('confluence.js: listed, created, updated, searched, labelled, attached, deleted');
}

const config = configuration();
const first = await connect(config);
assert.equal(first.token_type, 'bearer');
console.log('openid-client: authorization code with PKCE');

const second = await oauth.refreshTokenGrant(config, first.refresh_token, { redirect_uri: REDIRECT_URI });
assert.notEqual(second.refresh_token, first.refresh_token);
await assert.rejects(oauth.refreshTokenGrant(config, first.refresh_token), { error: 'invalid_grant' });
console.log('openid-client: renewed; the spent refresh token is refused');

await readAndWrite(confluence(second.access_token));

await oauth.tokenRevocation(config, second.refresh_token);
await assert.rejects(oauth.refreshTokenGrant(config, second.refresh_token), { error: 'invalid_grant' });
console.log('openid-client: revoked');
