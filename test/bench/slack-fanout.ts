// 3,000 messages to a Slack whose limit nobody is told and that changes half-way; beside it Slack's own client, as bots use it:
// all at once, and forms are opened by the same client.
import { setTimeout as sleep } from 'node:timers/promises';
import type { ModalView } from '@slack/types';
import { WebClient } from '@slack/web-api';
import { makeClients, quietLogger } from '../../adapters/slack/client.ts';
import { makePlatform } from '../../adapters/slack/send.ts';
import {
  eachOnce,
  type Limited,
  messages,
  openLimited,
  openSender,
  percentile,
  waitUntil,
} from './fanout.ts';
import { compare, type Told } from './table.ts';
import { botToken, team } from './workspace.ts';

const limits = [15, 10] as const;
const saved = 20;
/** How long Slack's own client is looked at: it is the same all the time. */
const theirMs = 90_000;
/** How long forms are opened before anything goes out. */
const aloneMs = 20_000;
const talks = Array.from({ length: messages }, (_, n) => `D${String(n).padStart(9, '0')}`);
const urgentTalk = 'DURGENT';
const view: ModalView = { type: 'modal', title: { type: 'plain_text', text: 'Bench' }, blocks: [] };

const openSlack = (): Promise<Limited> =>
  openLimited({
    limits,
    saved,
    post: (url, body) =>
      url.endsWith('/chat.postMessage') ? (new URLSearchParams(body).get('channel') ?? '') : undefined,
    takes: (message, channel) => ({
      ok: true,
      ts: `1.${message}`,
      ...(channel === undefined ? {} : { channel }),
    }),
  });

/** Opens a form ten times a second until told to stop; gives how long each took, in ms. */
function openForms(client: WebClient): () => Promise<readonly number[]> {
  const took: number[] = [];
  const open: Promise<void>[] = [];
  let isOver = false;
  const run = (async () => {
    while (!isOver) {
      const began = performance.now();
      open.push(
        client.views
          .open({ trigger_id: 'any', view })
          .catch(() => undefined)
          .then(() => void took.push(performance.now() - began)),
      );
      await sleep(100);
    }
  })();
  return async () => {
    isOver = true;
    await run;
    // Whoever has not been answered by now has waited at least three seconds: Slack's triggers are dead then.
    await Promise.race([Promise.all(open), sleep(3_000)]);
    return [...took, ...Array.from({ length: open.length - took.length }, () => Number.POSITIVE_INFINITY)];
  };
}

export async function slackFanout(): Promise<readonly Told[]> {
  const [ours, theirs] = [await openSlack(), await openSlack()];
  const clients = (ms: number) => makeClients({ of: () => botToken }, `${ours.address}/api/`, ms);
  const sender = await openSender(
    makePlatform({ clientOf: clients(15_000), picture: () => undefined, ailment: () => undefined }),
    team,
  );
  const interactive = clients(2_500)(team);
  const bot = new WebClient(botToken, { slackApiUrl: `${theirs.address}/api/`, logger: quietLogger });
  try {
    if (!interactive) throw new Error('no client');
    const formsAlone = openForms(interactive);
    await sleep(aloneMs);
    const alone = await formsAlone();
    await sender.put(talks);
    const formsOfOurs = openForms(interactive);
    const missing = (): string => `${ours.taken} of ${messages} arrived`;
    await waitUntil(() => ours.taken >= messages / 2, 600_000, missing);
    const put = performance.now();
    await sender.put([urgentTalk], true);
    await waitUntil(() => ours.taken > messages, 600_000, missing);
    const one = await formsOfOurs();
    eachOnce(ours, [...talks, urgentTalk]);
    // Not beside ours: what it does in one process with it would be measured as ours.
    const formsOfTheirs = openForms(bot);
    for (const channel of talks)
      bot.chat.postMessage({ channel, text: 'How was your shift?' }).catch(() => undefined);
    await sleep(theirMs);
    const other = await formsOfTheirs();
    const urgentMs = (ours.arrived.get(urgentTalk)?.[0] ?? Number.NaN) - put;
    const share = ({ taken, allowed }: Limited): number => taken / allowed();
    const told = `in ${theirMs / 1_000} s of its own ${theirs.taken} of ${messages} arrived`;
    return [
      compare('slack-fanout', { value: share(ours), baseline: 1, unit: 'of the limit' }, 'higher', 0.97, [
        `a hidden limit of ${limits[0]} a second, ${limits[1]} from half-way on; nothing lost, nothing doubled`,
        `Slack’s own client used ${share(theirs).toFixed(2)} of it; ${told}`,
      ]),
      compare(
        'slack-fanout-rejected',
        { value: ours.rejected / ours.taken, baseline: 1, unit: 'a message' },
        'lower',
        0.02,
        [`Slack’s own client: ${(theirs.rejected / theirs.taken).toFixed(2)}`],
      ),
      compare(
        'slack-fanout-modals',
        { value: percentile(one, 0.99), baseline: 250, unit: 'ms, p99' },
        'lower',
        1,
        [
          `the baseline is what is asked; by Slack’s own client, shared with its fan-out, ${other.filter((ms) => ms > 3_000).length} of ${other.length} over 3 s`,
          `${percentile(alone, 0.99).toFixed(0)} ms before anything went out, on the same machine`,
          `${one.length} forms by ours, ${one.filter((ms) => ms > 3_000).length} over 3 s`,
        ],
      ),
      compare('slack-fanout-urgent', { value: urgentMs, baseline: 2_000, unit: 'ms' }, 'lower', 1, [
        'one urgent message, put in when half had arrived; the baseline is what is asked',
      ]),
    ];
  } finally {
    await sender.end();
    await Promise.all([ours.end(), theirs.end()]);
  }
}
