// Two clients by others against a running simulator of Cloud: openid-client connects alice and renews, confluence.js does what is left
// of version 1 through the API host. Ends with 0 when all went well.
//
// Usage: node cloud-clients.mjs BASE_URL   such as http://localhost:8090

import assert from 'node:assert/strict';
import { ConfluenceClient } from 'confluence.js';
import * as oauth from 'openid-client';
import { UserAgent } from './user-agent.mjs';

const base = (process.argv[2] ?? '').replace(/\/$/, '');
assert.ok(base, 'Usage: node cloud-clients.mjs BASE_URL');
const REDIRECT_URI = 'http://localhost:8080/callback';
const SCOPES = [
  'offline_access', 'read:page:confluence', 'search:confluence', 'read:confluence-user', 'write:confluence-content',
  'write:confluence-file', 'readonly:content.attachment:confluence', 'read:confluence-content.all',
].join(' ');

const server = { issuer: base, authorization_endpoint: `${base}/authorize`, token_endpoint: `${base}/oauth/token` };
const config = new oauth.Configuration(server, 'tributary', undefined, oauth.ClientSecretPost('tributary-secret'));
oauth.allowInsecureRequests(config);

async function connect() {
  const pkceCodeVerifier = oauth.randomPKCECodeVerifier();
  const expectedState = oauth.randomState();
  const url = oauth.buildAuthorizationUrl(config, {
    audience: 'api.atlassian.com',
    prompt: 'consent',
    redirect_uri: REDIRECT_URI,
    scope: SCOPES,
    state: expectedState,
    code_challenge: await oauth.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  const spaced = url.href.replaceAll('+', '%20');
  const callback = await new UserAgent('alice', 'alice').approve(spaced, REDIRECT_URI);
  return oauth.authorizationCodeGrant(config, callback, { pkceCodeVerifier, expectedState });
}

const json = (path, accessToken) =>
  fetch(`${base}${path}`, { headers: { authorization: `Bearer ${accessToken}` } }).then((response) => response.json());

async function useWhatIsLeft(host, accessToken) {
  const client = new ConfluenceClient({ host, authentication: { oauth2: { accessToken } }, noCheckAtlassianToken: true });
  const me = await client.users.getCurrentUser();
  assert.equal(me.displayName, 'Alice Arroyo');
  assert.ok(me.accountId);

  const found = await client.search.searchByCQL({ cql: 'type = page and title = "Release Calendar"' });
  const { id } = found.results[0].content;

  const labels = await client.contentLabels.addLabelsToContent({ id, body: [{ prefix: 'global', name: 'birds' }] });
  assert.ok(labels.results.some((label) => label.name === 'birds'));

  const file = { file: Buffer.from('blue and orange'), filename: 'kingfisher.txt', minorEdit: true, comment: 'seen' };
  const attached = await client.contentAttachments.createAttachments({ id, attachments: file });
  const bytes = await client.contentAttachments.downloadAttachment({ id, attachmentId: attached.results[0].id });
  assert.equal(Buffer.from(bytes).toString(), 'blue and orange');

  await assert.rejects(client.content.getContentById({ id }), { statusCode: 410 });
  console.log('confluence.js: searched, labelled, attached, downloaded; content is gone');
}

const first = await connect();
console.log('openid-client: authorization code');

const second = await oauth.refreshTokenGrant(config, first.refresh_token);
const replayed = await oauth.refreshTokenGrant(config, first.refresh_token);
assert.notEqual(second.refresh_token, replayed.refresh_token);
console.log('openid-client: renewed, and once more within the leeway');

const [site] = await json('/oauth/token/accessible-resources', replayed.access_token);
await useWhatIsLeft(`${base}/ex/confluence/${site.id}`, replayed.access_token);
