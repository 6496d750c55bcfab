// The baseline, a process of its own: Bolt as its guide has it. It verifies a form or an event, acknowledges it, and does nothing
// else. Its conversation store is off: with it the baseline would be slower.
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { botToken, signingSecret } from './workspace.ts';

const app = new App({
  receiver: new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR }),
  authorize: async () => ({ botToken, botId: 'B0BENCH26' }),
  convoStore: false,
  logLevel: LogLevel.ERROR,
});
app.view('checkins.mood', async ({ ack }) => ack());
// Bolt itself acknowledges events.
app.event('member_joined_channel', async () => undefined);

const server = await app.start(0);
const address = server.address();
const port = typeof address === 'object' && address ? address.port : 0;
process.stdout.write(`bare Bolt is ready: http://127.0.0.1:${port}\n`);
process.once('disconnect', () => process.exit(0));
