// What Slack's client makes of what a person types: text is escaped, names and links are recognised.
import { type Block, type Thing, type Workspace, withIds } from './workspace.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** `@` before the id or name of somebody here, or a broadcast; or an address. */
const pieces = /@([\w.-]+)|(https?:\/\/[^\s<>|]+)/g;

export type Typed = { text: string; blocks: Block[]; names: readonly string[] };

/** `names`: the ids of those who are mentioned. Nothing else in the text has any power. */
export function compose(workspace: Workspace, written: string): Typed {
  const elements: Thing[] = [];
  const names: string[] = [];
  let text = '';
  const plain = (some: string): void => {
    if (some === '') return;
    text += escaped(some);
    elements.push({ type: 'text', text: some });
  };
  const idOf = (name: string): string | undefined => {
    if (name === workspace.botUser) return name;
    for (const person of workspace.people.values())
      if (person.id === name || person.name === name) return person.id;
    return undefined;
  };

  let from = 0;
  for (const match of written.matchAll(pieces)) {
    const [whole, name, address] = match;
    const id = name === undefined ? undefined : idOf(name);
    const broadcast = name === 'here' || name === 'channel' || name === 'everyone';
    if (id === undefined && !broadcast && address === undefined) continue;
    plain(written.slice(from, match.index));
    from = match.index + whole.length;
    if (id !== undefined) {
      text += `<@${id}>`;
      names.push(id);
      elements.push({ type: 'user', user_id: id });
    } else if (broadcast) {
      text += `<!${name}>`;
      elements.push({ type: 'broadcast', range: name });
    } else {
      text += `<${escaped(whole)}>`;
      elements.push({ type: 'link', url: whole });
    }
  }
  plain(written.slice(from));
  const blocks = withIds([{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }]);
  return { text, blocks, names };
}
