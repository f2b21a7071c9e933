// Two clients by others at a site of Confluence Cloud: confluence.js 3, which reads and writes by version 2 of the API and holds every answer
// against its own schema, and confluence.js 2, which does what is left of version 1. Neither knows whether a gateway is in between: both
// get a base URL, a credential and headers.

import assert from 'node:assert/strict';
import { ConfluenceClient } from 'confluence.js';
import { createV2Client } from 'confluence.js-3/v2';

/**
 * @param site {{host: string, auth: object, oldAuth: object, headers: object, answers: object}} where to, as confluence.js 3 and 2 want it
 * @returns what was done, a line each
 */
export async function useBoth(site) {
  return [...(await versionTwo(site)), ...(await versionOne(site))];
}

async function versionTwo({ host, auth, headers }) {
  const client = createV2Client({ host, auth, headers });
  const { results: [space] } = await client.space.getSpaces({ keys: ['DEMO'] });
  assert.equal(space.name, 'Demonstration Space');

  const titles = [];
  let requests = 0;
  for (let cursor, more = true; more; requests++) {
    const pages = await client.page.getPages({ spaceId: [space.id], limit: 4, cursor });
    titles.push(...pages.results.map((page) => page.title));
    cursor = pages._links.next && new URL(pages._links.next, host).searchParams.get('cursor');
    more = Boolean(cursor);
  }

  const storage = (value) => ({ representation: 'storage', value });
  const title = `Written by a client of version 2, ${Date.now()}`;
  const { id } = await client.page.createPage({
    body: { spaceId: space.id, status: 'current', title, body: storage('<p>Heron</p>') },
  });
  const updated = await client.page.updatePage({
    id,
    body: { id, status: 'current', title, version: { number: 2 }, body: storage('<p>Heron and egret</p>') },
  });
  const read = await client.page.getPageById({ id, bodyFormat: 'storage' });
  await client.comment.createFooterComment({ pageId: id, body: storage('<p>Seen</p>') });
  const { results: comments } = await client.comment.getPageFooterComments({ id, bodyFormat: 'storage' });
  await client.page.deletePage({ id });
  await assert.rejects(client.page.getPageById({ id }), { status: 404 });

  return [
    `version 2: ${titles.length} pages in ${requests} requests, ${new Set(titles).size} of them different`,
    `version 2: wrote '${read.body.storage.value}', version ${updated.version.number}`,
    `version 2: commented '${comments.map((comment) => comment.body.storage.value)}', deleted`,
  ];
}

async function versionOne({ host, oldAuth, headers }) {
  const client = new ConfluenceClient({
    host,
    authentication: oldAuth,
    noCheckAtlassianToken: true,
    baseRequestConfig: { headers },
  });
  const me = await client.users.getCurrentUser();
  const found = await client.search.searchByCQL({ cql: 'type = page and title = "Release Calendar"' });
  const { id } = found.results[0].content;
  const labels = await client.contentLabels.addLabelsToContent({ id, body: [{ prefix: 'global', name: 'egrets' }] });
  const file = { file: Buffer.from('white'), filename: `egret-${Date.now()}.txt`, minorEdit: true, comment: 'seen' };
  const attached = await client.contentAttachments.createAttachments({ id, attachments: file });
  const bytes = await client.contentAttachments.downloadAttachment({ id, attachmentId: attached.results[0].id });
  return [
    `version 1: served as ${me.publicName}`,
    `version 1: found '${found.results[0].content.title}', labelled ${labels.results.some(({ name }) => name === 'egrets')}`,
    `version 1: attached and downloaded '${Buffer.from(bytes)}'`,
  ];
}
