// Talks to the room. What fails becomes a result of the same kind as what the pretend Slack says.

const asleep = {
  kind: 'refused',
  because: 'The playground does not answer. If its terminal has ended, start it again with: npm start',
};

async function ask(path, options) {
  try {
    const response = await fetch(path, options);
    return await response.json();
  } catch {
    return asleep;
  }
}

/** What this person sees; without a person, what the first one sees. */
export const load = (person) =>
  ask(`/playground/state${person ? `?person=${encodeURIComponent(person)}` : ''}`);

/**
 * Resolves to what the person's client does next. Slack: done, failed, closed, errors, updated, pushed. Teams: done, card,
 * said, failed. Either: refused, by us.
 */
export const send = (deed, body) =>
  ask(`/playground/${deed}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** Calls `changed` whenever what this person sees is new, and `lost` with true or false as the line goes and comes. */
export function watch(person, changed, lost) {
  const stream = new EventSource(`/playground/stream?person=${encodeURIComponent(person)}`);
  stream.addEventListener('changed', changed);
  stream.addEventListener('open', () => lost(false));
  stream.addEventListener('error', () => lost(true));
  return () => stream.close();
}

/** A sentence for what went wrong, or undefined. */
export function complaint(result, platform) {
  if (result.kind === 'failed') return `${platform} shows: “${result.shown}”`;
  if (result.kind === 'refused') return result.because;
  return undefined;
}
