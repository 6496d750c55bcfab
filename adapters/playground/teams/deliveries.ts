// Brings activities to the bot: signs them, tries again where Teams would, and lets the weather at them.
import { isHeard, type Outcome, post } from '../post.ts';
import { makeUnderWay } from '../under-way.ts';
import { isThing, type Thing, textOf } from './tenant.ts';
import type { Forgery, Tokens } from './tokens.ts';
import type { TeamsSky } from './weather.ts';

export type SendOptions = Forgery & {
  /** In place of the activity's own, in conversation and channel data. */
  tenant?: string;
  /** In place of the activity's own; the claim follows unless it is forged too. */
  serviceUrl?: string;
};

export type Deliveries = ReturnType<typeof makeDeliveries>;

type Options = {
  deliverTo: () => string | undefined;
  /** Milliseconds that the bot has, by the kind of activity. */
  patience: { invoke: number; other: number };
};

/**
 * Teams tries once more with the same id where the bot was too slow or fell over, invokes too.
 * https://github.com/MicrosoftDocs/msteams-docs/issues/6084, https://github.com/microsoft/botbuilder-dotnet/issues/5005
 */
const wantsRetry = (outcome: Outcome): boolean =>
  outcome.kind === 'timed-out' || (outcome.kind === 'answered' && outcome.status >= 500);

/** Empty where the service would not vouch for it, or no header can carry it. */
const headerOf = (value: unknown): string => (/^[\x20-\x7e]+$/.test(textOf(value)) ? textOf(value) : '');

export function makeDeliveries(tokens: Tokens, sky: TeamsSky, options: Options) {
  const { track, bring, settled } = makeUnderWay(sky);
  let stopped = false;

  async function sendOnce(activity: Thing, forged: Forgery = {}): Promise<Outcome> {
    const url = options.deliverTo();
    if (url === undefined) return { kind: 'unreachable', because: 'The bot has no address.' };
    const { conversation, serviceUrl } = activity;
    const place = isThing(conversation) ? conversation : {};
    const authorization = await tokens.authorization(textOf(serviceUrl), forged);
    const patience = activity.type === 'invoke' ? options.patience.invoke : options.patience.other;
    const headers = {
      'Content-Type': 'application/json; charset=utf-8',
      'User-Agent': 'Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)',
      'x-ms-conversation-id': headerOf(place.id),
      'x-ms-tenant-id': headerOf(place.tenantId),
      ...(authorization === undefined ? {} : { Authorization: authorization }),
    };
    return post(url, headers, JSON.stringify(activity), patience);
  }

  async function deliver(activity: Thing): Promise<Outcome> {
    const mishap = sky.befallsEvent();
    let outcome: Outcome = { kind: 'timed-out' };
    if (mishap !== 'lost') outcome = await sendOnce(activity);
    if (mishap === 'unheard') outcome = { kind: 'timed-out' };
    return wantsRetry(outcome) && !stopped ? sendOnce(activity) : outcome;
  }

  function deliverAll(activity: Thing): Promise<Outcome> {
    const duplicates = sky.duplicates()?.times ?? 0;
    const first = track(deliver(activity));
    for (let count = 0; count < duplicates; count += 1) void track(sendOnce(activity));
    return first;
  }

  return {
    /** Resolves to what came back from the last try. */
    ask: deliverAll,
    /** Resolves to whether a try was acknowledged. A held activity counts as not heard. */
    tell: (activity: Thing): Promise<boolean> => bring(async () => isHeard(await deliverAll(activity))),
    /** Once, whatever comes of it. Status 0: no answer came. */
    async send(activity: Thing, sending: SendOptions = {}): Promise<{ status: number; body: string }> {
      const { tenant, serviceUrl, ...forged } = sending;
      const { conversation, channelData } = activity;
      const outcome = await track(
        sendOnce(
          {
            ...activity,
            ...(serviceUrl === undefined ? {} : { serviceUrl }),
            ...(tenant === undefined
              ? {}
              : {
                  conversation: { ...(isThing(conversation) ? conversation : {}), tenantId: tenant },
                  channelData: { ...(isThing(channelData) ? channelData : {}), tenant: { id: tenant } },
                }),
          },
          forged,
        ),
      );
      return outcome.kind === 'answered'
        ? { status: outcome.status, body: outcome.body }
        : { status: 0, body: '' };
    },
    settled,
    stop(): void {
      stopped = true;
    },
  };
}
