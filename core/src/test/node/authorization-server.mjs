// An OAuth 2.0 authorization server that Tributary's authors did not write: oidc-provider on loopback.
//
// Start:   npm ci && node authorization-server.mjs [redirect URI] [access token seconds]
//          (defaults: http://localhost:8080/callback, 30)
// Says:    one line of JSON on standard output when it serves, everything else goes to standard error:
//          {"port":…, "issuer":…, "authorize":…, "token":…, "revoke":…, "whoAmI":…, "events":…, "clientId":…, "clientSecret":…}
// Ends:    when its standard input is closed, or on SIGTERM.
//
// It is strict: PKCE with S256 is required; the client authenticates by client_secret_post, its twin `tributary-basic` with the
// same secret by client_secret_basic, and `tributary-public` has no secret; refresh tokens rotate, and a rotated one that comes again revokes the whole grant. Scopes: READ, WRITE. A refresh token is always issued.
//
// To log in and consent by program: GET the authorization URL and follow the redirects with a cookie jar; each page has one
// form. Post its action with the hidden field `prompt` as found, and on the login page `login` (any name: it becomes the
// account) and `password` (any). Follow redirects again; the last one leads to the redirect URI,
// with the parameter `iss` of RFC 9207 beside `code` and `state`.
//
// `whoAmI` tells the bearer's name the way Confluence does: {"type":"known","username":…,"userKey":…,"displayName":…} with the
// header X-AUSERNAME, and 401 for a token that does not work.
//
// `events` tells what the server has seen: {"spentRefreshTokens":…, "refusedGrants":[…], "endedGrants":…}. A refresh token that
// is spent twice is a refused grant and ends the grant.

import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

console.info = console.warn = console.log = console.error;
const { Provider } = await import('oidc-provider');

const redirectUri = process.argv[2] ?? 'http://localhost:8080/callback';
const accessTokenSeconds = Number(process.argv[3] ?? 30);
const client = { id: 'tributary', secret: 'foreign-secret' };
const day = 24 * 60 * 60;

// What oidc-provider brings forgets whatever was not asked for while a thousand other things came.
class Memory {
  static #kept = new Map();

  constructor(model) {
    this.model = model;
  }

  #key(id) {
    return `${this.model} ${id}`;
  }

  #all() {
    return [...Memory.#kept].filter(([key]) => key.startsWith(`${this.model} `));
  }

  async upsert(id, payload) {
    Memory.#kept.set(this.#key(id), payload);
  }

  async find(id) {
    return Memory.#kept.get(this.#key(id));
  }

  async findByUid(uid) {
    return this.#all().find(([, payload]) => payload.uid === uid)?.[1];
  }

  async consume(id) {
    Memory.#kept.get(this.#key(id)).consumed = Math.floor(Date.now() / 1000);
  }

  async destroy(id) {
    Memory.#kept.delete(this.#key(id));
  }

  async revokeByGrantId(grantId) {
    this.#all()
      .filter(([, payload]) => payload.grantId === grantId)
      .forEach(([key]) => Memory.#kept.delete(key));
  }
}

let handle = (_, response) => response.writeHead(503).end();
const server = createServer((request, response) => handle(request, response));
// Longer than the test: what is sent while a server hangs up has to be waited for long, as nobody knows whether it arrived.
server.keepAliveTimeout = 15 * 60 * 1000;
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const { port } = server.address();
const issuer = `http://localhost:${port}`;

const provider = new Provider(issuer, {
  adapter: Memory,
  clients: [
    ['', 'client_secret_post'],
    ['-basic', 'client_secret_basic'],
    ['-public', 'none'],
  ].map(([kind, method]) => ({
    client_id: client.id + kind,
    client_secret: method === 'none' ? undefined : client.secret,
    redirect_uris: [redirectUri],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: method,
  })),
  scopes: ['READ', 'WRITE'],
  routes: { userinfo: '/userinfo' },
  cookies: { keys: [randomBytes(16).toString('hex')] },
  pkce: { required: () => true },
  rotateRefreshToken: true,
  issueRefreshToken: async () => true,
  ttl: {
    AccessToken: accessTokenSeconds,
    AuthorizationCode: 10,
    Grant: 90 * day,
    Interaction: 600,
    RefreshToken: 90 * day,
    Session: day,
  },
  features: { devInteractions: { enabled: true }, revocation: { enabled: true } },
  findAccount: async (_, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
});

async function whoAmI(context) {
  const [, bearer] = /^Bearer (.+)$/.exec(context.get('Authorization')) ?? [];
  const token = bearer && (await provider.AccessToken.find(bearer));
  const grant = token && (await provider.Grant.find(token.grantId));
  if (!token?.isValid || !grant) {
    context.status = 401;
    context.body = { message: 'The access token does not work.' };
    return;
  }
  const name = token.accountId;
  context.set('X-AUSERNAME', name);
  context.body = { type: 'known', username: name, userKey: `key-of-${name}`, displayName: name };
}

const events = { spentRefreshTokens: 0, spentByUser: {}, refusedGrants: [], endedGrants: 0 };
provider.on('refresh_token.consumed', ({ accountId }) => {
  events.spentRefreshTokens++;
  events.spentByUser[accountId] = (events.spentByUser[accountId] ?? 0) + 1;
});
provider.on('grant.error', (context, error) => {
  events.refusedGrants.push(error.error);
  const user = context.oidc?.entities?.RefreshToken?.accountId;
  console.error(`${new Date().toISOString()} refused ${user}: ${error.error} (${error.error_detail})`);
});
provider.on('grant.revoked', () => events.endedGrants++);

provider.use(async (context, next) => {
  if (context.path === '/rest/api/user/current') return whoAmI(context);
  if (context.path === '/events') context.body = events;
  else await next();
});
handle = provider.callback();

process.stdin.on('end', () => process.exit(0)).resume();
process.on('SIGTERM', () => process.exit(0));
process.stdout.write(
  JSON.stringify({
    port,
    issuer,
    authorize: `${issuer}/auth`,
    token: `${issuer}/token`,
    revoke: `${issuer}/token/revocation`,
    whoAmI: `${issuer}/rest/api/user/current`,
    events: `${issuer}/events`,
    clientId: client.id,
    clientSecret: client.secret,
  }) + '\n',
);
