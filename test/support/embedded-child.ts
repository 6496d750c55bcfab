// A process of its own that uses an embedded server: says what it got, and stops it when its input ends.
import { startEmbedded } from '../../src/database/embedded.ts';

const [dataDir = '', keyDir = ''] = process.argv.slice(2);
const { url, folder, joined, stop } = await startEmbedded({ dataDir, keyDir, say: () => {} });
process.stdout.write(`${JSON.stringify({ url, folder, joined })}\n`);
process.stdin.once('end', () => void stop()).resume();
