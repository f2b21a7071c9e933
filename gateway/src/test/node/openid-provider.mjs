// An OpenID provider that Tributary's authors did not write: oidc-provider on loopback, with one client, the console.
//
// Start:   node openid-provider.mjs <port> <redirect URI>, beside the node_modules of core's authorization server.
// Says:    "ready" in one line on standard output when it serves; everything else goes to standard error.
// Ends:    when its standard input is closed, or on SIGTERM.
//
// PKCE with S256 is required, and the client authenticates by client_secret_basic. Anybody may log in under any name; carol is a
// member of the group wiki-admins, which userinfo says and the ID token does not.

import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

console.info = console.warn = console.log = console.error;
const { Provider } = await import('oidc-provider');

const [port, redirectUri] = [Number(process.argv[2]), process.argv[3]];
const provider = new Provider(`http://localhost:${port}`, {
  clients: [
    {
      client_id: 'tributary-console',
      client_secret: 'foreign-secret',
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  ],
  claims: { openid: ['sub'], profile: ['name'], groups: ['groups'] },
  scopes: ['openid', 'profile', 'groups'],
  cookies: { keys: [randomBytes(16).toString('hex')] },
  pkce: { required: () => true },
  features: { devInteractions: { enabled: true } },
  findAccount: async (_, id) => ({
    accountId: id,
    claims: async () => ({ sub: id, name: `${id} of the issuer`, groups: id === 'carol' ? ['wiki-admins'] : ['staff'] }),
  }),
});

createServer(provider.callback()).listen(port, '127.0.0.1', () => process.stdout.write('ready\n'));
process.stdin.on('end', () => process.exit(0)).resume();
process.on('SIGTERM', () => process.exit(0));
