import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Chart } from '../../src/chat/card.ts';
import { makeKeyRing } from '../../src/guard/seal.ts';
import { trendPicture } from '../../src/pictures/trend.ts';
import { type PictureLinks, pictureLinks } from '../../src/web/picture.ts';
import { chartOf } from '../support/charts.ts';
import { serve } from '../support/serving.ts';

describe('a link to a picture', () => {
  const keys = makeKeyRing([Buffer.alloc(32, 7)]);
  const start = Date.UTC(2026, 10, 22, 12);
  let time = start;

  beforeEach(() => {
    time = start;
  });

  async function serveLinks(ring = keys): Promise<PictureLinks & { base: string }> {
    let base = '';
    const links = pictureLinks({ keys: ring, base: () => base, now: () => time });
    const server = await serve({ 'GET /picture/*': links.route });
    base = server.address;
    return { ...links, base };
  }

  const linkOf = (links: PictureLinks, chart: Chart): string => {
    const link = links.linkTo(chart);
    if (link === undefined) throw new Error('There is no link.');
    return link;
  };

  it('shows the very picture of the chart, for a quarter of an hour', async () => {
    const links = await serveLinks();
    const chart = chartOf(31);
    const link = linkOf(links, chart);
    time = start + 15 * 60_000 - 1;
    const response = await fetch(link);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('cache-control')).toBe('private, max-age=900');
    expect(Buffer.from(await response.arrayBuffer()).equals(trendPicture(chart))).toBe(true);

    time = start + 15 * 60_000;
    const late = await fetch(link);
    expect(late.status).toBe(410);
    expect(await late.text()).toBe('This picture was shown for 15 minutes. Ask for it again in the chat.\n');
  });

  it('is the same picture from another process with the same key, and none with another key', async () => {
    const link = linkOf(await serveLinks(), chartOf(7));
    const { pathname } = new URL(link);
    const again = await serveLinks(makeKeyRing([Buffer.alloc(32, 9), Buffer.alloc(32, 7)]));
    expect((await fetch(again.base + pathname)).status).toBe(200);
    const stranger = await serveLinks(makeKeyRing([Buffer.alloc(32, 9)]));
    expect((await fetch(stranger.base + pathname)).status).toBe(404);
  });

  it('shows nothing after a single letter was changed, or for anything made up', async () => {
    const links = await serveLinks();
    const { pathname } = new URL(linkOf(links, chartOf(7)));
    const token = pathname.slice('/picture/'.length, -'.png'.length);
    const tokens = ['', 'x', '..%2f..', 'a'.repeat(400), token.slice(0, -4), `${token}AAAA`];
    for (let at = 0; at < token.length - 1; at += 7) {
      tokens.push(`${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`);
    }
    tokens.push(keys.seal('not packed', 'picture').toString('base64url'));
    tokens.push(keys.seal('of another kind', 'checkin:1').toString('base64url'));
    for (const changed of tokens) {
      const response = await fetch(`${links.base}/picture/${changed}.png`);
      expect(response.status, changed).toBe(404);
      expect(await response.text()).toMatch(/^There is no(thing|) /);
    }
    expect((await fetch(`${links.base}/picture/${token}`)).status).toBe(404);
  });

  it('says nothing of what is in it, and is another one each time', async () => {
    const links = pictureLinks({ keys, base: () => 'https://lamplight.example/', now: () => time });
    const one = linkOf(links, chartOf(31));
    expect(one).toMatch(/^https:\/\/lamplight\.example\/picture\/[\w-]+\.png$/);
    expect(one).not.toBe(linkOf(links, chartOf(31)));
    expect(one).not.toContain(Buffer.from('Struggling').toString('base64url').slice(2, -2));
    expect(one.length).toBeLessThan(1_500);
  });

  it('is not made where nobody outside could fetch it, or where it would be too long', () => {
    const nowhere = pictureLinks({ keys, base: () => undefined, now: () => time });
    expect(nowhere.linkTo(chartOf(7))).toBeUndefined();
    const links = pictureLinks({ keys, base: () => 'https://lamplight.example', now: () => time });
    const noise = Array.from({ length: 60 }, (_, i) => createHash('sha256').update(`${i}`).digest('hex'));
    expect(links.linkTo(chartOf(7, { title: noise.join('') }))).toBeUndefined();
    expect(linkOf(links, chartOf(31)).length).toBeLessThanOrEqual(2_900);
  });
});
