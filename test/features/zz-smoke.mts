import { createServer } from 'node:http';
import bolt from '@slack/bolt';
import { makeSlack } from '../../adapters/playground/slack/slack.ts';
for (const mode of ['http','socket']) {
let addr='', boturl: string|undefined;
const slack = makeSlack({ team:{id:'T0HOSP',name:'St E'}, botUser:'U0LAMP', appId:'A0LAMP', botToken:'xoxb-1', appToken:'xapp-1', signingSecret:'s3', people:[{id:'U0ANA',name:'ana',realName:'Ana',locale:'es-ES',tz:'UTC'}], channels:[], scopes:['commands','chat:write','im:history','im:write','users:read'], deliverTo:()=>boturl, address:()=>addr, onChange: () => undefined });
const p = createServer(slack.listener); p.on('upgrade', slack.upgrade); await new Promise<void>(r=>p.listen(0,'127.0.0.1',()=>r())); addr=`http://127.0.0.1:${(p.address() as any).port}/pretend-slack`;
const clientOptions={slackApiUrl:`${addr}/api/`};
const receiver = mode==='http' ? new bolt.HTTPReceiver({signingSecret:'s3', endpoints:'/slack/events'}) : new bolt.SocketModeReceiver({appToken:'xapp-1', clientOptions} as any);
const app = new bolt.App({ token:'xoxb-1', receiver, clientOptions, logLevel: bolt.LogLevel.WARN } as any);
app.command('/checkin', async ({ack, client, body, respond}) => { await ack(); await respond({text:'hi', response_type:'ephemeral'}); await client.views.open({trigger_id: body.trigger_id, view:{type:'modal',callback_id:'m',title:{type:'plain_text',text:'T'},submit:{type:'plain_text',text:'S'},blocks:[{type:'input',block_id:'n',label:{type:'plain_text',text:'L'},element:{type:'plain_text_input',action_id:'a'}}]}}); });
app.view('m', async ({ack, view}) => { await ack(view.state.values.n?.a?.value==='x' ? {response_action:'errors', errors:{n:'no'}} : undefined as any); });
app.message(async ({message, say}) => { await say({text:'heard '+(message as any).text, blocks:[{type:'actions',block_id:'b',elements:[{type:'button',action_id:'p',text:{type:'plain_text',text:'P'}}]}]}); });
app.action('p', async ({ack, respond}) => { await ack(); await respond({replace_original:true, text:'pressed'}); });
app.error(async (e)=>{console.log('ERR', e)});
if (mode==='http') { const b = createServer((q,s)=>(receiver as any).requestListener(q,s)); await new Promise<void>(r=>b.listen(0,'127.0.0.1',()=>r())); boturl=`http://127.0.0.1:${(b.address() as any).port}/slack/events`; console.log('verify', await slack.verify()); } else await app.start();
const dm = slack.direct('U0ANA');
console.log(mode, await slack.command('U0ANA', dm, '/checkin'));
await new Promise(r=>setTimeout(r,300));
const v = slack.seenBy('U0ANA').modals[0];
console.log(await slack.submit('U0ANA', v!.id, {n:{a:{value:'x'}}}), await slack.submit('U0ANA', v!.id, {n:{a:{value:'y'}}}));
console.log(await slack.message('U0ANA', dm, 'hola')); await new Promise(r=>setTimeout(r,300)); await slack.settled();
const msg = slack.seenBy('U0ANA').conversations[0]!.messages.at(-1)!;
console.log(await slack.press('U0ANA', {channel:dm, ts:msg.ts}, 'p','b')); await new Promise(r=>setTimeout(r,300));
console.log(slack.seenBy('U0ANA').conversations[0]!.messages.map(m=>[m.text,m.ephemeral,m.edited]), slack.calls.map(c=>c.method));
if (mode==='socket') await app.stop();
}
process.exit(0)
